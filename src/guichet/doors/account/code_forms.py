"""The fields for codes that are shown once, for account numbers and for PINs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_DIGITS = {"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false", "class": "code"}


def _field(label: Any, hint: Any, missing: Any, *, longest: int = 40, secret: bool = False, **more: str) -> Any:
    attrs = {**_DIGITS, **more}
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        widget=forms.PasswordInput(attrs=attrs) if secret else forms.TextInput(attrs=attrs),
        error_messages={"required": missing},
    )


class PrintedCodeForm(forms.Form):
    """Which code is next on the sheet?"""

    code = _field(_("Printed code"), _("Twelve digits. Take one that is not crossed out."), _("Enter the code."))


class NumberAndCodeForm(PrintedCodeForm):
    """Which account, and which code of its sheet?"""

    number = _field(
        _("Account number"), _("Ten digits. It stands at the top of your sheet."), _("Enter your account number.")
    )
    field_order = ("number", "code")


class TextCodeForm(forms.Form):
    """Which code did we send by text?"""

    code = _field(_("Code from the text message"), _("Six digits."), _("Enter the code."), autocomplete="one-time-code")


class MailCodeForm(forms.Form):
    """Which code did we send by e-mail?"""

    code = _field(_("Code from the e-mail"), _("Six digits."), _("Enter the code."), autocomplete="one-time-code")


class LetterCodeForm(forms.Form):
    """Which code stands in the letter?"""

    code = _field(_("Code from the letter"), _("Ten digits."), _("Enter the code."))


class PinForm(forms.Form):
    """Which PIN?"""

    code = _field(_("PIN of your account"), _("The six digits that you chose."), _("Enter your PIN."), secret=True)


class NewPinForm(forms.Form):
    """Which PIN is it to be? Asked twice: nobody sees what they type."""

    pin = _field(
        _("New PIN"),
        _("Six digits that others do not guess: no birthday, no row of digits."),
        _("Enter a PIN."),
        secret=True,
        autocomplete="new-password",
    )
    again = _field(_("New PIN, once more"), "", _("Enter the PIN once more."), secret=True, autocomplete="new-password")

    def clean(self) -> dict[str, Any]:
        """Return what was entered; both must be the same."""
        entered = super().clean() or {}
        if not self.errors and entered["pin"] != entered["again"]:
            self.add_error("again", _("This is not the same PIN as above."))
        return entered
