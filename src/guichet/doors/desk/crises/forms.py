"""What is chosen when a family is answered, and what is said at the end of the training."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from guichet.crises.queries import FamilyFacts, PassageFacts
from guichet.crises.rules import Part
from guichet.foundation.languages import Language


class FamilyAnswerForm(forms.Form):
    """Which approved answer is sent; `seen` says which messages were on the screen."""

    passage = forms.TypedChoiceField(
        label=_("Which answer?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=2_000)

    def __init__(
        self, data: QueryDict | None, *, passages: Sequence[PassageFacts], found: FamilyFacts, language: Language
    ) -> None:
        super().__init__(data, initial={"seen": shown_of(found)})
        field = self.fields["passage"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(one.passage_id, one.title.say(language)) for one in passages]

    @property
    def read(self) -> dict[int, int]:
        """Return the last message that was on the screen, of each question. What makes no sense was not read."""
        found: dict[int, int] = {}
        for pair in self.cleaned_data["seen"].split():
            question, _colon, contact = pair.partition(":")
            if question.isascii() and question.isdecimal() and contact.isascii() and contact.isdecimal():
                found[int(question[:18])] = int(contact[:18])
        return found


class JoinFamilyForm(forms.Form):
    """The line of the list that is the same family."""

    other = forms.IntegerField(
        label=_("Line of the list that is the same family"),
        min_value=1,
        max_value=10**15,
        widget=forms.NumberInput(attrs={"class": "width-5"}),
    )


class TrainingForm(forms.Form):
    """One question about each part of the training."""

    def __init__(self, data: QueryDict | None, *, lessons: Sequence[Part], language: Language) -> None:
        super().__init__(data)
        for one in lessons:
            self.fields[one.code] = forms.ChoiceField(
                label=one.question.say(language),
                choices=[(code, text.say(language)) for code, text in one.options],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose an answer.")},
            )


def shown_of(found: FamilyFacts) -> str:
    """Return which message of each question was the last on the screen."""
    return " ".join(
        f"{case.question.enquiry_id}:{max((one.contact_id for one in case.question.contacts), default=0)}"
        for case in found.cases
    )
