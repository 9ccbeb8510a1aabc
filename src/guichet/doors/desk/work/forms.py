"""What stands in the address of the list of tasks, and what is asked when one is finished."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from guichet.doors.staff import place_in
from guichet.worklists.terms import TaskKind, TaskState


class View(TextChoices):
    """A view of the tasks; its name in the address."""

    WAITING = "waiting", _("To be done")
    MINE = "mine", _("Mine")
    LATE = "late", _("Late")
    DONE = "done", _("Done")
    SETTLED = "settled", _("Settled by itself")

    @property
    def state(self) -> TaskState | None:
        """Return the state that it shows; None for all that is undone."""
        return {View.DONE: TaskState.DONE, View.SETTLED: TaskState.SETTLED}.get(self)


@dataclass(frozen=True, slots=True)
class WorkFilter:
    """Which tasks are shown: of one kind or all, in one view, from a place in the list on."""

    view: View
    kind: str
    before: tuple[datetime, int] | None

    @classmethod
    def of(cls, query: QueryDict) -> "WorkFilter":
        """Read it from an address. Anything that makes no sense is left out."""
        view = query.get("tab", "")
        return cls(
            View(view) if view in View.values else View.WAITING,
            query.get("kind", "")[:40].replace("\x00", ""),
            place_in(query.get("before")),
        )

    def kept(self) -> dict[str, object]:
        """Return what the address of the next page must say again."""
        return {"tab": "" if self.view is View.WAITING else self.view.value, "kind": self.kind}


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
