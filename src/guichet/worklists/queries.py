"""What others may ask about tasks."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.worklists.kinds import all_kinds, kinds_for
from guichet.worklists.models import Task
from guichet.worklists.policy import due_for
from guichet.worklists.rules import is_overdue
from guichet.worklists.terms import UNDONE, TaskKind, TaskState, Urgency

__all__ = [
    "KindLoad", "NotAllowed", "Place", "TaskFacts", "all_kinds", "due_for", "may_do", "task", "task_about", "tasks",
    "tasks_of_clients", "work_by_kind",
]  # fmt: skip

Place = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """A task, as those who may do it see it. `taken_by_name` is the colleague who has it."""

    task_id: int
    kind: TaskKind
    subject: str
    client_id: int | None
    facts: Mapping[str, str]
    opened_at: datetime
    due_at: datetime
    turn_at: datetime
    urgency: Urgency
    skill: str
    language: str
    state: TaskState
    taken_by: int | None
    taken_by_name: str
    taken_at: datetime | None
    done_by_name: str
    done_at: datetime | None
    outcome: str
    escalated_at: datetime | None

    @property
    def place(self) -> Place:
        """Return where the next page of a list goes on: its `before`."""
        return (self.done_at or self.turn_at), self.task_id

    def is_overdue(self, now: datetime) -> bool:
        """Return whether it should have been done by now."""
        return is_overdue(self.state, self.due_at, now=now)


@dataclass(frozen=True, slots=True)
class KindLoad:
    """How much of one kind waits: with nobody, with somebody, late; and since when the oldest."""

    kind: TaskKind
    open: int
    taken: int
    overdue: int
    oldest_opened_at: datetime | None


def tasks(
    *,
    viewer: Viewer,
    kind: str = "",
    state: TaskState | None = None,
    mine: bool = False,
    overdue_at: datetime | None = None,
    before: Place | None = None,
    limit: int = 50,
) -> list[TaskFacts]:
    """Return the tasks that this person may do, or, for who supervises, all: undone ones unless `state` says otherwise.

    What is undone comes in the order of its turn: danger, then what is due first; what is over, with the latest
    first. `mine`: those this person holds. `overdue_at`: those that were due before that moment. `before` is the
    `place` of the last one shown; the list goes on after it. Raises NotAllowed for whoever does not work here.
    """
    found = _seen_by(viewer)
    if kind:
        found = found.filter(kind=kind)
    if mine:
        found = found.filter(taken_by_id=viewer.staff_id)
    if overdue_at:
        found = found.filter(due_at__lt=overdue_at, state__in=UNDONE)
    found = found.filter(state=state) if state else found.filter(state__in=UNDONE)
    if state in {TaskState.DONE, TaskState.SETTLED}:
        found = found.order_by("-done_at", "-id")
        if before:
            found = found.filter(Q(done_at__lt=before[0]) | Q(done_at=before[0], id__lt=before[1]))
    else:
        found = found.order_by("turn_at", "id")
        if before:
            found = found.filter(Q(turn_at__gt=before[0]) | Q(turn_at=before[0], id__gt=before[1]))
    return [_facts(row) for row in found[:limit]]


def task(task_id: int, *, viewer: Viewer) -> TaskFacts:
    """Return one task. Raises NotAllowed where this person may not see it, and alike where there is none."""
    row = _seen_by(viewer).filter(pk=task_id).first()
    if row is None:
        raise NotAllowed(f"task:{task_id}")
    return _facts(row)


def task_about(kind: str, subject: str, *, viewer: Viewer) -> TaskFacts | None:
    """Return the undone task about a subject, for the page on which it is done; None where there is none to see."""
    row = _seen_by(viewer).filter(kind=kind, subject=subject, state__in=UNDONE).first()
    return _facts(row) if row else None


def tasks_of_clients(client_ids: Iterable[int], *, viewer: Viewer) -> list[TaskFacts]:
    """Return the undone tasks about these clients that this person may see: in the order of its turn."""
    found = _seen_by(viewer).filter(client_id__in=list(client_ids), state__in=UNDONE)
    return [_facts(row) for row in found.order_by("turn_at", "id")]


def worked_on(client_ids: Collection[int], *, staff_ids: Collection[int], since: datetime) -> set[tuple[int, int]]:
    """Return who of some staff took or did a task about whom of some clients. For rules: shown to nobody."""
    found = Task.objects.filter(client_id__in=client_ids, opened_at__gte=since)
    taken = found.filter(taken_by__in=staff_ids).values_list("taken_by", "client_id")
    done = found.filter(done_by__in=staff_ids).values_list("done_by", "client_id")
    return {(staff, client) for staff, client in [*taken, *done] if staff and client}


def work_by_kind(*, viewer: Viewer, now: datetime) -> Sequence[KindLoad]:
    """Return how much waits of each kind that this person may see, in the order of the page of kinds."""
    counted: dict[str, Any] = {
        row["kind"]: row
        for row in _seen_by(viewer)
        .filter(state__in=UNDONE)
        .order_by()
        .values("kind")
        .annotate(
            open=Count("id", filter=Q(state=TaskState.OPEN)),
            taken=Count("id", filter=Q(state=TaskState.TAKEN)),
            overdue=Count("id", filter=Q(due_at__lt=now)),
            oldest=Min("opened_at"),
        )
    }
    none: dict[str, Any] = {"open": 0, "taken": 0, "overdue": 0, "oldest": None}
    return [
        KindLoad(kind, row["open"], row["taken"], row["overdue"], row["oldest"])
        for code, kind in _kinds_seen_by(viewer).items()
        for row in [counted.get(code, none)]
    ]


def may_do(kind: TaskKind, viewer: Viewer) -> bool:
    """Return whether this person may do tasks of a kind, and not only see that they wait."""
    return viewer.staff_id is not None and viewer.may(kind.right)


def _seen_by(viewer: Viewer) -> QuerySet[Task]:
    if viewer.staff_id is None or not viewer.may(Right.WORK):
        raise NotAllowed("tasks")
    return Task.objects.filter(kind__in=_kinds_seen_by(viewer)).select_related("taken_by", "done_by")


def _kinds_seen_by(viewer: Viewer) -> dict[str, TaskKind]:
    return all_kinds() if viewer.may(Right.SUPERVISE_WORK) else kinds_for(viewer)


def _facts(row: Task) -> TaskFacts:
    return TaskFacts(
        task_id=row.pk,
        kind=all_kinds()[row.kind],
        subject=row.subject,
        client_id=row.client_id,
        facts=row.facts,
        opened_at=row.opened_at,
        due_at=row.due_at,
        turn_at=row.turn_at,
        urgency=Urgency(row.urgency),
        skill=row.skill,
        language=row.language,
        state=TaskState(row.state),
        taken_by=row.taken_by_id,
        taken_by_name=row.taken_by.name if row.taken_by else "",
        taken_at=row.taken_at,
        done_by_name=row.done_by.name if row.done_by else "",
        done_at=row.done_at,
        outcome=row.outcome,
        escalated_at=row.escalated_at,
    )
