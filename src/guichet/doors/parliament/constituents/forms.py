"""Whom an office asks for consent, and for how much."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.clients.terms import AuthorityRefusal
from guichet.identity.terms import Disclosure


class ConsentForm(forms.Form):
    """A constituent, by name and by a number or an address that they gave, and what the office asks to be told."""

    name = forms.CharField(
        label=_("Name of the constituent"),
        help_text=_("As it stands on letters from the department."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Enter the name.")},
    )
    number = forms.CharField(
        label=_("Application number, identifier (UCI), e-mail address or telephone number"),
        help_text=_("The constituent gives it to you. With an application number you ask for that file only."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter a number or an address.")},
    )
    sees = forms.ChoiceField(
        label=_("What do you ask to be told?"),
        choices=[
            (Disclosure.STATUS.value, _("Only where the file stands, and what it waits for")),
            (Disclosure.CASE.value, _("Also letters, documents, notes and the reasons of a decision")),
        ],
        initial=Disclosure.STATUS.value,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you ask to be told.")},
    )

    def clean_name(self) -> str:
        """Return the name; a name has letters."""
        return self._readable("name")

    def clean_number(self) -> str:
        """Return the number or address."""
        return self._readable("number")

    def refuse(self, refusal: AuthorityRefusal) -> None:
        """Say why this cannot be asked."""
        self.add_error(None, str(refusal.label))

    def _readable(self, name: str) -> str:
        typed: str = self.cleaned_data[name]
        return "".join(letter for letter in typed if letter.isprintable()).strip()
