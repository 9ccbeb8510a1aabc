"""What may be done with the feed. Used through `guichet.applications.actions`."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from guichet.applications.feed.batch import Read, Refused, book_in_run, take_the_pen
from guichet.applications.feed.codes import Codes, codes_of
from guichet.applications.feed.facts import Fault
from guichet.applications.feed.lines import Line, Readable, lines_of
from guichet.applications.feed.mapping import mapping_named
from guichet.applications.feed.parsing import json_value
from guichet.applications.feed.reading import Reader, reads_of
from guichet.applications.feed.run import LINES_PER_BATCH, Summary, batches, run, take_in_for_certain
from guichet.applications.feed.tables import executed
from guichet.applications.models import FeedRun, SetAside
from guichet.applications.terms import RunState, SetAsideReason
from guichet.journal.actions import Origin
from guichet.programs.queries import catalogue

# Of such lines only a part was kept, or not as it came: they can be sent again, but not read again.
NOT_KEPT_WHOLE = {SetAsideReason.TOO_LONG, SetAsideReason.NOT_TEXT}

# A clock of the case system may be fast by so much.
FAST_BY = timedelta(days=1)

AfterBatch = Callable[[Summary, Sequence[Refused]], None]


def ingest_stream(
    *,
    stream: Readable,
    source: str,
    origin: Origin,
    mapping: str = "",
    clock: Callable[[], datetime] | None = None,
    after_batch: AfterBatch | None = None,
) -> Summary:
    """Take in a stream of the feed, NDJSON or CSV, plain or gzip, and return what became of its lines.

    `source` names the stream to people and to the next run over it; `mapping` is the name of one that is shipped, or
    a path. `clock` says when each batch is taken in (without one: `origin.at`), `after_batch` is told of each once it
    is safe. Raises BadMapping, or BrokenOff where the database goes away in the middle: starting again goes on there.
    """
    codes = codes_of(catalogue())
    made = mapping_named(mapping) if mapping else None
    reader, lines = reads_of(stream, codes=codes, until=origin.at + FAST_BY, mapping=made)
    return run(
        lines,
        source=source,
        mapping=mapping,
        header=reader.header,
        codes=codes,
        origin=origin,
        clock=clock or (lambda: origin.at),
        after_batch=after_batch or _tell_nobody,
    )


def ingest_lines(
    *,
    lines: Iterable[bytes],
    source: str,
    origin: Origin,
    clock: Callable[[], datetime] | None = None,
    after_batch: AfterBatch | None = None,
) -> Summary:
    """Take in events that come as lines of JSON from within the service; otherwise as `ingest_stream`."""
    codes = codes_of(catalogue())
    numbered = (Line(number, line.rstrip(b"\r\n")) for number, line in enumerate(lines, 1))
    return run(
        Reader(codes=codes, until=origin.at + FAST_BY).reads(numbered),
        source=source,
        mapping="",
        header="",
        codes=codes,
        origin=origin,
        clock=clock or (lambda: origin.at),
        after_batch=after_batch or _tell_nobody,
    )


def _tell_nobody(summary: Summary, refused: Sequence[Refused]) -> None:
    pass


class NotABatch(Exception):
    """The body of a request is no JSON array of events; `fault` says what is wrong with it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.detail)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a request's lines, and why some were set aside."""

    summary: Summary
    refused: tuple[Refused, ...]


def take_in_request(*, body: Readable, is_array: bool, sender: str, origin: Origin) -> Answer:
    """Take in the body of a request and return what became of it, once it is safe.

    The body is lines of JSON or, where `is_array`, one JSON array or one event alone. All requests of a `sender` on a
    day are counted as one run. Raises NotABatch.
    """
    reader = Reader(codes=codes_of(catalogue()), until=origin.at + FAST_BY)
    if is_array:
        events = json_value(body.read())
        if isinstance(events, dict):
            events = [events]
        if not isinstance(events, list):
            raise NotABatch(events if isinstance(events, Fault) else Fault(SetAsideReason.NOT_AN_EVENT, "[]"))
        lines = reader.events(events)
    else:
        lines = reader.reads(lines_of(body))
    of_day = _run_of_day(sender, origin.at)
    summary, refused = Summary(run_id=of_day.pk), list[Refused]()
    book = book_in_run(of_day.pk, origin, is_one_of_many=True)
    for batch in batches(lines):
        taken = take_in_for_certain(batch, codes=codes_of(catalogue()), origin=origin, book=book)
        summary = summary.plus(taken)
        refused += taken.refused
    return Answer(summary, tuple(refused))


@transaction.atomic
def _run_of_day(sender: str, at: datetime) -> FeedRun:
    day = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    source = f"{sender} {day.isoformat()}"
    executed("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", source)
    of_day, _ = FeedRun.objects.update_or_create(
        source=source,
        state=RunState.DONE,
        defaults={"finished_at": at},
        create_defaults={"started_at": at, "finished_at": at},
    )
    return of_day


@dataclass(frozen=True, slots=True)
class Retried:
    """What became of lines that had been set aside: accepted now, or still not, with the reason of today."""

    accepted: tuple[int, ...]
    still_set_aside: tuple[int, ...]


def retry_set_aside(*, ids: Iterable[int], origin: Origin) -> Retried:
    """Read lines that were set aside once more, with today's catalogue and mappings, and accept those that can be.

    Lines that were accepted before, or are not there, are passed over. Two people may do it at once.
    """
    codes = codes_of(catalogue())
    by_run: dict[int, list[int]] = defaultdict(list)
    for pk, run_id in SetAside.objects.filter(pk__in=list(ids), accepted_at=None).values_list("pk", "run_id"):
        by_run[run_id].append(pk)
    accepted, still = list[int](), list[int]()
    for run_id, chosen in sorted(by_run.items()):
        for start in range(0, len(chosen), LINES_PER_BATCH):
            done = _retry(run_id, chosen[start : start + LINES_PER_BATCH], codes, origin)
            accepted += done.accepted
            still += done.still_set_aside
    return Retried(tuple(accepted), tuple(still))


@transaction.atomic
def _retry(run_id: int, chosen: Sequence[int], codes: Codes, origin: Origin) -> Retried:
    # First of all, as every batch does: then nobody else can be trying the same lines.
    take_the_pen()
    of_run = FeedRun.objects.get(pk=run_id)
    rows = {row.line_number: row for row in SetAside.objects.filter(pk__in=chosen, accepted_at=None)}
    read = _read_again(of_run, rows, Reader(
        codes=codes,
        until=origin.at + FAST_BY,
        mapping=mapping_named(of_run.mapping) if of_run.mapping else None,
        header=of_run.header,
    ))  # fmt: skip
    # The run's own counts stay: they say what became of its lines then.
    taken = take_in_for_certain(read, codes=codes, origin=origin, book=lambda taken: None)
    faults = {one.number: one.fault for one in taken.refused}
    for number, row in rows.items():
        fault = faults.get(number)
        if fault:
            row.reason, row.detail = fault.reason, fault.detail
        else:
            row.accepted_at = origin.at
    SetAside.objects.bulk_update(rows.values(), ["reason", "detail", "accepted_at"])
    return Retried(
        tuple(row.pk for row in rows.values() if row.accepted_at),
        tuple(row.pk for row in rows.values() if not row.accepted_at),
    )


def _read_again(of_run: FeedRun, rows: Mapping[int, SetAside], reader: Reader) -> list[Read]:
    """Return what the lines with these numbers tell now.

    Equal lines of the run are read along with them, in their order: a mapping may count them.
    """
    equal = SetAside.objects.filter(run=of_run, line__in={row.line for row in rows.values()}).order_by("line_number")
    found = []
    for row in equal:
        if row.reason in NOT_KEPT_WHOLE:
            read = Read(row.line_number, b"", (), Fault(SetAsideReason(row.reason), row.detail))
        else:
            read = reader.again(Line(row.line_number, row.line.encode()))
        if row.line_number in rows:
            found.append(read)
    return found
