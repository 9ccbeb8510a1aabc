"""What one may type to find a client."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# A year, or a day as ISO 8601 writes it.
BORN = re.compile(r"(?:19|20)\d{2}(?:-\d{2}-\d{2})?")


class SearchForm(forms.Form):
    """One box for everything, and the birth date beside it that tells people of one name apart."""

    q = forms.CharField(
        label=_("Name, UCI, file number, e-mail or telephone"),
        help_text=_("A name in any script. Spelling need not be exact."),
        required=False,
        max_length=200,
        widget=forms.TextInput(
            attrs={"type": "search", "autocomplete": "off", "spellcheck": "false", "data-key": "/", "dir": "auto"}
        ),
    )
    born = forms.CharField(
        label=_("Year or day of birth"),
        help_text=_("1991 or 1991-02-03"),
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"class": "width-10", "autocomplete": "off", "inputmode": "numeric"}),
    )

    def clean_q(self) -> str:
        """Return what was typed, without what no name holds: NUL, which PostgreSQL refuses, and blanks around it."""
        return str(self.cleaned_data["q"]).replace("\x00", "").strip()

    def clean_born(self) -> str:
        """Return the year or day. Raises ValidationError for anything else."""
        born = str(self.cleaned_data["born"]).strip()
        if born and not BORN.fullmatch(born):
            raise ValidationError(_("Write a year such as 1991, or a day such as 1991-02-03."))
        return born

    def text(self) -> str:
        """Return what to search for: both fields as one text. Only for a valid form."""
        said: dict[str, Any] = self.cleaned_data
        return f"{said['q']} {said['born']}".strip()
