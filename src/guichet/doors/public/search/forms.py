"""What one may type to find something."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 300


class SearchForm(forms.Form):
    """One box. What is too long is read at its beginning; nothing that is typed is a fault."""

    q = forms.CharField(
        label=_("What are you looking for?"),
        help_text=_("Write it in your own words, in English or in French."),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "maxlength": LONGEST, "dir": "auto"}),
    )

    def text(self) -> str:
        """Return what was typed, without what no text holds. Works for any input."""
        typed = str(self.data.get("q", ""))[:LONGEST]
        return " ".join("".join(one if one.isprintable() else " " for one in typed).split())
