"""What came of trying to reach a client."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.notices.terms import WhyGivenUp

TOLD = "TOLD"


class OutcomeForm(forms.Form):
    """Whether a person told the client, or why nobody goes on trying."""

    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what came of it."),
            "invalid_choice": _("Choose one of the outcomes."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["outcome"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [
            (TOLD, _("I told the client all of this")),
            *((why.value, _("Give up: %(why)s") % {"why": why.label}) for why in WhyGivenUp),
        ]

    @property
    def reason(self) -> WhyGivenUp | None:
        """Return why to give up; None where the client was told."""
        chosen = self.cleaned_data["outcome"]
        return None if chosen == TOLD else WhyGivenUp(chosen)
