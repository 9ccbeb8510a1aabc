"""Who works on what: what each can do and holds, who looks at a task now, who follows it, notes, views, thanks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q
from django.utils.timezone import localdate

from guichet.identity.queries import NotAllowed, StaffFacts, working_here
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.worklists.kinds import kinds_of_roles
from guichet.worklists.models import Asking, Follow, Note, Praise, Presence, SavedView, Task, Worker
from guichet.worklists.policy import limits
from guichet.worklists.terms import News, NoteKind, TaskState, Urgency


@dataclass(frozen=True, slots=True)
class WorkerFacts:
    """A member of staff as a colleague: what they can do, how much they hold, whether they take a pause."""

    staff_id: int
    name: str
    skills: tuple[str, ...]
    languages: tuple[str, ...]
    team: str
    at_once: int | None
    gets_until: datetime | None
    paused_until: datetime | None


@dataclass(frozen=True, slots=True)
class Load:
    """How much somebody holds: awake, put off, late, in danger; and the moment their next task is due."""

    worker: WorkerFacts
    held: int
    asleep: int
    late: int
    danger: int
    next_due_at: datetime | None


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """What a colleague wrote about a task."""

    kind: NoteKind
    text: str
    written_at: datetime
    written_by: str


@dataclass(frozen=True, slots=True)
class AskingFacts:
    """Who was asked about a task, and by when they answer."""

    asked_by: int
    to_name: str
    to_team: str
    answer_by: datetime
    further_at: datetime | None


@dataclass(frozen=True, slots=True)
class ViewFacts:
    """Filters that were kept under a name."""

    view_id: int
    name: str
    query: str
    team: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class PraiseFacts:
    """Thanks that came for somebody."""

    task_id: int
    text: str
    passed_by: str
    passed_at: datetime


def own_worker(*, viewer: Viewer) -> WorkerFacts | None:
    """Return what is written down of this person themselves; None for who does not work here."""
    found = working_here([viewer.staff_id]) if viewer.staff_id else []
    return _facts(found[0], Worker.objects.filter(staff=viewer.staff_id).first()) if found else None


def colleagues(*, viewer: Viewer, kinds: Collection[str] = ()) -> list[WorkerFacts]:
    """Return everybody who works here and whose roles cover these kinds of task, by name. Raises NotAllowed."""
    if viewer.staff_id is None or not viewer.may(Right.WORK):
        raise NotAllowed("colleagues")
    workers = Worker.objects.in_bulk()
    return [
        _facts(staff, workers.get(staff.staff_id))
        for staff in working_here()
        if set(kinds) <= kinds_of_roles(staff.staff_id, staff.roles).keys()
    ]


def loads(*, viewer: Viewer, now: datetime, everybody: bool = False) -> list[Load]:
    """Return who has how much: whoever holds something or can be given something, or everybody. Raises NotAllowed."""
    if not viewer.may(Right.SUPERVISE_WORK):
        raise NotAllowed("the board")
    awake, late = Q(wakes_at=None), Q(due_at__lt=now)
    held: dict[int | None, Any] = {
        row["taken_by"]: row
        for row in Task.objects.filter(state=TaskState.TAKEN)
        .order_by()
        .values("taken_by")
        .annotate(
            held=Count("id", filter=awake),
            asleep=Count("id", filter=~awake),
            late=Count("id", filter=late),
            danger=Count("id", filter=Q(urgency=Urgency.DANGER)),
            next=Min("due_at", filter=awake),
        )
    }
    none: dict[str, Any] = {"held": 0, "asleep": 0, "late": 0, "danger": 0, "next": None}
    return [
        Load(one, row["held"], row["asleep"], row["late"], row["danger"], row["next"])
        for one in colleagues(viewer=viewer)
        if everybody or one.staff_id in held or (one.gets_until and one.gets_until > now)
        for row in [held.get(one.staff_id, none)]
    ]


def present_at(task_id: int, *, viewer: Viewer, now: datetime) -> list[str]:
    """Return the names of colleagues who have a task open just now."""
    since = now - limits(localdate(now)).present
    found = Presence.objects.filter(task=task_id, seen_at__gte=since).exclude(staff=viewer.staff_id)
    return list(found.order_by("staff__name").values_list("staff__name", flat=True))


def news_of(task_ids: Collection[int], *, viewer: Viewer) -> dict[int, News | None]:
    """Return which of these tasks this person follows, each with what happened that they have not read."""
    found = Follow.objects.filter(task__in=task_ids, staff=viewer.staff_id).values_list("task", "news")
    return {task: News(news) if news else None for task, news in found}


def unread_news(*, viewer: Viewer) -> int:
    """Return of how many tasks that this person follows there is something to read."""
    return Follow.objects.filter(staff=viewer.staff_id, news_at__isnull=False).count()


def notes_of(task_id: int) -> Sequence[NoteFacts]:
    """Return what colleagues wrote about a task, the first first. For who was shown the task."""
    return [
        NoteFacts(NoteKind(row.kind), row.text, row.written_at, row.written_by.name)
        for row in Note.objects.filter(task=task_id).select_related("written_by").order_by("id")
    ]


def asking_of(task_id: int) -> AskingFacts | None:
    """Return who was asked about a task and has not answered. For who was shown the task."""
    row = Asking.objects.filter(task=task_id, answered_at=None).select_related("to_staff").first()
    if row is None:
        return None
    name = row.to_staff.name if row.to_staff else ""
    return AskingFacts(row.asked_by_id, name, row.to_team, row.answer_by, row.further_at)


def views_of(*, viewer: Viewer) -> list[ViewFacts]:
    """Return the views that this person kept, and those of their team, by name."""
    own = own_worker(viewer=viewer)
    which = Q(staff_id=viewer.staff_id)
    if own and own.team:
        which |= Q(team=own.team)
    return [
        ViewFacts(row.pk, row.name, row.query, row.team, row.staff_id == viewer.staff_id)
        for row in SavedView.objects.filter(which).order_by("team", "name", "id")
    ]


def praise_for(*, viewer: Viewer) -> list[PraiseFacts]:
    """Return the thanks that this person has not read."""
    return [
        PraiseFacts(row.task_id, row.text, row.passed_by.name, row.passed_at)
        for row in Praise.objects.filter(staff=viewer.staff_id, read_at=None).select_related("passed_by").order_by("id")
    ]


def _facts(staff: StaffFacts, worker: Worker | None) -> WorkerFacts:
    if worker is None:
        return WorkerFacts(staff.staff_id, staff.name, (), (), "", None, None, None)
    return WorkerFacts(
        staff.staff_id, staff.name, tuple(worker.skills), tuple(worker.languages), worker.team, worker.at_once,
        worker.gets_until, worker.paused_until,
    )  # fmt: skip
