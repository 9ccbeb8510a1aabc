"""What is asked when a conversation was seen to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.assistant.terms import Outreach


class OutreachForm(forms.Form):
    """What came of it."""

    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        choices=Outreach.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what came of it.")},
    )
