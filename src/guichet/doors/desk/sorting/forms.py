"""What a person says of a question that was read."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.enquiries.actions.reading import UNWANTED, WANTED
from guichet.enquiries.terms import Axis, Mood
from guichet.foundation.languages import Language
from guichet.worklists.terms import Urgency


class ReadingForm(forms.Form):
    """How urgent it is, in what mood it was written, in which language, and whether anybody wants it."""

    urgency = forms.TypedChoiceField(
        label=Axis.URGENCY.label,
        help_text=_("Danger: a life, detention, removal in days. Urgent: serious illness, travel, a child, a job."),
        choices=Urgency.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how urgent it is.")},
    )
    mood = forms.ChoiceField(
        label=Axis.MOOD.label,
        choices=Mood.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a mood.")},
    )
    language = forms.ChoiceField(
        label=_("In which language do we answer?"),
        choices=[(Language.EN.value, _("English")), (Language.FR.value, _("French"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language.")},
    )
    unwanted = forms.ChoiceField(
        label=_("Is it a question to us?"),
        choices=[(WANTED, _("Yes: it waits for an answer")), (UNWANTED, _("No: it is unwanted mail"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is a question to us.")},
    )

    def given(self) -> dict[Axis, str]:
        """Return what was said of each axis."""
        said: dict[str, Any] = self.cleaned_data
        return {
            Axis.URGENCY: str(said["urgency"]),
            Axis.MOOD: said["mood"],
            Axis.LANGUAGE: said["language"],
            Axis.UNWANTED: said["unwanted"],
        }
