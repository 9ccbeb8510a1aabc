"""What the feed counts of itself, cheaply: for machines that watch over the service."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Max, Sum
from django.db.models.functions import Coalesce

from guichet.applications.models import FeedEvent, FeedRun, SetAside
from guichet.applications.terms import FeedState, RunState


@dataclass(frozen=True, slots=True)
class FeedFigures:
    """What the runs of the feed read, and what is left to mend. `latest_run` is a moment in Unix seconds."""

    lines_read: int
    accepted: int
    already_known: int
    set_aside: int
    runs: Mapping[str, int]
    latest_run: float | None
    open_rows: Mapping[str, int]
    waiting_events: int


def feed_figures() -> FeedFigures:
    """Return the figures of the feed: four queries; the rows and the events counted stand in small indexes."""
    columns = ("lines_read", "accepted", "already_known", "set_aside")
    sums = FeedRun.objects.aggregate(latest=Max("started_at"), **{name: Coalesce(Sum(name), 0) for name in columns})
    runs = dict.fromkeys(RunState.values, 0)
    runs.update(FeedRun.objects.order_by().values_list("state").annotate(Count("id")))
    open_rows = SetAside.objects.filter(accepted_at=None).order_by().values_list("reason").annotate(Count("id"))
    return FeedFigures(
        lines_read=sums["lines_read"],
        accepted=sums["accepted"],
        already_known=sums["already_known"],
        set_aside=sums["set_aside"],
        runs=runs,
        latest_run=sums["latest"].timestamp() if sums["latest"] else None,
        open_rows=dict(open_rows),
        waiting_events=FeedEvent.objects.filter(state=FeedState.WAITING).count(),
    )
