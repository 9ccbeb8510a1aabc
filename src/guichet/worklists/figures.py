"""What the worklists count of themselves, cheaply: for machines that watch over the service."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from guichet.worklists.kinds import all_kinds
from guichet.worklists.models import Task
from guichet.worklists.terms import UNDONE


@dataclass(frozen=True, slots=True)
class WorkFigures:
    """Undone tasks of one kind: how many, how many late, and the age of the oldest in seconds (0 for none)."""

    kind: str
    undone: int
    overdue: int
    oldest_age: float


def work_figures(now: datetime) -> list[WorkFigures]:
    """Return the figures of each kind of task as of `now`: one query over a small index."""
    found = {
        row["kind"]: row
        for row in Task.objects.filter(state__in=UNDONE)
        .order_by()
        .values("kind")
        .annotate(undone=Count("id"), overdue=Count("id", filter=Q(due_at__lt=now)), oldest=Min("opened_at"))
    }
    return [
        WorkFigures(
            kind,
            found[kind]["undone"] if kind in found else 0,
            found[kind]["overdue"] if kind in found else 0,
            max(0.0, (now - found[kind]["oldest"]).total_seconds()) if kind in found else 0.0,
        )
        for kind in sorted({*all_kinds(), *found})
    ]
