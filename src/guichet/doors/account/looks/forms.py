"""What a client says about a look."""

from django import forms
from django.utils.translation import gettext_lazy as _


class QuestionForm(forms.Form):
    """A question about a look. Nothing need be written: that one does not understand it is enough."""

    words = forms.CharField(
        label=_("What would you like to know?"),
        help_text=_("You may leave this empty. We answer in your account, and tell you when we have."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
