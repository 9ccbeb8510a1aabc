"""What is asked before a client's file opens."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.identity.rules import ORDINARY_PURPOSES
from guichet.identity.terms import Purpose


class PurposeForm(forms.Form):
    """Why a member of staff opens a client's file."""

    purpose = forms.ChoiceField(
        label=_("Why are you opening it?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose why you are opening the file."),
            "invalid_choice": _("Choose one of the purposes."),
        },
    )
    next = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)

    def __init__(self, *args: Any, investigating: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [*ORDINARY_PURPOSES, *([Purpose.INVESTIGATION] if investigating else [])]
        choice = self.fields["purpose"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(one.value, one.label) for one in offered]


class ReasonForm(forms.Form):
    """Why somebody needs a file that is not among their own."""

    purpose = forms.ChoiceField(choices=[(one.value, one.label) for one in ORDINARY_PURPOSES], widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why do you need this file?"),
        help_text=_("In a sentence or two. What you write is sealed; only the reviewer reads it."),
        max_length=2000,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say in a sentence why you need this file.")},
    )
    next = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
