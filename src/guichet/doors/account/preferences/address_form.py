"""A postal address of any country: its parts in the order of that country, and never refused for being unusual."""

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.clients.rules import custom_of, missing_parts
from guichet.clients.terms import AddressPart
from guichet.doors import choices
from guichet.foundation.languages import Language

LATIN = "latin_"
ASKED = "latin_asked"
LONGEST = 200


class CountryForm(forms.Form):
    """In which country the address is: asked first, since the rest depends on it."""

    country = forms.ChoiceField(label=_("Country"))

    def __init__(self, *args: Any, reader: Language, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["country"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose a country")), *choices.countries(reader)]


class AddressForm(forms.Form):
    """The parts of an address in one country. Once written in another script, it is asked for in Latin letters too."""

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country
        custom = custom_of(country)
        for part in custom.parts:
            self.fields[part.value] = _field(part, example=custom.code_example)
        self._asks_latin = self._is_in_another_script()
        if self._asks_latin:
            for part in custom.parts:
                if part is not AddressPart.CODE:
                    label = _("In Latin letters: %(part)s") % {"part": part.label}
                    self.fields[LATIN + part.value] = forms.CharField(label=label, required=False, max_length=LONGEST)
            self.fields[ASKED] = forms.CharField(widget=forms.HiddenInput, initial="1", required=False)

    def clean(self) -> dict[str, Any]:
        """Return what was typed; only a place to go to must be there."""
        said = super().clean() or {}
        for part in missing_parts(self.country, self.parts_said(said)):
            self.add_error(part.value, _("Fill this in: without it no letter can arrive."))
        if self._asks_latin and self.is_bound and ASKED not in self.data and not self.errors:
            # Shown once: whoever leaves it empty then has decided so.
            self.data = {**self.data.dict(), ASKED: "1"} if hasattr(self.data, "dict") else {**self.data, ASKED: "1"}
            self.add_error(
                None,
                _("Please write it in Latin letters too, if you can: post offices abroad read those. Or leave it so."),
            )
        return said

    @property
    def parts(self) -> dict[AddressPart, str]:
        """Return the address as it was written."""
        return self.parts_said(self.cleaned_data)

    @property
    def latin(self) -> dict[AddressPart, str]:
        """Return the address in Latin letters, where it was given so, with the code that is the same in both."""
        said = {
            part: self.cleaned_data.get(LATIN + part.value, "")
            for part in custom_of(self.country).parts
            if self.cleaned_data.get(LATIN + part.value)
        }
        code = self.cleaned_data.get(AddressPart.CODE.value, "")
        return {**said, AddressPart.CODE: code} if said and code else said

    def parts_said(self, said: dict[str, Any]) -> dict[AddressPart, str]:
        """Return the parts of what was typed."""
        return {part: said.get(part.value, "") or "" for part in custom_of(self.country).parts}

    def _is_in_another_script(self) -> bool:
        typed = [self.data.get(part.value, "") if self.is_bound else self.initial.get(part.value, "")
                 for part in AddressPart]  # fmt: skip
        return any(
            character.isalpha() and "LATIN" not in unicodedata.name(character, "")
            for text in typed
            for character in text
        )


def _field(part: AddressPart, *, example: str) -> forms.CharField:
    if part is AddressPart.STREET:
        widget: forms.Widget = forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"})
        return forms.CharField(label=part.label, required=False, max_length=LONGEST, widget=widget)
    text = forms.TextInput(attrs={"autocomplete": "postal-code", "class": "width-10"})
    if part is AddressPart.CODE:
        hint = _("For example: %(code)s") % {"code": example} if example else ""
        return forms.CharField(label=part.label, required=False, max_length=LONGEST, widget=text, help_text=hint)
    return forms.CharField(label=part.label, required=False, max_length=LONGEST)
