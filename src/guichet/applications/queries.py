"""What others may ask about files. Whoever asks says who they are; the sentences are made in `rules`."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Count, F, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, JSONObject

from guichet.applications.disclosure import kinds_told, status_only
from guichet.applications.models import (
    Application,
    DocumentRequest,
    FeePayment,
    ReleasedNote,
    SectionStatus,
    StageEntry,
)
from guichet.applications.rules.expected import Expected
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
from guichet.applications.rules.lines import DocumentLine, FileStatus, FileSummary
from guichet.applications.rules.pauses import pauses
from guichet.applications.rules.status import document_lines, status_of, summary_of
from guichet.applications.terms import Overall
from guichet.clients.queries import in_danger, is_in_danger
from guichet.clients.rules import SAYS_WHERE
from guichet.foundation.languages import Language
from guichet.foundation.statements import Given, OneOf, Statement
from guichet.foundation.working_days import FederalHolidays
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind, Disclosure, Right
from guichet.journal.queries import entries_about, latest_entries, sentence_of
from guichet.notices.queries import Told, telling, told_of
from guichet.programs.queries import catalogue
from guichet.standards.queries import standard_for
from guichet.standards.rules import clock, due_on

__all__ = [
    "DocumentLine",
    "Expected",
    "FileStatus",
    "FileSummary",
    "NotAllowed",
    "file_status",
    "file_status_in_both",
    "files_held",
    "files_of",
    "timeline",
]

OFFICE_KINDS = ("application.received", "office.changed")
# What became of a message stands under the entry it tells of, not beside it. That somebody is in danger, how a code
# travelled, and that an officer read what is sealed stand on no page that others may read along.
UNTOLD_KINDS = ("notice.", "client.safe_contact", "contact.code", "client.former")
ENTRIES_PER_PAGE = 30
Moment = tuple[datetime, int]
Row = dict[str, Any]


def file_status(number: str, *, viewer: Viewer, language: Language, now: datetime) -> FileStatus:
    """Return all that is said of the file `number` at the moment `now`, as far as the viewer may know. One query.

    Raises NotAllowed where the viewer may not see it; just so where there is no such file, which is nobody's to know.
    """
    return _told(_status(*_file(number, viewer), language, now), viewer)


def file_status_in_both(number: str, *, viewer: Viewer, now: datetime) -> dict[Language, FileStatus]:
    """Return what is said of the file in each official language, for those who speak both. One query.

    Raises NotAllowed as `file_status` does.
    """
    file, offices = _file(number, viewer)
    return {language: _told(_status(file, offices, language, now), viewer) for language in Language}


def files_of(
    viewer: Viewer, *, language: Language, now: datetime, client_id: int | None = None
) -> tuple[FileSummary, ...]:
    """Return the files of the viewer's own clients, or of `client_id` where given: the latest first. One query.

    Whoever was allowed some files only is shown those. Raises NotAllowed where the viewer may see nothing of it.
    """
    if client_id is not None and not (_sees(viewer, client_id) or viewer.grants_on(client_id)):
        raise NotAllowed
    clients = viewer.own_clients if client_id is None else viewer.everyone_of(client_id)
    if not clients:
        return ()
    files = _rows_of(OF_CLIENTS, clients=list(clients))
    zone = ZoneInfo(settings.TIME_ZONE)
    known = catalogue()
    return tuple(
        summary_of(_facts(row), catalogue=known, language=language, now=now, zone=zone)
        for row in files
        if _sees(viewer, row["client_id"], number=row["number"])
    )


def files_held(
    viewer: Viewer, *, language: Language, now: datetime, kinds: Collection[AuthorityKind] = tuple(AuthorityKind)
) -> tuple[FileSummary, ...]:
    """Return the files of others that this account was allowed to see, the latest first. One query, however many.

    With `kinds`, only those of clients who allow it in one of these ways.
    """
    clients = sorted({grant.client_id for grant in viewer.grants if grant.kind in kinds} - viewer.own_clients)
    if not clients:
        return ()
    zone, known = ZoneInfo(settings.TIME_ZONE), catalogue()
    return tuple(
        summary_of(_facts(row), catalogue=known, language=language, now=now, zone=zone)
        for row in _rows_of(OF_CLIENTS, clients=clients)
        if _sees(viewer, row["client_id"], number=row["number"])
    )


@dataclass(frozen=True, slots=True)
class FileDocuments:
    """The documents of one file, those we wait for first."""

    number: str
    program: str
    documents: tuple[DocumentLine, ...]


def documents_of(viewer: Viewer, *, language: Language, now: datetime) -> tuple[FileDocuments, ...]:
    """Return the documents asked for and received in all files of the viewer's own clients. One query."""
    if not viewer.own_clients:
        return ()
    zone = ZoneInfo(settings.TIME_ZONE)
    today = now.astimezone(zone).date()
    files = _rows_of(OF_CLIENTS, clients=list(viewer.own_clients))
    known = catalogue()
    return tuple(
        FileDocuments(
            number=file.number,
            program=known.program(file.program).name.say(language),
            documents=document_lines(file, catalogue=known, language=language, today=today),
        )
        for file in map(_facts, files)
        if file.documents
    )


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One thing that happened, as the sentence its client reads. `entry` is its number in the journal.

    `told` is what became of telling the client; None where nobody was told, as of what they did themselves.
    """

    entry: int
    at: datetime
    kind: str
    number: str
    sentence: str
    told: Told | None


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
    file: FileStatus | None = None,
    client_id: int | None = None,
    before: Moment | None = None,
    limit: int = ENTRIES_PER_PAGE,
) -> TimelinePage:
    """Return what happened to a file or to a client, latest first, by when it occurred.

    Somebody whom the client allows to see is told what happened to files, as far as they may know it; what the client
    did about their own record and people stays theirs.

    The file is named by its `number`, or is a `file` that was already asked for. With what became of the message that
    told of each. Three queries by number, two by client, one for a file that was asked for. Raises NotAllowed where the
    viewer may not see the client, or there is no such file; ValueError where nothing is named.
    """
    if file is not None:
        number, client_id = file.number, file.client_id
    elif number is not None:
        client_id = client_of(number)
    elif client_id is None:
        raise ValueError("a timeline is of a file or of a client")
    if client_id is None or not (_sees(viewer, client_id, number=number or "")):
        raise NotAllowed
    hides = file.hides_place if file is not None else bool(in_danger(viewer.everyone_of(client_id)))
    kinds: tuple[str, ...] = ()
    if not viewer.sees_whole(client_id):
        sees_case = viewer.may_see_client(client_id, Disclosure.CASE, number=number or "")
        kinds = tuple(sorted(kinds_told(sees_case)))
    found = latest_entries(
        subject=f"application:{number}" if number is not None else None,
        client_ids=viewer.everyone_of(client_id),
        before=before,
        kinds=kinds,
        about="application:" if kinds else "",
        without=UNTOLD_KINDS + SAYS_WHERE if hides else UNTOLD_KINDS,
        beside=telling,
        limit=limit + 1,
    )
    shown = found[:limit]
    last = shown[-1][0] if len(found) > limit else None
    told = told_of((telling for _entry, telling in shown), viewer=viewer, language=language)
    lines = tuple(
        TimelineLine(
            entry=entry.id,
            at=entry.occurred_at,
            kind=entry.kind,
            number=entry.subject.removeprefix("application:") if entry.subject.startswith("application:") else "",
            sentence=sentence_of(entry, language),
            told=became,
        )
        for (entry, _telling), became in zip(shown, told, strict=True)
    )
    return TimelinePage(lines, (last.occurred_at, last.id) if last else None)


def client_of(number: str) -> int | None:
    """Return the client whose file has this number, or None. For linking and searching: says nothing of the file."""
    return Application.objects.filter(number=number).values_list("client_id", flat=True).first()


def offices_of(client_ids: Iterable[int]) -> frozenset[str]:
    """Return the offices that have some clients’ files. For deciding who may open them: says nothing of the files."""
    found = Application.objects.filter(client_id__in=client_ids).exclude(office="").values_list("office", flat=True)
    return frozenset(found)


def programs_by_number(client_id: int, *, viewer: Viewer) -> dict[str, str]:
    """Return the program of each of a client’s files, by its number. Raises NotAllowed."""
    if not viewer.may_see_client(client_id):
        raise NotAllowed
    files = Application.objects.filter(client_id__in=viewer.everyone_of(client_id))
    return dict(files.order_by("number").values_list("number", "program"))


def programs_of_clients(client_ids: Iterable[int]) -> dict[int, frozenset[str]]:
    """Return the programs of some clients’ files that are not decided. For rules: shown to nobody. One query."""
    found: dict[int, set[str]] = {}
    rows = Application.objects.filter(client_id__in=list(client_ids), decided_at=None)
    for client_id, program in rows.values_list("client_id", "program"):
        found.setdefault(client_id, set()).add(program)
    return {client_id: frozenset(programs) for client_id, programs in found.items()}


def program_of(number: str) -> str | None:
    """Return the code of the program that a file is about, or None where there is no such file."""
    return Application.objects.filter(number=number).values_list("program", flat=True).first()


def _file(number: str, viewer: Viewer) -> tuple[FileFacts, tuple[OfficeStay, ...]]:
    # PostgreSQL holds no NUL, so nothing is numbered so; asking would be an error.
    rows = [] if "\x00" in number else _rows_of(NUMBERED, number=number)
    row = next(iter(rows), None)
    if row is None or not _sees(viewer, row["client_id"], number=row["number"]):
        raise NotAllowed
    file = _facts(row)
    return file, _offices(file, row)


def status_told(number: str, *, language: Language, now: datetime) -> FileStatus:
    """Return what is said of a file to its client, in a letter to them: nobody else reads it. Raises NotAllowed."""
    row = next(iter(_rows_of(NUMBERED, number=number)), None)
    if row is None:
        raise NotAllowed(f"application:{number}")
    file = _facts(row)
    return _status(file, _offices(file, row), language, now)


def _sees(viewer: Viewer, client_id: int, *, number: str = "") -> bool:
    """Return whether a viewer may know where a file stands; without a number: all files of the client."""
    return viewer.may_see_client(client_id, Disclosure.STATUS, number=number)


def _told(file: FileStatus, viewer: Viewer) -> FileStatus:
    sees_case = viewer.may_see_client(file.client_id, Disclosure.CASE, number=file.number)
    return file if sees_case else status_only(file)


def _status(file: FileFacts, offices: tuple[OfficeStay, ...], language: Language, now: datetime) -> FileStatus:
    zone = ZoneInfo(settings.TIME_ZONE)
    return status_of(
        file,
        catalogue=catalogue(),
        promise=promise_of(file, now=now, zone=zone),
        offices=offices,
        language=language,
        now=now,
        zone=zone,
    )


def promise_of(file: FileFacts, *, now: datetime, zone: ZoneInfo) -> Promise:
    """Return the service standard of a file, the one in force on the day we received it, and its clock at `now`."""
    received_on = file.received_at.astimezone(zone).date()
    standard = standard_for(file.program, received_on)
    calendar = FederalHolidays()
    return Promise(
        clock=clock(
            received_at=file.received_at,
            pauses=pauses(file, catalogue()),
            now=now,
            decided_at=file.decided_at if file.decision else None,
            standard=standard,
            calendar=calendar,
            zone=zone,
        ),
        standard=standard,
        first_due=due_on(received_on, standard, calendar) if standard and standard.is_timed else None,
    )


def _offices(file: FileFacts, row: Row) -> tuple[OfficeStay, ...]:
    """Return the offices that held the file, the first first: the journal knows those before the last.

    None of them where the client is in danger: where their file is, is said nowhere.
    """
    if file.hides_place:
        return ()
    stays: list[OfficeStay] = []
    for told in _rows(row["office_rows"]):
        if told["office"] and (not stays or stays[-1].office != told["office"]):
            stays.append(OfficeStay(told["office"], _moment(told["at"])))
    if file.office and (not stays or stays[-1].office != file.office):
        stays.append(OfficeStay(file.office, file.office_since or file.received_at))
    return tuple(stays)


PARTS: Mapping[str, tuple[type[Model], str, Mapping[str, str | Cast]]] = {
    "stage_rows": (StageEntry, "entered_at", {"stage": "stage", "at": "entered_at"}),
    "section_rows": (SectionStatus, "since", {"section": "section", "status": "status", "at": "since"}),
    "document_rows": (
        DocumentRequest,
        "requested_at",
        {"document": "document", "asked": "requested_at", "due": "due_on", "came": "received_at", "sha256": "sha256"},
    ),
    "payment_rows": (
        FeePayment,
        "paid_at",
        # As text: a number of JSON is read as a float, which is no amount of money.
        {"fee": "fee", "amount": Cast("amount", CharField()), "receipt": "receipt", "at": "paid_at"},
    ),
    "note_rows": (ReleasedNote, "released_at", {"text": "text", "language": "language", "at": "released_at"}),
}
# The file’s own columns, and of its client the country alone: it says which notices concern them.
COLUMNS = (*(field.attname for field in Application._meta.concrete_fields), "client__country")


def _with_parts() -> QuerySet[Application]:
    """Return files with their parts, each part an array of JSON objects: one query, however many files."""
    parts = {
        name: ArraySubquery(
            table._default_manager.filter(application=OuterRef("pk"))
            .order_by(order, "id")
            .values(row=JSONObject(**columns))
        )
        for name, (table, order, columns) in PARTS.items()
    }
    return Application.objects.order_by().annotate(**parts)


def _told_offices() -> ArraySubquery:
    """Return what the journal says of a file's offices, the first first."""
    told = entries_about(Concat(Value("application:"), OuterRef("number"))).filter(kind__in=OFFICE_KINDS)
    return ArraySubquery(
        told.order_by("occurred_at", "id").values(row=JSONObject(office="payload__office", at="occurred_at"))
    )


NUMBERED = Statement(
    lambda: (
        _with_parts()
        .annotate(office_rows=_told_offices(), hides_place=is_in_danger("client_id"))
        .filter(number=Given("number"))
        .values_list(*COLUMNS, *PARTS, "office_rows", "hides_place")
    )
)
OF_CLIENTS = Statement(
    lambda: (
        _with_parts()
        .filter(OneOf(F("client_id"), Given("clients")))
        .order_by("-latest_at", "-id")
        .values_list(*COLUMNS, *PARTS)
    )
)


OF_IDS = Statement(
    lambda: _with_parts().filter(OneOf(F("id"), Given("ids"))).values_list(*COLUMNS, *PARTS),
)


def facts_of_files(ids: Iterable[int]) -> list[tuple[int, FileFacts]]:
    """Return what is known of each of these files, with its id: for rules of this room. One query."""
    return [(row["id"], _facts(row)) for row in _rows_of(OF_IDS, ids=list(ids))]


def facts_of_clients(client_ids: Iterable[int]) -> list[FileFacts]:
    """Return what is known of all files of these clients: for rules of this room. One query."""
    return [_facts(row) for row in _rows_of(OF_CLIENTS, clients=list(client_ids))]


def _rows_of(statement: Statement, **given: Any) -> Sequence[Row]:
    return [
        dict(zip((*COLUMNS, *PARTS, "office_rows", "hides_place"), row, strict=False))
        for row in statement.rows(**given)
    ]


def _facts(row: Row) -> FileFacts:
    return FileFacts(
        number=row["number"],
        client_id=row["client_id"],
        program=row["program"],
        received_at=row["received_at"],
        latest_at=row["latest_at"],
        overall=row["overall"],
        country=row["client__country"],
        hides_place=row.get("hides_place", False),
        office=row["office"],
        office_since=row["office_since"],
        stage=row["stage"],
        stage_since=row["stage_since"],
        decision=row["decision"],
        decided_at=row["decided_at"],
        reasons=tuple(row["reasons"]),
        stages=tuple(StageFact(part["stage"], _moment(part["at"])) for part in _rows(row["stage_rows"])),
        sections=tuple(
            SectionFact(part["section"], part["status"], _moment(part["at"])) for part in _rows(row["section_rows"])
        ),
        documents=tuple(_document(part) for part in _rows(row["document_rows"])),
        payments=tuple(_payment(part) for part in _rows(row["payment_rows"])),
        notes=tuple(
            NoteFact(text=part["text"], language=part["language"], released_at=_moment(part["at"]))
            for part in _rows(row["note_rows"])
        ),
    )


def _rows(part: Iterable[str]) -> Iterable[Row]:
    """Return the rows of a part. Below Django’s fields, the database’s JSON is text."""
    return map(json.loads, part)


def _document(part: Row) -> DocumentFact:
    return DocumentFact(
        document=part["document"],
        requested_at=_moment(part["asked"]) if part["asked"] else None,
        due_on=date.fromisoformat(part["due"]) if part["due"] else None,
        received_at=_moment(part["came"]) if part["came"] else None,
        sha256=part["sha256"],
    )


def _payment(part: Row) -> PaymentFact:
    return PaymentFact(
        fee=part["fee"], amount=Decimal(part["amount"]), receipt=part["receipt"], paid_at=_moment(part["at"])
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


@dataclass(frozen=True, slots=True)
class FileCount:
    """How many files a client has, and how many of them are open."""

    files: int
    open: int


def file_counts(persons: Mapping[int, Iterable[int]], *, viewer: Viewer) -> dict[int, FileCount]:
    """Return how many files each of these clients has, for a list of search results. One query.

    `persons` has, for the number of each, the numbers of all records of that person.
    Raises NotAllowed without the right to search.
    """
    if not viewer.may(Right.SEARCH_CLIENTS):
        raise NotAllowed("search")
    counted = (
        Application.objects.filter(client_id__in=[number for everyone in persons.values() for number in everyone])
        .order_by()
        .values_list("client_id")
        .annotate(files=Count("id"), open=Count("id", filter=~Q(overall=Overall.CLOSED)))
    )
    by_record = {client_id: (files, still_open) for client_id, files, still_open in counted}
    return {
        person: FileCount(sum(files for files, _ in having), sum(still_open for _, still_open in having))
        for person, everyone in persons.items()
        if (having := [by_record[number] for number in everyone if number in by_record])
    }
