"""What is asked of those who watch over looking."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guichet.design.forms import DateField
from guichet.identity.terms import Protected
from guichet.oversight.terms import FlagVerdict, Verdict

LONGEST_NUMBER = 18


class _NoteForm(forms.Form):
    note = forms.CharField(
        label=_("What did you find?"),
        help_text=_("Sealed: only those who review read it. The client does not."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class OpeningReviewForm(_NoteForm):
    """Whether an opening was needed."""

    verdict = forms.ChoiceField(
        label=_("Was it needed?"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you found.")},
    )
    field_order = ["verdict", "note"]


class LookingReviewForm(_NoteForm):
    """What unusual looking came to."""

    verdict = forms.ChoiceField(
        label=_("What did you conclude?"),
        choices=FlagVerdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you found.")},
    )
    field_order = ["verdict", "note"]


class AnswerForm(forms.Form):
    """The answer to a client."""

    answer = forms.CharField(
        label=_("Your answer"),
        help_text=_("The client reads it as you write it. Use plain words, and name no colleague."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write an answer first.")},
    )


class _ClientNumberForm(forms.Form):
    client = forms.CharField(
        label=_("UCI of the client"),
        max_length=20,
        error_messages={"required": _("Say whose file it is.")},
    )


class InvestigationForm(_ClientNumberForm):
    """An investigation: whose looks at whom are shown later, why, and until when."""

    investigator = forms.ChoiceField(label=_("Who looks"), error_messages={"required": _("Choose who looks.")})
    case_number = forms.CharField(
        label=_("Number of the investigation"),
        max_length=60,
        error_messages={"required": _("Give the number under which it is recorded.")},
    )
    reason = forms.CharField(
        label=_("Why the client must not see these looks yet"),
        help_text=_("Sealed: read by who decides, and by auditors."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why, in a sentence or two.")},
    )
    until = DateField(label=_("Until which day"))
    field_order = ["client", "investigator", "case_number", "reason", "until"]

    def __init__(self, *args: Any, staff: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["investigator"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", "–"), *((str(number), name) for number, name in staff)]

    @property
    def end(self) -> datetime:
        """Return the moment at which the last day is over."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["until"], time(23, 59, 59)))


class ProtectionForm(_ClientNumberForm):
    """A file that opens for a reviewed reason only."""

    why = forms.ChoiceField(
        label=_("Why it is protected"),
        choices=Protected.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why.")},
    )
    field_order = ["client", "why"]
