"""Somebody who is to work in an office."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.mp_enquiries.terms import MpRefusal


class PersonForm(forms.Form):
    """A name, an address of the office, and whether they run its accounts."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("Constituents read it where somebody looked at their file."),
        max_length=120,
        error_messages={"required": MpRefusal.NO_NAME.label},
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        error_messages={
            "required": _("Enter the e-mail address."),
            "invalid": _("This is not a whole e-mail address."),
        },
    )
    runs_it = forms.BooleanField(label=_("This person also adds and removes people"), required=False)
