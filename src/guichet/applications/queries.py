"""What others may ask about files. Whoever asks says who they are; the sentences are made in `rules`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.applications.models import (
    Application,
    DocumentRequest,
    FeePayment,
    ReleasedNote,
    SectionStatus,
    StageEntry,
)
from guichet.applications.rules.facts import (
    DocumentFact,
    FileFacts,
    NoteFact,
    OfficeStay,
    PaymentFact,
    Promise,
    SectionFact,
    StageFact,
)
from guichet.applications.rules.pauses import pauses
from guichet.applications.rules.status import FileStatus, FileSummary, status_of, summary_of
from guichet.applications.terms import Overall
from guichet.foundation.languages import Language
from guichet.foundation.working_days import FederalHolidays
from guichet.identity.rules import NotAllowed, Viewer
from guichet.journal.events import EVENT_KINDS
from guichet.journal.queries import entries_about, entries_of_client
from guichet.programs.queries import catalogue
from guichet.standards.queries import standard_for
from guichet.standards.rules import clock, due_on

__all__ = ["FileStatus", "FileSummary", "NotAllowed", "file_status", "files_of", "timeline"]

OFFICE_KINDS = ("application.received", "office.changed")
# What became of a message stands under the entry it tells of, not beside it.
UNTOLD_KINDS = ("notice.",)
ENTRIES_PER_PAGE = 30
Moment = tuple[datetime, int]


def file_status(number: str, *, viewer: Viewer, language: Language, now: datetime) -> FileStatus:
    """Return all that is said of the file `number` at the moment `now`. Two queries.

    Raises NotAllowed where the viewer may not see it; just so where there is no such file, which is nobody's to know.
    """
    file = _file(number, viewer)
    return _status(file, _offices(file), language, now)


def file_status_in_both(number: str, *, viewer: Viewer, now: datetime) -> dict[Language, FileStatus]:
    """Return what is said of the file in each official language, for those who speak both. Two queries.

    Raises NotAllowed as `file_status` does.
    """
    file = _file(number, viewer)
    offices = _offices(file)
    return {language: _status(file, offices, language, now) for language in Language}


def files_of(
    viewer: Viewer, *, language: Language, now: datetime, client_id: int | None = None
) -> tuple[FileSummary, ...]:
    """Return the files of the viewer's own clients, or of `client_id` where given: the latest first. One query.

    Raises NotAllowed where the viewer may not see that client.
    """
    if client_id is not None and not viewer.may_see_client(client_id):
        raise NotAllowed
    clients = viewer.own_clients if client_id is None else {client_id}
    if not clients:
        return ()
    files = _with_parts(Application.objects.filter(client_id__in=clients)).order_by("-latest_at", "-id")
    zone = ZoneInfo(settings.TIME_ZONE)
    known = catalogue()
    return tuple(
        summary_of(_facts(row), catalogue=known, language=language, now=now, zone=zone) for row in files
    )


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One thing that happened, as the sentence its client reads. `entry` is its number in the journal."""

    entry: int
    at: datetime
    kind: str
    number: str
    sentence: str
    visible: bool


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """A part of a timeline, latest first; `older` is what to ask with for the part before it, None at the beginning."""

    lines: tuple[TimelineLine, ...]
    older: Moment | None


def timeline(
    *,
    viewer: Viewer,
    language: Language,
    number: str | None = None,
    client_id: int | None = None,
    before: Moment | None = None,
    limit: int = ENTRIES_PER_PAGE,
) -> TimelinePage:
    """Return what happened to a file (by `number`) or to a client, latest first, by when it occurred.

    Raises NotAllowed where the viewer may not see the client, or there is no such file; ValueError where neither is
    named.
    """
    if number is not None:
        client_id = client_of(number)
    elif client_id is None:
        raise ValueError("a timeline is of a file or of a client")
    if client_id is None or not viewer.may_see_client(client_id):
        raise NotAllowed
    entries = entries_about(f"application:{number}") if number is not None else entries_of_client(client_id)
    for prefix in UNTOLD_KINDS:
        entries = entries.exclude(kind__startswith=prefix)
    if before:
        moment, last = before
        entries = entries.filter(Q(occurred_at__lt=moment) | Q(occurred_at=moment, id__lt=last))
    found = list(entries[: limit + 1])
    shown = found[:limit]
    older = (shown[-1].occurred_at, shown[-1].id) if len(found) > limit else None
    lines = tuple(
        TimelineLine(
            entry=entry.id,
            at=entry.occurred_at,
            kind=entry.kind,
            number=entry.subject.removeprefix("application:") if entry.subject.startswith("application:") else "",
            sentence=sentence_of(entry.kind, entry.client_id, entry.payload, language),
            visible=entry.kind in EVENT_KINDS and EVENT_KINDS[entry.kind].visible,
        )
        for entry in shown
    )
    return TimelinePage(lines, older)
