"""What a client gets who lost their way in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.identity.terms import RecoveryOutcome


class RecoveryForm(forms.Form):
    """A sheet of codes, by post or in their hand, or a new e-mail address."""

    outcome = forms.ChoiceField(
        label=_("What does the client need?"),
        choices=RecoveryOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the client needs."), "invalid_choice": _("Choose one of these.")},
    )
    new_email = forms.EmailField(
        label=_("New e-mail address"),
        help_text=_("Only for a new address. Have the client spell it."),
        required=False,
        max_length=254,
        error_messages={"invalid": _("Enter an e-mail address, such as name@example.org.")},
    )
    postal_address = forms.CharField(
        label=_("Postal address in the file"),
        help_text=_("Only for post: name and address as they stand in the file, not as the caller tells them."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self) -> dict[str, Any]:
        """Return what was entered; each way needs its own address."""
        entered = super().clean() or {}
        if entered.get("outcome") == RecoveryOutcome.NEW_EMAIL and not entered.get("new_email"):
            if "new_email" not in self.errors:
                self.add_error("new_email", _("Enter the new e-mail address."))
        elif entered.get("outcome") == RecoveryOutcome.SHEET_BY_POST and not entered.get("postal_address"):
            self.add_error("postal_address", _("Enter the postal address as it stands in the file."))
        return entered
