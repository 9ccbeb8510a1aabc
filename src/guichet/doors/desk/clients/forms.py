"""What is asked before a client's file opens."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.identity.terms import Purpose


class PurposeForm(forms.Form):
    """Why a member of staff opens a client's file."""

    purpose = forms.ChoiceField(
        label=_("Why are you opening it?"),
        choices=Purpose.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose why you are opening the file."),
            "invalid_choice": _("Choose one of the purposes."),
        },
    )
    next = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
