"""A whole stream, batch by batch, with its counts; safe to break off anywhere and to start again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import DataError, IntegrityError, OperationalError, connection, transaction

from guichet.applications.feed.batch import Book, Read, Refused, Taken, book_in_run, take_in
from guichet.applications.feed.codes import Codes
from guichet.applications.feed.facts import Fault
from guichet.applications.feed.tables import executed, fetched
from guichet.applications.models import FeedRun
from guichet.applications.terms import RunState, SetAsideReason
from guichet.journal.actions import Origin

LINES_PER_BATCH = 2_000
BYTES_PER_BATCH = 4_000_000
# What the database may refuse for reasons that pass by themselves: a deadlock, a lock that could not be had.
_TRY_AGAIN = {"40001", "40P01", "55P03"}
_TRIES = 4
# The lock that a run holds as long as its process lives.
_RUNS = 7_290_002


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of a stream: `read` is the sum of accepted, already known and set aside."""

    run_id: int
    read: int = 0
    accepted: int = 0
    already_known: int = 0
    set_aside: int = 0
    # Addresses and numbers that cannot be right, left out of facts that were accepted.
    left_out: int = 0
    # Runs over the same source that had broken off before this one.
    broken_off: tuple[int, ...] = field(default=())

    def plus(self, taken: Taken) -> "Summary":
        """Return the summary with one more batch counted."""
        return replace(
            self,
            read=self.read + taken.read,
            accepted=self.accepted + taken.accepted,
            already_known=self.already_known + taken.already_known,
            set_aside=self.set_aside + len(taken.refused),
            left_out=self.left_out + taken.left_out,
        )


class BrokenOff(Exception):
    """The database went away in the middle of a stream; what was counted until then is safe."""

    def __init__(self, summary: Summary) -> None:
        super().__init__("the database went away")
        self.summary = summary


def run(
    lines: Iterable[Read],
    *,
    source: str,
    mapping: str,
    header: str,
    codes: Codes,
    origin: Origin,
    clock: Callable[[], datetime],
    after_batch: Callable[[Summary, Sequence[Refused]], None],
) -> Summary:
    """Take in a stream of lines and return what became of it.

    `clock` says when each batch is taken in; `after_batch` is told of each one once it is safe, with the lines that
    were set aside. Raises BrokenOff where the database goes away; starting again goes on where it broke off.
    """
    broken_off = _mark_broken_off(source, origin.at)
    begun = FeedRun.objects.create(source=source[:200], mapping=mapping[:300], header=header, started_at=origin.at)
    summary = Summary(run_id=begun.pk, broken_off=broken_off)
    with _alive(begun.pk):
        try:
            for batch in batches(lines):
                now = replace(origin, at=clock())
                taken = take_in_for_certain(batch, codes=codes, origin=now, book=book_in_run(begun.pk, now))
                summary = summary.plus(taken)
                after_batch(summary, taken.refused)
        except OperationalError as away:
            raise BrokenOff(summary) from away
        FeedRun.objects.filter(pk=begun.pk).update(state=RunState.DONE, finished_at=clock())
    return summary


def take_in_for_certain(batch: Sequence[Read], *, codes: Codes, origin: Origin, book: Book) -> Taken:
    """Take in a batch, whatever is in it: a line that the database refuses is found and set aside by itself."""
    try:
        return _with_patience(batch, codes, origin, book)
    except (DataError, IntegrityError) as refused:
        if len(batch) == 1:
            fault = Fault(SetAsideReason.BAD_VALUE, type(refused.__cause__ or refused).__name__)
            return _with_patience([Read(batch[0].number, batch[0].raw, (), fault)], codes, origin, book)
    half = len(batch) // 2
    parts = [take_in_for_certain(part, codes=codes, origin=origin, book=book) for part in (batch[:half], batch[half:])]
    return Taken(
        sum(part.accepted for part in parts),
        sum(part.already_known for part in parts),
        sum(part.left_out for part in parts),
        tuple(refusal for part in parts for refusal in part.refused),
    )


def _with_patience(batch: Sequence[Read], codes: Codes, origin: Origin, book: Book) -> Taken:
    for _ in range(_TRIES - 1):
        try:
            return take_in(batch, codes=codes, origin=origin, book=book)
        except OperationalError as refused:
            # Inside somebody else's transaction, only they can try again.
            if getattr(refused.__cause__, "sqlstate", None) not in _TRY_AGAIN or connection.in_atomic_block:
                raise
    return take_in(batch, codes=codes, origin=origin, book=book)


def batches(lines: Iterable[Read]) -> Iterator[list[Read]]:
    """Yield lines in batches that are small enough for memory and large enough for speed."""
    batch: list[Read] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line.raw)
        if len(batch) >= LINES_PER_BATCH or size >= BYTES_PER_BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


@contextmanager
def _alive(run_id: int) -> Iterator[None]:
    """Hold the lock by which others see that this run's process lives. It goes with the connection."""
    executed("SELECT pg_advisory_lock(%s, %s)", _RUNS, run_id % 2**31)
    try:
        yield
    finally:
        if connection.connection and not connection.connection.closed and not connection.needs_rollback:
            executed("SELECT pg_advisory_unlock(%s, %s)", _RUNS, run_id % 2**31)


def _mark_broken_off(source: str, at: datetime) -> tuple[int, ...]:
    """Say of earlier runs over the same source, whose process died, that they broke off; return their numbers."""
    with transaction.atomic():
        running = FeedRun.objects.filter(source=source[:200], state=RunState.RUNNING).values_list("pk", flat=True)
        # The lock of a run whose process died can be had; it is given back at the end of this transaction.
        gone = [pk for pk in running if fetched("SELECT pg_try_advisory_xact_lock(%s, %s)", _RUNS, pk % 2**31)[0][0]]
        FeedRun.objects.filter(pk__in=gone).update(state=RunState.BROKEN_OFF, finished_at=at)
    return tuple(gone)
