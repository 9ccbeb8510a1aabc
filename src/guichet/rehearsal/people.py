"""The people of a demonstration: invented staff, and the clients of a country who have something worth seeing.

Everybody here is made up. The accounts are for demonstrations only: whoever knows an address may sign in with it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from guichet.foundation.languages import Language, Text
from guichet.identity.terms import Role
from guichet.rehearsal.country import Event, content
from guichet.rehearsal.moments import day_of, moment, read, working_days_between

SOON = 14  # days: a due date that is near
PASSPORT_STANDARD = 20  # working days, by mail. Source: service inventory 2023-2024
TWO_DECADES = 20 * 365


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody invented who works for the department."""

    name: str
    email: str
    language: Language
    office: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Showcase:
    """A client worth signing in as: which file to look at, and why. `code` is stable, for links and tests."""

    code: str
    uci: str
    name: str
    email: str
    language: Language
    number: str
    why: Text


def staff() -> tuple[StaffMember, ...]:
    """Return the staff of a demonstration, agents first."""
    return tuple(
        StaffMember(row["name"], row["email"], Language(row["language"]), row["office"], tuple(map(Role, row["roles"])))
        for row in content("staff")["staff"]
    )


def showcases(events: Iterable[Event], *, as_of: date) -> list[Showcase]:
    """Return the first client found for each thing worth seeing, in a fixed order; what no client shows is left out.

    `events` are a country's, client by client, as `country.events` yields them; reading stops when all is found. Only
    clients with an e-mail address are chosen, each for one thing.
    """
    found: dict[str, Showcase] = {}
    for client in _clients(events):
        if len(found) == len(_WORTH_SEEING):
            break
        if not client.email:
            continue
        for code, (shown_by, why) in _WORTH_SEEING.items():
            if code not in found and (file := shown_by(client, as_of)):
                found[code] = Showcase(code, client.uci, client.name, client.email, client.language, file.number, why)
                break
    return [found[code] for code in _WORTH_SEEING if code in found]


@dataclass(slots=True)
class _File:
    """Where a file stands, as its events tell."""

    number: str
    program: str = ""
    received: date = date.min
    decided: date | None = None
    decision: str = ""
    reasons: tuple[str, ...] = ()
    moved: bool = False
    due: date | None = None


@dataclass(slots=True)
class _Client:
    """A client and the client's files."""

    uci: str
    name: str
    script: str
    email: str
    language: Language
    files: dict[str, _File] = field(default_factory=dict)


def _clients(events: Iterable[Event]) -> Iterator[_Client]:
    client: _Client | None = None
    for event in events:
        data = event["data"]
        if event["type"] == "client.registered":
            if client:
                yield client
            first = data["names"][0]
            client = _Client(
                data["uci"], first["text"], first["script"], data.get("email", ""), Language(data["language"])
            )
        elif client:
            number = event["subject"]
            _note(client.files.setdefault(number, _File(number)), event)
    if client:
        yield client


def _note(file: _File, event: Event) -> None:
    data, day = event["data"], day_of(read(event["time"]))
    match event["type"]:
        case "application.received":
            file.program, file.received = data["program"], day
        case "decision.made":
            file.decided, file.decision, file.reasons = day, data["decision"], tuple(data["reasons"])
        case "office.changed":
            file.moved = True
        case "document.requested":
            file.due = date.fromisoformat(data["due"])
        case "document.received":
            file.due = None


def _open(client: _Client) -> Iterator[_File]:
    return (file for file in client.files.values() if file.program and not file.decided)


def _waits_for_documents(client: _Client, as_of: date) -> _File | None:
    near = as_of + timedelta(days=SOON)
    return next((file for file in _open(client) if file.due and as_of < file.due <= near), None)


def _refused_in_french(client: _Client, as_of: date) -> _File | None:
    if client.language is not Language.FR:
        return None
    lately = as_of - timedelta(days=60)
    refused = (file for file in client.files.values() if file.decision == "REFUSED" and file.decided)
    return next((file for file in refused if file.reasons and file.decided and file.decided >= lately), None)


def _over_decades(client: _Client, as_of: date) -> _File | None:
    files = [file for file in client.files.values() if file.program]
    if len(files) < 4 or (as_of - min(file.received for file in files)).days < TWO_DECADES:
        return None
    return max(files, key=lambda file: file.received)


def _moved(client: _Client, as_of: date) -> _File | None:
    return next((file for file in _open(client) if file.moved), None) if client.script == "Arab" else None


def _late_passport(client: _Client, as_of: date) -> _File | None:
    return next((file for file in _open(client) if file.program == "PPT-RENEW" and _is_late(file, as_of)), None)


def _is_late(file: _File, as_of: date) -> bool:
    return working_days_between(moment(file.received), moment(as_of)) > PASSPORT_STANDARD


def _just_approved(client: _Client, as_of: date) -> _File | None:
    lately = as_of - timedelta(days=21)
    approved = (file for file in client.files.values() if file.decision == "APPROVED")
    return next((file for file in approved if file.decided and file.decided >= lately), None)


def _long_silence(client: _Client, as_of: date) -> _File | None:
    long_ago = as_of - timedelta(days=366)
    grants = (file for file in _open(client) if file.program == "CIT-GRANT")
    return next((file for file in grants if file.received < long_ago), None)


_WORTH_SEEING: dict[str, tuple[Callable[[_Client, date], _File | None], Text]] = {
    "DOCUMENTS_DUE": (
        _waits_for_documents,
        Text(
            en="We are waiting for documents from this person, and the last day to send them is near.",
            fr="Nous attendons des documents de cette personne, et la date limite approche.",
        ),
    ),
    "REFUSED_IN_FRENCH": (
        _refused_in_french,
        Text(
            en="An application was refused, with its reasons; this person reads French.",
            fr="Une demande a été refusée, motifs à l’appui\N{NARROW NO-BREAK SPACE}; cette personne lit le français.",
        ),
    ),
    "OVER_DECADES": (
        _over_decades,
        Text(
            en="At least four files over two decades, from a first permit to a passport.",
            fr="Au moins quatre dossiers en deux décennies, d’un premier permis au passeport.",
        ),
    ),
    "MOVED_OFFICE": (
        _moved,
        Text(
            en="A name in Arabic script, and a file that went to another office.",
            fr="Un nom en écriture arabe, et un dossier transféré à un autre bureau.",
        ),
    ),
    "PASSPORT_LATE": (
        _late_passport,
        Text(
            en="A citizen’s passport renewal has taken longer than the service standard.",
            fr="Le renouvellement du passeport d’un citoyen dépasse la norme de service.",
        ),
    ),
    "JUST_APPROVED": (
        _just_approved,
        Text(
            en="An application was approved in the last few weeks.",
            fr="Une demande a été approuvée ces dernières semaines.",
        ),
    ),
    "LONG_WAIT": (
        _long_silence,
        Text(
            en="A citizenship application has been open for more than a year.",
            fr="Une demande de citoyenneté est ouverte depuis plus d’un an.",
        ),
    ),
}
