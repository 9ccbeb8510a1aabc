"""What others may ask about times. One number for every door: pages, account, desk, letters, API."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max

from guichet.applications import queries as applications
from guichet.applications.queries import FileStatus
from guichet.foundation.languages import Language
from guichet.identity.rules import Viewer
from guichet.processing_times.models import Estimate, FileRange, LedgerLine, Publication, WeekOfFiles
from guichet.processing_times.policy import policy_of
from guichet.processing_times.rules.expectation import Alike, KnownRange, with_range
from guichet.processing_times.rules.ledger import Outcome, Rightness, month_of, rightness, standing, week_of
from guichet.processing_times.rules.moves import Reason, percent
from guichet.processing_times.rules.ranges import Days, Plan, Wait, plan
from guichet.processing_times.rules.words import span_in_words, wait_in_words
from guichet.processing_times.terms import Chance, Standing, Sure, Why

__all__ = [
    "Chance",
    "Plan",
    "Rightness",
    "Standing",
    "Sure",
    "Wait",
    "file_status",
    "file_status_in_both",
    "is_published",
    "ledger",
    "moved_files",
    "percent",
    "plan",
    "said_over_time",
    "span_in_words",
    "times_now",
    "times_of",
    "wait_in_words",
    "wait_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """What is said of a program, or of one of its offices, to those who apply on `as_of`.

    `wait` is None where too few files were decided to say anything. Counts are of thirteen weeks up to that day, and
    of the same weeks a year before; None where a group is too small to be shown.
    """

    program: str
    office: str
    as_of: date
    made_at: datetime
    wait: Wait | None
    learned: int
    open: int | None
    received: int | None
    decided: int | None
    received_before: int | None
    decided_before: int | None

    def is_stale(self, today: date) -> bool:
        """Return whether these are too old to be shown without a warning."""
        return (today - self.as_of).days > policy_of(self.program, today).stale_days


@dataclass(frozen=True, slots=True)
class SaidThen:
    """What was said to those who applied on a day; `afterwards`: reckoned later, from what was known on that day."""

    as_of: date
    wait: Wait
    afterwards: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """What we said of a program in a month, and what became of it; figures are None for too small a group."""

    program: str
    month: date
    said_on: date
    afterwards: bool
    wait: Wait
    outcome: Outcome | None
    rightness: Rightness | None
    standing: Standing
    counted_on: date | None


def is_published(on: date) -> bool:
    """Return whether the times of a day are published, down to the last file."""
    return Publication.objects.filter(as_of=on, finished_at__isnull=False).exists()


def times_now(office: str | None = "") -> list[Times]:
    """Return what is said now of every program; with an `office`, of those it decides; None: of all offices.

    One query, however many programs.
    """
    latest = Publication.objects.aggregate(latest=Max("as_of"))["latest"]
    rows = Estimate.objects.filter(publication__as_of=latest).select_related("publication")
    if office is not None:
        rows = rows.filter(office=office)
    return [_times(row) for row in rows.order_by("program", "office")]


def times_of(program: str) -> list[Times]:
    """Return what is said now of a program, first wherever it is decided, then office by office; [] before any."""
    latest = Publication.objects.aggregate(latest=Max("as_of"))["latest"]
    rows = Estimate.objects.filter(publication__as_of=latest, program=program).select_related("publication")
    return [_times(row) for row in rows.order_by("office")]


def wait_of(program: str) -> Times | None:
    """Return what is said now of a program wherever it is decided; None before anything was published."""
    return next((each for each in times_of(program) if not each.office), None)


def said_over_time(program: str, *, since: date) -> list[SaidThen]:
    """Return what was said of a program, the first statement of each month since a day, the oldest first."""
    rows = (
        Estimate.objects.filter(program=program, office="", p50__isnull=False, publication__as_of__gte=since)
        .select_related("publication")
        .order_by("publication__as_of")
    )
    found: dict[date, SaidThen] = {}
    for row in rows:
        wait = _wait(row)
        if wait:
            said = SaidThen(row.publication.as_of, wait, row.publication.afterwards)
            found.setdefault(month_of(row.publication.as_of), said)
    return list(found.values())


def ledger(program: str = "", *, since: date | None = None) -> list[LedgerRow]:
    """Return the ledger, of one program or of all, the latest month first."""
    rows = LedgerLine.objects.select_related("said_by__publication").order_by("-month", "program")
    if program:
        rows = rows.filter(program=program)
    if since:
        rows = rows.filter(month__gte=since)
    return [_ledger_row(row) for row in rows]


def file_status(number: str, *, viewer: Viewer, language: Language, now: datetime) -> FileStatus:
    """Return all that is said of a file, with its range, as far as the viewer may know. Two queries more at most.

    Raises NotAllowed as the room of files does.
    """
    file = applications.file_status(number, viewer=viewer, language=language, now=now)
    return _with_range([file], now)[0]


def file_status_in_both(number: str, *, viewer: Viewer, now: datetime) -> dict[Language, FileStatus]:
    """Return what is said of a file in each official language, with its range. Raises NotAllowed."""
    found = applications.file_status_in_both(number, viewer=viewer, now=now)
    return dict(zip(found, _with_range(list(found.values()), now), strict=True))


def status_told(number: str, *, language: Language, now: datetime) -> FileStatus:
    """Return what is said of a file to its client, in a letter to them. Raises NotAllowed."""
    return _with_range([applications.status_told(number, language=language, now=now)], now)[0]


@dataclass(frozen=True, slots=True)
class RangeOfFile:
    """The range of one open file, for a machine that was let in: no more of the file than that."""

    number: str
    as_of: date
    days: Days


def range_of(number: str) -> RangeOfFile | None:
    """Return the range of an open file; None where there is none, or no such file. One query."""
    row = FileRange.objects.filter(application__number=number, application__decision="").first()
    return RangeOfFile(number, row.as_of, _days(row)) if row and "\x00" not in number else None


def moved_files(*, limit: int) -> list[str]:
    """Return numbers of open files whose client was told that the range moved: says nothing else of them. One query."""
    rows = FileRange.objects.filter(before_first__isnull=False, application__decision="").order_by(
        "application__number"
    )
    return list(rows.values_list("application__number", flat=True)[:limit])


def _with_range(files: Sequence[FileStatus], now: datetime) -> list[FileStatus]:
    """Return what is said of one file, in several languages, with its range in it."""
    file = files[0]
    if file.decision or file.overall.value == "CLOSED":
        return list(files)
    row = FileRange.objects.filter(application__number=file.number).first()
    if row is None:
        return list(files)
    zone = ZoneInfo(settings.TIME_ZONE)
    today = now.astimezone(zone).date()
    if (today - row.as_of).days > policy_of(file.program_code, today).stale_days:
        # What is so old is no forecast any more: then the service standard speaks.
        return list(files)
    alike = _alike(file.program_code, file.received_at.astimezone(zone).date(), today)
    return [with_range(each, _known(row), alike, today) for each in files]


def _known(row: FileRange) -> KnownRange:
    before = (row.before_first, row.before_last) if row.before_first and row.before_last else None
    reasons = tuple(Reason(Why(why), figure) for why, figure in zip(row.why, row.figures, strict=True))
    return KnownRange(as_of=row.as_of, days=_days(row), before=before, reasons=reasons)


def _days(row: FileRange) -> Days:
    return Days(row.p10, row.p50, row.p80, row.p90)


def _alike(program: str, received_on: date, today: date) -> Alike | None:
    """Return what became of the files of the same week; None where so few that somebody could be known by it."""
    row = WeekOfFiles.objects.filter(program=program, week=week_of(received_on)).first()
    if row is None or row.received < policy_of(program, today).group:
        return None
    return Alike(row.received, row.decided)


def _times(row: Estimate) -> Times:
    # Of one office no counts: beside the program's they would tell of the small offices that are left out.
    least = policy_of(row.program, row.publication.as_of).group if not row.office else None

    def shown(count: int) -> int | None:
        return None if least is None or 0 < count < least else count

    return Times(
        program=row.program,
        office=row.office,
        as_of=row.publication.as_of,
        made_at=row.publication.made_at,
        wait=_wait(row),
        learned=row.learned,
        open=shown(row.open),
        received=shown(row.received),
        decided=shown(row.decided),
        received_before=shown(row.received_before),
        decided_before=shown(row.decided_before),
    )


def _wait(row: Estimate) -> Wait | None:
    if row.p10 is None or row.p50 is None or row.p80 is None or row.p90 is None:
        return None
    return Wait(row.p10, row.p50, row.p80, row.p90)


def _ledger_row(row: LedgerLine) -> LedgerRow:
    wait = _wait(row.said_by)
    assert wait is not None
    outcome = Outcome(
        sooner=row.sooner,
        inside=row.inside,
        later=row.later,
        waiting=row.waiting,
        ended_otherwise=row.ended_otherwise,
    )
    said_on = row.said_by.publication.as_of
    found = standing(outcome, least=policy_of(row.program, said_on).group)
    few = found is Standing.FEW
    return LedgerRow(
        program=row.program,
        month=row.month,
        said_on=said_on,
        afterwards=row.said_by.publication.afterwards,
        wait=wait,
        outcome=None if few else outcome,
        rightness=None if few else rightness(outcome),
        standing=found,
        counted_on=row.counted_on,
    )
