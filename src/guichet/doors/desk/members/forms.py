"""What is written to an office of Parliament; the constituent reads the same."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.design.forms import CountedTextarea
from guichet.mp_enquiries.actions import Texts
from guichet.mp_enquiries.rules import LONGEST_TEXT
from guichet.mp_enquiries.terms import MpRefusal

ANSWER, ASK = "answer", "ask"
_ERRORS = {"required": MpRefusal.NO_WORDS.label, "max_length": MpRefusal.TOO_LONG.label}


class AnswerForm(forms.Form):
    """The answer, or a question back: in English, in French, or in both."""

    act = forms.ChoiceField(
        label=_("What do you send?"),
        choices=[
            (ANSWER, _("The answer: it closes the enquiry")),
            (ASK, _("A question back: the clock stands still until the office answers")),
        ],
        widget=forms.RadioSelect,
        initial=ANSWER,
        error_messages={"required": _("Choose what you send.")},
    )
    text_en = forms.CharField(
        label=_("In English"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=CountedTextarea(limit=LONGEST_TEXT, rows=7),
        error_messages=_ERRORS,
    )
    text_fr = forms.CharField(
        label=_("In French"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=CountedTextarea(limit=LONGEST_TEXT, rows=7),
        error_messages=_ERRORS,
    )
    # The last thing said that the writer had read, and whether they saw what they send as it will be read.
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)
    stage = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10)

    def __init__(self, *args: Any, needs_both: bool, languages: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._needs_both = needs_both
        for code in ("en", "fr"):
            if code not in languages:
                del self.fields[f"text_{code}"]
        first = self.fields[f"text_{languages[0]}"]
        first.help_text = _("The office and the constituent read the same words. Tell only what the consent allows.")
        if needs_both:
            first.help_text = _(
                "The office and the constituent read different languages: write the same facts in both. Tell only what "
                "the consent allows."
            )

    def clean(self) -> dict[str, Any]:
        """Return what was written: something, and in both languages where both are read."""
        said = super().clean() or {}
        names = [name for name in ("text_en", "text_fr") if name in self.fields]
        for name in names:
            if not said.get(name, "").strip() and name not in self.errors:
                refusal = MpRefusal.BOTH_LANGUAGES if self._needs_both else MpRefusal.NO_WORDS
                self.add_error(name, str(refusal.label))
        return said

    @property
    def texts(self) -> Texts:
        """Return what was written."""
        return Texts(self.cleaned_data.get("text_en", ""), self.cleaned_data.get("text_fr", ""))
