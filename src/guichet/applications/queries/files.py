"""What others may ask about files. Whoever asks says who they are; the sentences are made in `rules`."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Q

from guichet.applications.disclosure import status_only
from guichet.applications.models import Application
from guichet.applications.queries.rows import NUMBERED, OF_CLIENTS, facts_in, offices_in, rows_of
from guichet.applications.rules.facts import FileFacts, OfficeStay, Promise
from guichet.applications.rules.lines import DocumentLine, FileStatus, FileSummary
from guichet.applications.rules.pauses import pauses
from guichet.applications.rules.status import document_lines, status_of, summary_of
from guichet.applications.terms import Overall
from guichet.foundation.languages import Language
from guichet.foundation.working_days import FederalHolidays
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind, Disclosure, Right
from guichet.programs.queries import catalogue
from guichet.standards.queries import standard_for
from guichet.standards.rules import clock, due_on


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
    if client_id is not None and not (sees(viewer, client_id) or viewer.grants_on(client_id)):
        raise NotAllowed
    clients = viewer.own_clients if client_id is None else viewer.everyone_of(client_id)
    if not clients:
        return ()
    files = rows_of(OF_CLIENTS, clients=list(clients))
    zone = ZoneInfo(settings.TIME_ZONE)
    known = catalogue()
    return tuple(
        summary_of(facts_in(row), catalogue=known, language=language, now=now, zone=zone)
        for row in files
        if sees(viewer, row["client_id"], number=row["number"])
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
        summary_of(facts_in(row), catalogue=known, language=language, now=now, zone=zone)
        for row in rows_of(OF_CLIENTS, clients=clients)
        if sees(viewer, row["client_id"], number=row["number"])
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
    files = rows_of(OF_CLIENTS, clients=list(viewer.own_clients))
    known = catalogue()
    return tuple(
        FileDocuments(
            number=file.number,
            program=known.program(file.program).name.say(language),
            documents=document_lines(file, catalogue=known, language=language, today=today),
        )
        for file in map(facts_in, files)
        if file.documents
    )


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
    rows = [] if "\x00" in number else rows_of(NUMBERED, number=number)
    row = next(iter(rows), None)
    if row is None or not sees(viewer, row["client_id"], number=row["number"]):
        raise NotAllowed
    file = facts_in(row)
    return file, offices_in(file, row)


def status_told(number: str, *, language: Language, now: datetime) -> FileStatus:
    """Return what is said of a file to its client, in a letter to them: nobody else reads it. Raises NotAllowed."""
    row = next(iter(rows_of(NUMBERED, number=number)), None)
    if row is None:
        raise NotAllowed(f"application:{number}")
    file = facts_in(row)
    return _status(file, offices_in(file, row), language, now)


def sees(viewer: Viewer, client_id: int, *, number: str = "") -> bool:
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
