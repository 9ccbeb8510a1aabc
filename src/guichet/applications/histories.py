"""All files at once, as far as time goes: for what is learnt from them. Says nothing of anybody."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.models import Q

from guichet.applications.models import Application, DocumentRequest, StageEntry
from guichet.applications.queries import facts_of_files
from guichet.applications.rules.facts import FileFacts
from guichet.applications.rules.pauses import pauses
from guichet.foundation.working_days import FederalHolidays
from guichet.programs.queries import catalogue
from guichet.standards.rules import clock

AT_ONCE = 1000


class History(NamedTuple):
    """A file: days are those of the department since January 1, 1970; `ended` and `decision` are None while it is open.

    Of a file whose decision fell on `as_of` or later it is not known yet.
    """

    id: int
    program: str
    office: str
    received: int
    ended: int | None
    decision: str | None


@dataclass(frozen=True, slots=True)
class Waited:
    """How many days a file waited for its client, and whether it does now."""

    days: int
    now: bool


_HISTORIES = """
SELECT id, program, office, received,
       CASE WHEN ended < %(as_of)s THEN ended END, CASE WHEN ended < %(as_of)s THEN decision END
FROM (
    SELECT id, program, office, decision,
           (received_at AT TIME ZONE %(zone)s)::date - DATE '1970-01-01' AS received,
           CASE WHEN decision <> '' THEN
               greatest((decided_at AT TIME ZONE %(zone)s)::date, (received_at AT TIME ZONE %(zone)s)::date)
               - DATE '1970-01-01' END AS ended
    FROM applications_application
    WHERE decision <> '' OR overall <> 'CLOSED'
) AS files
WHERE received < %(as_of)s AND (ended IS NULL OR ended >= %(since)s)
ORDER BY id
"""


def histories(*, since: date, as_of: date) -> list[History]:
    """Return the files received before `as_of`: those open then, and those that ended from `since` on. One query."""
    given: dict[str, str | int] = {"zone": settings.TIME_ZONE, "as_of": _number(as_of), "since": _number(since)}
    with connection.cursor() as cursor:
        cursor.execute(_HISTORIES, given)
        return [History(*row) for row in cursor.fetchall()]


def ever_waiting(ids: Iterable[int] | None = None, *, told_since: datetime | None = None) -> set[int]:
    """Return the files (of these, or of all) for which something stopped the clock: a stage, or a document asked for.

    With `told_since`, only those of which something was told since then.
    """
    stopping = [stage.code for stage in catalogue().stage_rows if stage.pauses_clock]
    by_stage = StageEntry.objects.filter(stage__in=stopping)
    by_document = DocumentRequest.objects.filter(requested_at__isnull=False)
    if told_since is not None:
        by_stage = by_stage.filter(application__latest_at__gte=told_since)
        by_document = by_document.filter(application__latest_at__gte=told_since)
    if ids is not None:
        wanted = list(ids)
        by_stage, by_document = by_stage.filter(application__in=wanted), by_document.filter(application__in=wanted)
    found = set(by_stage.values_list("application_id", flat=True))
    return found.union(by_document.values_list("application_id", flat=True))


def waited_for_clients(ids: Sequence[int], *, at: datetime) -> Iterator[tuple[int, Waited]]:
    """Yield how long each of these files waited for its client until `at`, by the clock of the service standards."""
    known, calendar, zone = catalogue(), FederalHolidays(), ZoneInfo(settings.TIME_ZONE)
    for start in range(0, len(ids), AT_ONCE):
        for number, file in facts_of_files(ids[start : start + AT_ONCE]):
            yield number, _waited(file, known, calendar, zone, at)


def _waited(file: FileFacts, known: Any, calendar: FederalHolidays, zone: ZoneInfo, at: datetime) -> Waited:
    stops = [pause for pause in pauses(file, known) if pause.began < at]
    counted = clock(
        received_at=file.received_at,
        pauses=stops,
        now=at,
        decided_at=file.decided_at if file.decision and file.decided_at and file.decided_at <= at else None,
        standard=None,
        calendar=calendar,
        zone=zone,
    )
    is_over = bool(file.decision and file.decided_at and file.decided_at <= at)
    return Waited(
        days=counted.days_with_you,
        now=not is_over and any(stop.ended is None or stop.ended > at for stop in stops),
    )


class OpenFile(NamedTuple):
    """An open file, whose client may be told of its range."""

    id: int
    number: str
    client_id: int
    program: str
    office: str


def open_files(ids: Sequence[int]) -> dict[int, OpenFile]:
    """Return those of these files that are open, locked against others until the transaction ends. One query."""
    found = (
        Application.objects.filter(Q(pk__in=ids), Q(decision="") & ~Q(overall="CLOSED"))
        .order_by("pk")
        .select_for_update(no_key=True)
        .values_list("id", "number", "client_id", "program", "office")
    )
    return {row[0]: OpenFile(*row) for row in found}


def _number(day: date) -> int:
    return (day - date(1970, 1, 1)).days
