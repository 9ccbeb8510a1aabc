"""Tasks: the list, one of them, those of a client."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.worklists.kinds import all_kinds, kinds_for
from guichet.worklists.models import Follow, Task, Worker
from guichet.worklists.models.people import suited
from guichet.worklists.policy import limits
from guichet.worklists.rules import is_overdue
from guichet.worklists.terms import UNDONE, TaskKind, TaskState, Urgency

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
    team: str
    wakes_at: datetime | None
    wakes_on: str
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which tasks somebody wants to see. Empty or None: whichever.

    `mine`: those they hold. `suited_at`: those that ask for their skills, and what is near its breach as of then.
    `overdue_at`: those that were due before that moment. `asleep`: those that were put off, or only those that were
    not. `followed`: those of which they are told. `unsorted`: those of which nobody has said whose skill they need.
    """

    kind: str = ""
    state: TaskState | None = None
    mine: bool = False
    free: bool = False
    suited_at: datetime | None = None
    overdue_at: datetime | None = None
    asleep: bool | None = None
    followed: bool = False
    urgent: bool = False
    unsorted: bool = False
    channel: str = ""
    language: str = ""
    skill: str = ""
    team: str = ""


def tasks(*, viewer: Viewer, wish: Wish | None = None, before: Place | None = None, limit: int = 50) -> list[TaskFacts]:
    """Return the tasks that this person may do, or, for who supervises, all: undone ones unless `wish` says otherwise.

    What is undone comes in the order of its turn: danger, then what is due first; what is over, with the latest
    first. `before` is the `place` of the last one shown; the list goes on after it. Raises NotAllowed for whoever
    does not work here.
    """
    wish = wish or Wish()
    found = wished(wish, viewer)
    if wish.state in {TaskState.DONE, TaskState.SETTLED}:
        found = found.order_by("-done_at", "-id")
        if before:
            found = found.filter(done_at__lte=before[0]).filter(
                Q(done_at__lt=before[0]) | Q(done_at=before[0], id__lt=before[1])
            )
    else:
        found = found.order_by("turn_at", "id")
        if before:
            found = found.filter(turn_at__gte=before[0]).filter(
                Q(turn_at__gt=before[0]) | Q(turn_at=before[0], id__gt=before[1])
            )
    return [facts_of(row) for row in found[:limit]]


def wished(wish: Wish, viewer: Viewer) -> QuerySet[Task]:
    """Return the rows of the tasks that somebody wants to see, of those they may. Raises NotAllowed."""
    found = seen_by(viewer)
    found = found.filter(state=wish.state) if wish.state else found.filter(state__in=UNDONE)
    if wish.followed:
        found = found.filter(pk__in=Follow.objects.filter(staff=viewer.staff_id).values("task"))
    if wish.mine:
        found = found.filter(state=TaskState.TAKEN, taken_by_id=viewer.staff_id)
    if wish.free:
        found = found.filter(state=TaskState.OPEN)
    if wish.suited_at:
        near = wish.suited_at + limits(localdate(wish.suited_at)).near_breach
        # Whoever has no row can do whatever their role covers.
        if worker := Worker.objects.filter(staff=viewer.staff_id).first():
            found = found.filter(suited(worker, near) | Q(taken_by_id=viewer.staff_id))
    if wish.overdue_at:
        found = found.filter(due_at__lt=wish.overdue_at)
    if wish.asleep is not None:
        found = found.filter(wakes_at__isnull=not wish.asleep)
    if wish.urgent:
        found = found.filter(urgency__gte=Urgency.URGENT)
    if wish.unsorted:
        found = found.filter(skill="")
    if wish.channel:
        found = found.filter(facts__channel=wish.channel)
    exactly = {"kind": wish.kind, "language": wish.language, "skill": wish.skill, "team": wish.team}
    return found.filter(**{name: value for name, value in exactly.items() if value})


def task(task_id: int, *, viewer: Viewer) -> TaskFacts:
    """Return one task. Raises NotAllowed where this person may not see it, and alike where there is none."""
    row = seen_by(viewer).filter(pk=task_id).first()
    if row is None:
        raise NotAllowed(f"task:{task_id}")
    return facts_of(row)


def some_tasks(numbers: Collection[int], *, viewer: Viewer) -> list[TaskFacts]:
    """Return those of some tasks that this person may see, in the order of their turn. Raises NotAllowed."""
    return [facts_of(row) for row in seen_by(viewer).filter(pk__in=numbers).order_by("turn_at", "id")]


def task_about(kind: str, subject: str, *, viewer: Viewer) -> TaskFacts | None:
    """Return the undone task about a subject, for the page on which it is done; None where there is none to see."""
    row = seen_by(viewer).filter(kind=kind, subject=subject, state__in=UNDONE).first()
    return facts_of(row) if row else None


def tasks_of_clients(client_ids: Iterable[int], *, viewer: Viewer) -> list[TaskFacts]:
    """Return the undone tasks about these clients that this person may see: in the order of its turn."""
    found = seen_by(viewer).filter(client_id__in=list(client_ids), state__in=UNDONE)
    return [facts_of(row) for row in found.order_by("turn_at", "id")]


def holder_of(kind: str, subject: str) -> int | None:
    """Return which member of staff has the undone task about a subject; None for nobody. For rules: shown to nobody."""
    found = Task.objects.filter(kind=kind, subject=subject, state=TaskState.TAKEN)
    return found.values_list("taken_by", flat=True).first()


def worked_on(client_ids: Collection[int], *, staff_ids: Collection[int], since: datetime) -> set[tuple[int, int]]:
    """Return who of some staff took or did a task about whom of some clients. For rules: shown to nobody."""
    found = Task.objects.filter(client_id__in=client_ids, opened_at__gte=since)
    taken = found.filter(taken_by__in=staff_ids).values_list("taken_by", "client_id")
    done = found.filter(done_by__in=staff_ids).values_list("done_by", "client_id")
    return {(staff, client) for staff, client in [*taken, *done] if staff and client}


def may_do(kind: TaskKind, viewer: Viewer) -> bool:
    """Return whether this person may do tasks of a kind, and not only see that they wait."""
    return viewer.staff_id is not None and viewer.may(kind.right)


def seen_by(viewer: Viewer) -> QuerySet[Task]:
    """Return the rows that somebody may see. Raises NotAllowed for whoever does not work here."""
    if viewer.staff_id is None or not viewer.may(Right.WORK):
        raise NotAllowed("tasks")
    return Task.objects.filter(kind__in=kinds_seen_by(viewer)).select_related("taken_by", "done_by")


def kinds_seen_by(viewer: Viewer) -> dict[str, TaskKind]:
    return all_kinds() if viewer.may(Right.SUPERVISE_WORK) else kinds_for(viewer)


def facts_of(row: Task) -> TaskFacts:
    """Return a row as those who may do it see it."""
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
        team=row.team,
        wakes_at=row.wakes_at,
        wakes_on=row.wakes_on,
        state=TaskState(row.state),
        taken_by=row.taken_by_id,
        taken_by_name=row.taken_by.name if row.taken_by else "",
        taken_at=row.taken_at,
        done_by_name=row.done_by.name if row.done_by else "",
        done_at=row.done_at,
        outcome=row.outcome,
        escalated_at=row.escalated_at,
    )
