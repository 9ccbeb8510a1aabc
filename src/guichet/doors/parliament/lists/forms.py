"""A list of file numbers, pasted or as a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST, LARGEST = 20_000, 200_000


class ListForm(forms.Form):
    """File numbers, one a line, or a CSV file."""

    numbers = forms.CharField(
        label=_("Application numbers, one on each line"),
        help_text=_("You can paste a column or rows of a table."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        error_messages={"max_length": _("This is too long. Shorten it.")},
    )
    table = forms.FileField(label=_("Or a table as a CSV file"), required=False, max_length=200)

    def clean_table(self) -> Any:
        """Return the file; a list of numbers is small."""
        given = self.cleaned_data.get("table")
        if given is not None and (given.size or 0) > LARGEST:
            raise forms.ValidationError(_("This file is too large for a list of numbers."))
        return given

    def clean(self) -> dict[str, Any]:
        """Return what was given: one of the two."""
        said = super().clean() or {}
        if not self.errors and not (said.get("numbers", "").strip() or said.get("table")):
            self.add_error("numbers", _("Enter application numbers, or choose a file."))
        return said

    @property
    def text(self) -> str:
        """Return the list as text: the file’s where there is one. What is no text is read as far as it can be."""
        table = self.cleaned_data.get("table")
        if table is None:
            return str(self.cleaned_data["numbers"])
        content: bytes = table.read()
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return content.decode("cp1252", errors="replace")
