"""One answer to one question, and the code of answers that were kept."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from guichet.design.forms import DateField
from guichet.foundation.countries import country_names
from guichet.foundation.languages import Language
from guichet.programs.rules import Question
from guichet.programs.terms import QuestionType

CHOOSE = _("Choose one of the answers, or say that you don’t know.")


class AnswerForm(forms.Form):
    """The answer to one question. `revision` says what it was based on; “I don’t know” is a button of the page."""

    use_required_attribute = False
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, question: Question, language: Language, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"] = _field(question, language)
        self.order_fields(["answer", "revision"])


class CodeForm(forms.Form):
    """The code under which answers are kept."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("Sixteen digits, such as 1234 5678 9012 3459. Blanks between them do not matter."),
        max_length=60,
        widget=forms.TextInput(
            attrs={"class": "width-20", "inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}
        ),
        error_messages={"required": _("Enter the code.")},
    )


def _field(question: Question, language: Language) -> forms.Field:
    label = _("Your answer")
    match question.type:
        case QuestionType.DAY:
            return DateField(
                label=label,
                birthday=question.code == "BIRTH",
                error_messages={"required": _("Enter a date, or say that you don’t know.")},
            )
        case QuestionType.COUNTRY:
            names = [("", _("Choose a country")), *country_names(Language.of(get_language())).items()]
            return forms.ChoiceField(label=label, choices=names, error_messages={"required": CHOOSE})
        case QuestionType.COUNT | QuestionType.MONEY:
            return forms.CharField(
                label=label,
                max_length=20,
                widget=forms.TextInput(attrs={"class": "width-10", "inputmode": "numeric", "autocomplete": "off"}),
                error_messages={"required": _("Enter a number, or say that you don’t know.")},
            )
        case QuestionType.YES_NO:
            choices: list[tuple[str, Any]] = [("YES", _("Yes")), ("NO", _("No"))]
        case _:
            choices = [(option.code, option.text.say(language)) for option in question.options]
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, error_messages={"required": CHOOSE}
    )  # fmt: skip
