"""What is typed in the chat."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.assistant.rules.refusing import LONGEST
from guichet.assistant.terms import AskRefusal, HandOverRefusal
from guichet.design.forms import CountedTextarea


class AskForm(forms.Form):
    """A message."""

    # Whoever types after an error goes on where they were; a page that is only opened begins at its top.
    text = forms.CharField(
        label=_("Your question"),
        help_text=_("In English or in French, in your own words. Leave out numbers of files, passports and cards."),
        max_length=LONGEST,
        widget=CountedTextarea(limit=LONGEST, rows=3),
        error_messages={"required": AskRefusal.EMPTY.label, "max_length": AskRefusal.TOO_LONG.label},
    )


class PersonForm(forms.Form):
    """How somebody who is not signed in wants to be answered."""

    reach = forms.CharField(
        label=_("How can we reach you?"),
        help_text=_("An e-mail address or a telephone number. Choose one that is safe for you."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
        error_messages={"required": HandOverRefusal.NO_WAY.label},
    )
