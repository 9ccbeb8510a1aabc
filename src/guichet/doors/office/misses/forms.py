"""What is said about a matter that people asked about: which answer is to know these words, or why it is set aside."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.foundation.languages import Language
from guichet.knowledge.terms import SET_ASIDE_FOR, MissedOutcome, MissedRefusal

ANOTHER = "another"


class LinkForm(forms.Form):
    """An answer, and the ways of asking it is to know from now on."""

    nearest = forms.ChoiceField(
        label=_("Which answer?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )
    other = forms.SlugField(
        label=_("Name of another answer"),
        help_text=_("As it stands in its address."),
        max_length=60,
        required=False,
    )
    english = forms.CharField(
        label=_("Ways of asking, in English"),
        help_text=_("One on each line. Write them as anybody would ask, with nothing that is about one person."),
        widget=forms.Textarea(attrs={"rows": 4, "lang": "en"}),
        max_length=2000,
        required=False,
    )
    french = forms.CharField(
        label=_("Ways of asking, in French"),
        help_text=_("One on each line. Write them as anybody would ask, with nothing that is about one person."),
        widget=forms.Textarea(attrs={"rows": 4, "lang": "fr"}),
        max_length=2000,
        required=False,
    )

    def __init__(
        self, data: Any, *, nearest: Sequence[tuple[str, str]], words: Mapping[Language, Sequence[str]]
    ) -> None:
        said = {language: "\n".join(lines) for language, lines in words.items()}
        super().__init__(data, initial={"english": said.get(Language.EN, ""), "french": said.get(Language.FR, "")})
        field = self.fields["nearest"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*nearest, (ANOTHER, _("Another answer"))]

    def clean(self) -> dict[str, Any]:
        """Have another answer named where none of the nearest is meant."""
        said = super().clean() or {}
        if said.get("nearest") == ANOTHER and not said.get("other") and "other" not in self.errors:
            self.add_error("other", str(MissedRefusal.NO_ANSWER.label))
        return said

    @property
    def article_id(self) -> str:
        """Return which answer was chosen."""
        said = self.cleaned_data
        return str(said["other"] if said["nearest"] == ANOTHER else said["nearest"])

    def lines(self, name: str) -> list[str]:
        """Return the ways of asking in one language."""
        return [" ".join(line.split()) for line in self.cleaned_data[name].splitlines() if line.strip()]


class SetAsideForm(forms.Form):
    """Why a matter needs no answer of ours. Nothing is written here: a reason is enough."""

    why = forms.ChoiceField(
        label=_("Why does it need no answer?"),
        choices=[(one.value, one.label) for one in SET_ASIDE_FOR],
        widget=forms.RadioSelect,
        error_messages={"required": MissedRefusal.NO_REASON.label},
    )

    @property
    def outcome(self) -> MissedOutcome:
        """Return the reason."""
        return MissedOutcome(self.cleaned_data["why"])
