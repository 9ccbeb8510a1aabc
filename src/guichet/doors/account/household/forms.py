"""Whom an adult asks to join their household."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from guichet.clients.terms import AuthorityRefusal


class InviteForm(forms.Form):
    """An adult, by their address or by a number that they gave."""

    who = forms.CharField(
        label=_("Their e-mail address, their application number, or their identifier (UCI)"),
        help_text=_("They give it to you. We do not tell you whether there is such an account or such a file."),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter an e-mail address or a number.")},
    )

    def clean_who(self) -> str:
        """Return what was typed; an address must be whole."""
        typed: str = self.cleaned_data["who"]
        if "@" in typed:
            try:
                validate_email(typed)
            except ValidationError:
                raise ValidationError(_("This is not a whole e-mail address.")) from None
        elif not any(letter.isdigit() for letter in typed) or "\x00" in typed:
            raise ValidationError(_("Enter an e-mail address or a number."))
        return typed

    @property
    def email(self) -> str:
        """Return the address; empty where a number was typed."""
        typed: str = self.cleaned_data["who"]
        return typed if "@" in typed else ""

    def refuse(self, refusal: AuthorityRefusal) -> None:
        """Say why they cannot be asked."""
        self.add_error("who" if refusal is AuthorityRefusal.YOURSELF else None, WHY.get(refusal, refusal.label))


WHY = {
    AuthorityRefusal.YOURSELF: _("This is your own. Enter that of the other adult."),
    AuthorityRefusal.NOT_AN_ADULT: _("Only an adult can ask others to join. A parent can do it for the family."),
}
