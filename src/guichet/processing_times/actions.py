"""Publishing the times of a day: of every program, of every open file, and how right we were.

What is said of programs is written in one transaction, files in batches of their own, each with the notices it owes in
the same transaction. Killed in between, the next run goes on where it stopped, and says nothing twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction

from guichet.applications.histories import (
    OpenFile,
    Waited,
    ever_waiting,
    histories,
    open_files,
    waited_for_clients,
)
from guichet.journal.actions import Origin, record, record_many
from guichet.processing_times.events import RangeMoved, TimesPublished
from guichet.processing_times.models import Estimate, FileRange, FileWait, LedgerLine, Publication, WeekOfFiles
from guichet.processing_times.policy import longest_history, policy_of
from guichet.processing_times.reckoning import Reckoning, Said, limits_of
from guichet.processing_times.rules.ledger import Outcome, month_of
from guichet.processing_times.rules.moves import Limits, Statement, Trend, has_moved, reasons
from guichet.processing_times.rules.ranges import Days, Wait
from guichet.programs.queries import catalogue

# Files whose ranges are written, and whose notices are owed, in one transaction.
AT_ONCE = 2000
# A ledger line is counted anew for so long after its month, whatever its range.
LEDGER_YEARS = 5
# One publication at a time.
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('processing_times.publish'))"


class NotYet(Exception):
    """Times cannot be published for a day that has not come."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did: programs of which something is said, open files with a range, and ranges that moved."""

    as_of: date
    programs: int
    silent: int
    files: int
    moved: int
    already: bool = False


def publish_times(*, as_of: date, origin: Origin, files_too: bool | None = None) -> Published:
    """Publish the times as of the morning of a day; done twice, it is done once.

    A day before the latest one published is reckoned afterwards, from what was known then, and touches no file unless
    `files_too`. Raises NotYet for a day that has not come.
    """
    if as_of > origin.at.astimezone(ZoneInfo(settings.TIME_ZONE)).date():
        raise NotYet(str(as_of))
    found = Publication.objects.filter(as_of=as_of).first()
    afterwards = found.afterwards if found else as_of < origin.at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    if found and found.finished_at:
        if not afterwards and LedgerLine.objects.filter(counted_on=None).exists():
            # Lines that were added afterwards, since: what became of them is known by the latest day.
            _count_ledger(_reckon(as_of, afterwards=False, at=origin.at))
        return Published(as_of, 0, 0, 0, 0, already=True)
    reckoning = _reckon(as_of, afterwards=afterwards, at=origin.at)
    publication = found or _publish(reckoning, afterwards=afterwards, origin=origin)
    said = {each.program for each in publication.estimates.filter(office="", p50__isnull=False)}
    silent = publication.estimates.filter(office="", p50=None).count()
    is_of_files = not afterwards if files_too is None else files_too
    files = moved = 0
    if is_of_files:
        ranges = reckoning.ranges(sorted(said))
        for done, told in _reckon_files(ranges, publication, origin):
            files, moved = files + done, moved + told
        _forget_closed()
    Publication.objects.filter(pk=publication.pk).update(finished_at=origin.at)
    return Published(as_of, len(said), silent, files, moved)


def _reckon(as_of: date, *, afterwards: bool, at: datetime) -> Reckoning:
    since = as_of - timedelta(days=max(longest_history(as_of), 366 * LEDGER_YEARS))
    files = histories(since=since, as_of=as_of)
    if afterwards:
        moment = datetime.combine(as_of, time.min, tzinfo=ZoneInfo(settings.TIME_ZONE))
        known = {file.id for file in files}
        waited = {number: one.days for number, one in waited_for_clients(sorted(known & ever_waiting()), at=moment)}
    else:
        _count_waits(at)
        waited = dict(FileWait.objects.values_list("application_id", "days"))
    return Reckoning(files, waited, as_of)


def _count_waits(at: datetime) -> None:
    """Count the days of every file that waited for its client and has news since it was counted, or waits now."""
    counted = dict(FileWait.objects.values_list("application_id", "counted_at"))
    waiting_now = FileWait.objects.filter(waits_now=True).values_list("application_id", flat=True)
    since = max(counted.values(), default=None)
    # Told since the last time, told while that was being counted, waiting still, or never counted.
    news = ever_waiting(told_since=since - timedelta(days=1)) if since else set()
    ids = sorted(news.union(waiting_now, ever_waiting() - counted.keys()))
    for start in range(0, len(ids), AT_ONCE):
        rows = [_wait_row(number, one, at) for number, one in waited_for_clients(ids[start : start + AT_ONCE], at=at)]
        FileWait.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["application"],
            update_fields=["days", "waits_now", "counted_at"],
        )


def _wait_row(number: int, waited: Waited, at: datetime) -> FileWait:
    return FileWait(application_id=number, days=waited.days, waits_now=waited.now, counted_at=at)


@transaction.atomic
def _publish(reckoning: Reckoning, *, afterwards: bool, origin: Origin) -> Publication:
    """Write what is said of every program, and what became of what was said before."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME)
    publication, made = Publication.objects.get_or_create(
        as_of=reckoning.as_of, defaults={"made_at": origin.at, "afterwards": afterwards}
    )
    if not made:
        return publication
    programs = [program.code for program in catalogue().programs(on=reckoning.as_of)]
    estimates = Estimate.objects.bulk_create(_estimate(publication, said) for said in reckoning.said(programs))
    _keep_ledger(estimates, reckoning)
    if not Publication.objects.filter(as_of__gt=reckoning.as_of).exists():
        WeekOfFiles.objects.all().delete()
        WeekOfFiles.objects.bulk_create(
            (
                WeekOfFiles(program=program, week=week, received=received, decided=decided)
                for program, week, received, decided in reckoning.weeks()
            ),
            batch_size=AT_ONCE,
        )
    record(TimesPublished(as_of=reckoning.as_of, afterwards=afterwards), origin)
    return publication


def _estimate(publication: Publication, said: Said) -> Estimate:
    wait = said.wait
    return Estimate(
        publication=publication,
        program=said.program,
        office=said.office,
        p10=wait.p10 if wait else None,
        p50=wait.p50 if wait else None,
        p80=wait.p80 if wait else None,
        p90=wait.p90 if wait else None,
        learned=said.learned,
        open=said.open,
        received=said.received,
        decided=said.decided,
        withdrawn=said.withdrawn,
        received_before=said.received_before,
        decided_before=said.decided_before,
    )


def _keep_ledger(estimates: Sequence[Estimate], reckoning: Reckoning) -> None:
    """Add the lines of this month where it has none, and count anew what became of earlier ones."""
    month = month_of(reckoning.as_of)
    LedgerLine.objects.bulk_create(
        (
            LedgerLine(said_by=each, program=each.program, month=month)
            for each in estimates
            if not each.office and each.p50 is not None
        ),
        ignore_conflicts=True,
    )
    # What became of it since is known better by the publication of a later day, where there is one.
    if not Publication.objects.filter(as_of__gt=reckoning.as_of).exists():
        _count_ledger(reckoning)


def _count_ledger(reckoning: Reckoning) -> None:
    month = month_of(reckoning.as_of)
    oldest = month_of(month - timedelta(days=366 * LEDGER_YEARS))
    lines = list(LedgerLine.objects.filter(month__gte=oldest).select_related("said_by"))
    outcomes = reckoning.outcomes({(one.program, one.month): _wait_of(one.said_by) for one in lines})
    for line in lines:
        outcome = outcomes[line.program, line.month]
        for name in Outcome.__dataclass_fields__:
            setattr(line, name, getattr(outcome, name))
        line.counted_on = reckoning.as_of
    LedgerLine.objects.bulk_update(lines, [*Outcome.__dataclass_fields__, "counted_on"], batch_size=500)


def _wait_of(estimate: Estimate) -> Wait:
    assert estimate.p10 is not None
    assert estimate.p50 is not None
    assert estimate.p80 is not None
    assert estimate.p90 is not None
    return Wait(estimate.p10, estimate.p50, estimate.p80, estimate.p90)


def _reckon_files(
    ranges: Mapping[int, tuple[Days, int]], publication: Publication, origin: Origin
) -> Iterator[tuple[int, int]]:
    """Write the range of each file that has none of this day yet; yield how many were written, and how many moved."""
    done = set(FileRange.objects.filter(as_of__gte=publication.as_of).values_list("application_id", flat=True))
    ids = sorted(ranges.keys() - done)
    trends = _Trends(publication)
    for start in range(0, len(ids), AT_ONCE):
        batch = {number: ranges[number] for number in ids[start : start + AT_ONCE]}
        with transaction.atomic():
            yield _reckon_batch(batch, trends, publication.as_of, origin)


class _Trends:
    """The trends of programs on the days on which something was told, each day read once."""

    def __init__(self, publication: Publication) -> None:
        self.today = self._of(publication.as_of)
        self._then: dict[date, dict[str, Trend]] = {publication.as_of: self.today}

    def then(self, program: str, on: date) -> Trend | None:
        if on not in self._then:
            self._then[on] = self._of(on)
        return self._then[on].get(program)

    def _of(self, on: date) -> dict[str, Trend]:
        rows = Estimate.objects.filter(publication__as_of=on, office="")
        return {
            program: Trend(received, decided, still_open)
            for program, received, decided, still_open in rows.values_list("program", "received", "decided", "open")
        }


def _reckon_batch(batch: Mapping[int, tuple[Days, int]], trends: _Trends, on: date, origin: Origin) -> tuple[int, int]:
    files = open_files(list(batch))
    known = FileRange.objects.in_bulk(list(files))
    waiting = set(
        FileWait.objects.filter(application__in=list(files), waits_now=True).values_list("application_id", flat=True)
    )
    limits = {program: Limits(**limits_of(policy_of(program, on))) for program in {f.program for f in files.values()}}
    rows, happened = [], []
    for number, file in files.items():
        days, waited = batch[number]
        before = known.get(number)
        if before and before.as_of >= on:
            # Another worker did it while this one waited for the lock.
            continue
        row = _row(file, days, waited, on) if before is None else _reckoned_anew(before, days, on)
        rows.append(row)
        # While the client has the turn their range moves day by day; they know why, and were asked already.
        if before is None or number in waiting:
            continue
        moved = _told(row, file, days, waited, trends, limits[file.program], on)
        if moved:
            happened.append((moved, origin.at))
    _write(rows)
    record_many(happened, origin)
    return len(rows), len(happened)


_COLUMNS = [field.attname for field in FileRange._meta.concrete_fields]
_NAMES = ", ".join(_COLUMNS)
_BATCH = "CREATE TEMPORARY TABLE IF NOT EXISTS range_batch (LIKE processing_times_filerange) ON COMMIT DROP"
_MERGE = (
    f"INSERT INTO processing_times_filerange ({_NAMES}) SELECT {_NAMES} FROM range_batch "  # noqa: S608 - our own names
    "ON CONFLICT (application_id) DO UPDATE SET "
    + ", ".join(f"{name} = EXCLUDED.{name}" for name in _COLUMNS if name != "application_id")
)


def _write(rows: Sequence[FileRange]) -> None:
    """Write ranges, new ones and those reckoned anew: copied in and merged, ten times as quick as row by row."""
    with connection.cursor() as cursor:
        cursor.execute(_BATCH)
        cursor.execute("TRUNCATE range_batch")
        with cursor.copy(f"COPY range_batch ({_NAMES}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row([getattr(row, name) for name in _COLUMNS])
        cursor.execute(_MERGE)


def _row(file: OpenFile, days: Days, waited: int, on: date) -> FileRange:
    """Return the first range of a file: what is first shown is what was told."""
    row = FileRange(application_id=file.id)
    _say(row, file, days, waited, on)
    return _reckoned_anew(row, days, on)


def _reckoned_anew(row: FileRange, days: Days, on: date) -> FileRange:
    row.as_of, row.p10, row.p50, row.p80, row.p90 = on, days.p10, days.p50, days.p80, days.p90
    return row


def _say(row: FileRange, file: OpenFile, days: Days, waited: int, on: date) -> None:
    row.said_first, row.said_middle, row.said_last, row.said_on = days.p10, days.p50, days.p90, on
    row.said_waited, row.said_program, row.said_office = waited, file.program, file.office


def _told(
    row: FileRange, file: OpenFile, days: Days, waited: int, trends: _Trends, limits: Limits, on: date
) -> RangeMoved | None:
    """Return that the range moved, where it did so far that its client is told; the row then keeps it as told."""
    said = Statement(
        first=row.said_first,
        middle=row.said_middle,
        last=row.said_last,
        said_on=row.said_on,
        waited=row.said_waited,
        program=row.said_program,
        office=row.said_office,
    )
    if not has_moved(said, days, on, limits):
        return None
    why = reasons(
        said,
        days,
        on=on,
        waited=waited,
        program=file.program,
        office=file.office,
        then=trends.then(file.program, said.said_on),
        today=trends.today.get(file.program),
        limits=limits,
    )
    row.before_first, row.before_last = said.first, said.last
    row.why, row.figures = [each.why.value for each in why], [each.figure for each in why]
    _say(row, file, days, waited, on)
    return RangeMoved(
        client_id=file.client_id,
        application=file.number,
        before_first=said.first,
        before_last=said.last,
        first=days.p10,
        last=days.p90,
        causes=tuple(row.why),
        figures=tuple(row.figures),
    )


def _forget_closed() -> None:
    """Take away the ranges of files that are over: nothing more is expected of them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM processing_times_filerange AS range USING applications_application AS file "
            "WHERE file.id = range.application_id AND (file.decision <> '' OR file.overall = 'CLOSED')"
        )
