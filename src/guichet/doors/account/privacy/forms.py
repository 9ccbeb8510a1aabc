"""What a client says is wrong."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.design.forms import CountedTextarea
from guichet.privacy.terms import CorrectionFact, CorrectionRefusal

LONGEST = 2000


class CorrectionForm(forms.Form):
    """What is wrong, where, and what is right. A document that shows it can be brought or sent later."""

    fact = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=CorrectionFact.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong."), "invalid_choice": _("Choose one of these.")},
    )
    number = forms.ChoiceField(
        label=_("In which file?"), help_text=_("Only where something in a file is wrong."), required=False
    )
    wrong = forms.CharField(
        label=_("What does it say now?"),
        max_length=LONGEST,
        widget=CountedTextarea(limit=LONGEST),
        error_messages={"required": _("Say what is wrong.")},
    )
    right = forms.CharField(
        label=_("What should it say, and how can we know?"),
        help_text=_("For example: the date in my passport. If we need to see a document, we ask you for it."),
        max_length=LONGEST,
        widget=CountedTextarea(limit=LONGEST),
        error_messages={"required": _("Say what is right.")},
    )

    def __init__(self, *args: Any, numbers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose = self.fields["number"]
        assert isinstance(choose, forms.ChoiceField)
        choose.choices = [("", _("No file")), *numbers]

    def clean(self) -> dict[str, Any]:
        """Ask for the file where it is about one."""
        said = super().clean() or {}
        if said.get("fact") == CorrectionFact.FILE and not said.get("number"):
            self.add_error("number", CorrectionRefusal.NO_FILE.label)
        return said
