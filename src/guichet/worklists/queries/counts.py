"""How much waits: counted so far as it helps, so that a page is as quick with a million tasks as with a hundred."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils.timezone import localdate

from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.worklists.models import Task
from guichet.worklists.policy import limits
from guichet.worklists.queries.tasks import Wish, kinds_seen_by, seen_by, wished
from guichet.worklists.terms import TaskKind, TaskState


@dataclass(frozen=True, slots=True)
class KindLoad:
    """How much of one kind waits: with nobody, with somebody, late; and since when the oldest.

    Each is counted up to what policy says, and then stands for “as many or more”.
    """

    kind: TaskKind
    open: int
    taken: int
    overdue: int
    oldest_opened_at: datetime | None


@dataclass(frozen=True, slots=True)
class Flow:
    """What came and what was done within one hour."""

    begins_at: datetime
    opened: int
    done: int


def count_up_to(now: datetime) -> int:
    """Return up to how many is counted: that many means as many or more."""
    return limits(localdate(now)).count_up_to


def how_many(wish: Wish, *, viewer: Viewer, now: datetime) -> int:
    """Return how many tasks somebody would see, counted up to what policy says. Raises NotAllowed."""
    found = wished(wish, viewer).select_related(None).order_by().values("pk")
    return found[: count_up_to(now)].count()


_BY_KIND = """
SELECT kind,
    (SELECT count(*) FROM (SELECT 1 FROM worklists_task WHERE kind = asked.kind AND state = 'OPEN'
        AND state IN ('OPEN', 'TAKEN') LIMIT %(most)s) AS counted),
    (SELECT count(*) FROM (SELECT 1 FROM worklists_task WHERE kind = asked.kind AND state = 'TAKEN'
        LIMIT %(most)s) AS counted),
    (SELECT count(*) FROM (SELECT 1 FROM worklists_task WHERE kind = asked.kind AND state IN ('OPEN', 'TAKEN')
        AND due_at < %(now)s LIMIT %(most)s) AS counted),
    (SELECT min(opened_at) FROM worklists_task WHERE kind = asked.kind AND state IN ('OPEN', 'TAKEN'))
FROM unnest(%(kinds)s::text[]) AS asked (kind)
"""


def work_by_kind(*, viewer: Viewer, now: datetime) -> Sequence[KindLoad]:
    """Return how much waits of each kind that this person may see, in the order of the page of kinds."""
    seen_by(viewer)
    kinds = kinds_seen_by(viewer)
    with connection.cursor() as cursor:
        cursor.execute(_BY_KIND, {"kinds": list(kinds), "now": now, "most": count_up_to(now)})
        counted = {row[0]: row[1:] for row in cursor.fetchall()}
    return [KindLoad(kind, *counted[code]) for code, kind in kinds.items()]


_FLOW = """
SELECT hour.at,
    (SELECT count(*) FROM worklists_task WHERE opened_at >= hour.at AND opened_at < hour.at + interval '1 hour'),
    (SELECT count(*) FROM worklists_task WHERE done_at >= hour.at AND done_at < hour.at + interval '1 hour')
FROM unnest(%s::timestamptz[]) AS hour (at)
"""


def flow_of(hours: Iterable[datetime], *, viewer: Viewer) -> list[Flow]:
    """Return what came and what was done in each of these hours. Raises NotAllowed without the right to supervise."""
    if not viewer.may(Right.SUPERVISE_WORK):
        raise NotAllowed("the board")
    with connection.cursor() as cursor:
        cursor.execute(_FLOW, [list(hours)])
        return [Flow(*row) for row in cursor.fetchall()]


def at_risk(within: Iterable[timedelta], *, viewer: Viewer, now: datetime) -> Mapping[timedelta, int]:
    """Return how many tasks are due within each of these times from now, late ones apart. Raises NotAllowed."""
    if not viewer.may(Right.SUPERVISE_WORK):
        raise NotAllowed("the board")
    most = count_up_to(now)
    due = Task.objects.filter(state__in=("OPEN", "TAKEN"), due_at__gte=now).order_by()
    return {span: due.filter(due_at__lt=now + span).values("pk")[:most].count() for span in within}


def has_moved(since: datetime, *, viewer: Viewer) -> bool:
    """Return whether any task was opened, taken or done after a moment. Raises NotAllowed."""
    if not viewer.may(Right.SUPERVISE_WORK):
        raise NotAllowed("the board")
    return (
        Task.objects.filter(opened_at__gt=since).exists()
        or Task.objects.filter(done_at__gt=since).exists()
        or Task.objects.filter(state=TaskState.TAKEN, taken_at__gt=since).exists()
    )
