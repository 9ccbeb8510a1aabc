"""What privacy officers fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.clients.rules import uci_of
from guichet.design.forms import DateField
from guichet.retention.terms import HoldReason


class HoldForm(forms.Form):
    """Whom or which file to hold, and why."""

    uci = forms.CharField(
        label=_("UCI"),
        help_text=_("To hold a person with all their files and joined records."),
        required=False,
        max_length=20,
    )
    number = forms.CharField(
        label=_("Or a file number"), help_text=_("To hold this one file."), required=False, max_length=40
    )
    reason = forms.ChoiceField(
        label=_("Why must it not go?"),
        choices=HoldReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why."), "invalid_choice": _("Choose one of these.")},
    )
    reference = forms.CharField(
        label=_("Number of the request, the complaint or the case"),
        help_text=_("The number only, never what it is about."),
        required=False,
        max_length=40,
    )
    ends_on = DateField(label=_("First day without it"), help_text=_("Empty: until somebody lifts it."), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one of person and file, and a number that can be one."""
        said = super().clean() or {}
        uci, number = said.get("uci", "").strip(), said.get("number", "").strip()
        if bool(uci) == bool(number):
            self.add_error("uci", _("Enter the number of a person or of a file: one of them."))
        elif uci and uci_of(uci) is None:
            self.add_error("uci", _("This is no UCI: it has 8 or 10 digits."))
        said["uci"], said["number"] = uci_of(uci) or "" if uci else "", number
        return said
