"""What stands in the address of the list of tasks, and what is asked when one is finished."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from guichet.doors.staff import place_in
from guichet.worklists.queries import LONGEST_NOTE, Wish
from guichet.worklists.terms import TaskKind, TaskState


class View(TextChoices):
    """A view of the tasks; its name in the address."""

    WAITING = "waiting", _("To be done")
    MINE = "mine", _("Mine")
    LATE = "late", _("Late")
    ALL = "all", _("Everything")
    ASLEEP = "asleep", _("Put off")
    FOLLOWED = "followed", _("Followed")
    DONE = "done", _("Done")
    SETTLED = "settled", _("Settled by itself")

    @property
    def state(self) -> TaskState | None:
        """Return the state that it shows; None for all that is undone."""
        return {View.DONE: TaskState.DONE, View.SETTLED: TaskState.SETTLED}.get(self)


class Only(TextChoices):
    """What else the list is narrowed to; its name in the address."""

    URGENT = "urgent", _("Urgent, or danger")
    UNSORTED = "unsorted", _("Not sorted yet")
    FREE = "free", _("With nobody")


FILTERS = ("kind", "channel", "language", "skill", "team", "only")


@dataclass(frozen=True, slots=True)
class WorkFilter:
    """Which tasks are shown: in one view, narrowed by what the address says, from a place in the list on."""

    view: View
    chosen: Mapping[str, str]
    before: tuple[datetime, int] | None

    @classmethod
    def of(cls, query: QueryDict) -> "WorkFilter":
        """Read it from an address. Anything that makes no sense is left out."""
        view = query.get("tab", "")
        chosen = {name: query.get(name, "")[:60].replace("\x00", "") for name in FILTERS}
        if chosen["only"] not in Only.values:
            chosen["only"] = ""
        return cls(View(view) if view in View.values else View.WAITING, chosen, place_in(query.get("before")))

    @property
    def is_narrowed(self) -> bool:
        """Return whether any filter is set."""
        return any(self.chosen.values())

    def kept(self) -> dict[str, object]:
        """Return what the address of the next page must say again."""
        return {"tab": "" if self.view is View.WAITING else self.view.value, **self.chosen}

    def wish(self, view: View, now: datetime) -> Wish:
        """Return which tasks a view shows with these filters."""
        asleep = {View.WAITING: False, View.LATE: False, View.ASLEEP: True}.get(view)
        return Wish(
            kind=self.chosen["kind"],
            channel=self.chosen["channel"],
            language=self.chosen["language"],
            skill=self.chosen["skill"],
            team=self.chosen["team"],
            urgent=self.chosen["only"] == Only.URGENT,
            unsorted=self.chosen["only"] == Only.UNSORTED,
            free=self.chosen["only"] == Only.FREE,
            state=view.state,
            mine=view is View.MINE,
            followed=view is View.FOLLOWED,
            suited_at=now if view is View.WAITING else None,
            overdue_at=now if view is View.LATE else None,
            asleep=asleep,
        )


class OutcomeForm(forms.Form):
    """What came of a task."""

    outcome = forms.ChoiceField(
        label=_("What came of the task?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what came of the task."),
            "invalid_choice": _("Choose one of the outcomes."),
        },
    )

    def __init__(self, kind: TaskKind, data: QueryDict | None = None) -> None:
        super().__init__(data)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(kind.outcomes.items())


class WordsForm(forms.Form):
    """A few words of staff about a task."""

    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_NOTE,
        error_messages={"required": _("Write a few words.")},
    )

    def __init__(self, label: str, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["text"].label = label


class ViewForm(forms.Form):
    """Under which name the filters of the list are kept, and for whom."""

    name = forms.CharField(
        label=_("Keep this view as"), max_length=60, widget=forms.TextInput(attrs={"class": "width-20"})
    )
    for_team = forms.BooleanField(label=_("For my whole team"), required=False)
    query = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
