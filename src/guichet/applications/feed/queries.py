"""What others may ask about the feed: its runs, and the rows that it set aside.

The rows are shown as they came and may hold personal data: who asks says so, and needs the right FEED.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from guichet.applications.models import FeedRun, SetAside
from guichet.applications.terms import RunState, SetAsideReason
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right

PAGE = 50


class NoSuchRun(Exception):
    """There is no run of this number."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the feed: where it read from, how far it came, what it counted, what is still to be mended."""

    number: int
    source: str
    mapping: str
    state: RunState
    started_at: datetime
    finished_at: datetime | None
    lines_read: int
    accepted: int
    already_known: int
    set_aside: int
    open_rows: int

    @property
    def seconds(self) -> float | None:
        """Return how long it took; None while it runs or where nobody knows when it ended."""
        return (self.finished_at - self.started_at).total_seconds() if self.finished_at else None


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was set aside: the line as it came, and why it could not be accepted."""

    id: int
    run: int
    line_number: int
    line: str
    reason: SetAsideReason
    detail: str
    set_aside_at: datetime
    accepted_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many rows are open for one reason."""

    reason: SetAsideReason
    count: int


def feed_runs(
    *,
    viewer: Viewer,
    state: RunState | None = None,
    before: int | None = None,
    open_rows_only: bool = False,
) -> tuple[Run, ...]:
    """Return up to `PAGE` + 1 runs, latest first, from `before` (a run's number) backwards.

    The one too many says that there are more. Raises NotAllowed.
    """
    _check(viewer)
    runs = _with_open_rows(FeedRun.objects.order_by("-id"))
    if state:
        runs = runs.filter(state=state)
    if open_rows_only:
        runs = runs.filter(Exists(SetAside.objects.filter(run=OuterRef("pk"), accepted_at=None)))
    if before:
        runs = runs.filter(id__lt=before)
    return tuple(_run(found) for found in runs[: PAGE + 1])


def feed_run(number: int, *, viewer: Viewer) -> Run:
    """Return one run. Raises NotAllowed, NoSuchRun."""
    _check(viewer)
    found = _with_open_rows(FeedRun.objects.filter(pk=number)).first()
    if found is None:
        raise NoSuchRun(number)
    return _run(found)


def set_aside_rows(
    *,
    viewer: Viewer,
    run: int | None = None,
    reason: SetAsideReason | None = None,
    mended: bool = False,
    after: tuple[int, int] | None = None,
) -> tuple[Row, ...]:
    """Return up to `PAGE` + 1 rows, open ones unless `mended`, in the order of their runs (latest first) and lines.

    `after` is the (run, line number) of the last row already shown. Raises NotAllowed.
    """
    _check(viewer)
    rows = SetAside.objects.filter(accepted_at__isnull=not mended).order_by("-run_id", "line_number")
    if run:
        rows = rows.filter(run_id=run)
    if reason:
        rows = rows.filter(reason=reason)
    if after:
        rows = rows.filter(Q(run_id__lt=after[0]) | Q(run_id=after[0], line_number__gt=after[1]))
    return tuple(_row(found) for found in rows[: PAGE + 1])


def set_aside_row(row_id: int, *, viewer: Viewer) -> Row | None:
    """Return one row, or None where it is gone. Raises NotAllowed."""
    _check(viewer)
    found = SetAside.objects.filter(pk=row_id).first()
    return _row(found) if found else None


def open_reasons(*, viewer: Viewer, run: int | None = None) -> tuple[ReasonCount, ...]:
    """Return why open rows were set aside, the most frequent reason first. Raises NotAllowed."""
    _check(viewer)
    rows = SetAside.objects.filter(accepted_at=None).order_by()
    if run:
        rows = rows.filter(run_id=run)
    counted = rows.values_list("reason").annotate(count=Count("id")).order_by("-count", "reason")
    return tuple(ReasonCount(SetAsideReason(reason), count) for reason, count in counted)


def open_row_ids(*, viewer: Viewer, reason: SetAsideReason, run: int | None = None) -> Sequence[int]:
    """Return the ids of all open rows of a reason, in one run or in all. Raises NotAllowed."""
    _check(viewer)
    rows = SetAside.objects.filter(accepted_at=None, reason=reason)
    if run:
        rows = rows.filter(run_id=run)
    return list(rows.order_by("run_id", "line_number").values_list("id", flat=True))


def _check(viewer: Viewer) -> None:
    if not viewer.may(Right.FEED):
        raise NotAllowed("feed")


def _with_open_rows(runs: QuerySet[FeedRun]) -> QuerySet[FeedRun]:
    return runs.annotate(open_rows=Count("set_aside_lines", filter=Q(set_aside_lines__accepted_at=None)))


def _run(found: FeedRun) -> Run:
    return Run(
        number=found.pk,
        source=found.source,
        mapping=found.mapping,
        state=RunState(found.state),
        started_at=found.started_at,
        finished_at=found.finished_at,
        lines_read=found.lines_read,
        accepted=found.accepted,
        already_known=found.already_known,
        set_aside=found.set_aside,
        open_rows=getattr(found, "open_rows", 0),
    )


def _row(found: SetAside) -> Row:
    return Row(
        id=found.pk,
        run=found.run_id,
        line_number=found.line_number,
        line=found.line,
        reason=SetAsideReason(found.reason),
        detail=found.detail,
        set_aside_at=found.set_aside_at,
        accepted_at=found.accepted_at,
    )
