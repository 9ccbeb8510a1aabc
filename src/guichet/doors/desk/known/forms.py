"""What a caller says, fact by fact, and which document somebody shows."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from guichet.design.forms import DateField
from guichet.foundation.countries import country_names
from guichet.foundation.languages import Language
from guichet.identity.terms import Fact, IdentityDocument


class CallerForm(forms.Form):
    """What the caller says to each question: name, date of birth, number, and what was drawn by lot."""

    def __init__(self, *args: Any, drawn: Iterable[Fact], programs: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["NAME"] = _text(Fact.NAME, _("“What is your full name?” Write what you hear; any script will do."))
        self.fields["BIRTH_DATE"] = DateField(label=Fact.BIRTH_DATE.label, required=False)
        self.fields["NUMBER"] = _text(Fact.NUMBER, _("“Which number stands on our letters to you?”"))
        for fact in drawn:
            self.fields[fact.value] = self._field(fact, programs)

    def answers(self) -> dict[Fact, Any]:
        """Return what was said; what was left out agrees with nothing."""
        return {Fact(name): value for name, value in self.cleaned_data.items()}

    def _field(self, fact: Fact, programs: Iterable[tuple[str, str]]) -> forms.Field:
        nothing = ("", _("The caller does not know"))
        match fact:
            case Fact.COUNTRY:
                countries = country_names(Language.of(get_language()))
                return forms.ChoiceField(label=fact.label, required=False, choices=[nothing, *countries.items()])
            case Fact.PROGRAM:
                return forms.ChoiceField(label=fact.label, required=False, choices=[nothing, *programs])
            case Fact.EMAIL:
                return _text(fact, _("“Which e-mail address did you give us?” Do not say it yourself."))
            case _:
                return _text(fact, _("“Which telephone number did you give us?” Do not say it yourself."))


class DocumentForm(forms.Form):
    """Which original document was shown?"""

    document = forms.ChoiceField(
        label=_("Which document did you see?"),
        help_text=_("The original, in your hands, with a photo of the person before you. Its number is not kept."),
        choices=IdentityDocument.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the document."), "invalid_choice": _("Choose one of these documents.")},
    )


def _text(fact: Fact, hint: Any) -> forms.Field:
    attrs = {"autocomplete": "off", "spellcheck": "false"}
    return forms.CharField(
        label=fact.label, help_text=hint, required=False, max_length=254, widget=forms.TextInput(attrs=attrs)
    )
