"""Bringing clients and files up to date with some events, set by set. Inside the transaction of a batch."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guichet.applications.feed.codes import Codes
from guichet.applications.feed.facts import (
    ClientFacts,
    FeedLine,
    FeedType,
    FeeFacts,
    NoteFacts,
    ReceiptFacts,
    ReceivedFacts,
    RequestFacts,
    SectionFacts,
    StageFacts,
)
from guichet.applications.feed.happenings import happening
from guichet.applications.feed.state import (
    NEVER,
    Asked,
    Came,
    File,
    Paper,
    Section,
    Stamp,
    apart,
    file_after,
    papers,
    section_after,
)
from guichet.applications.feed.tables import columns_of, copy_rows, executed, fetched, take_ids
from guichet.applications.models import (
    Application,
    DocumentRequest,
    FeePayment,
    ReleasedNote,
    SectionStatus,
    StageEntry,
)
from guichet.applications.terms import Overall
from guichet.clients.actions import Told, register_clients
from guichet.clients.queries import ids_by_uci
from guichet.journal.actions import Origin, record_many


@dataclass(slots=True)
class Applied:
    """What came of some events."""

    # What each event that could not be applied yet waits for, by its id.
    waits: dict[str, str] = field(default_factory=dict)
    # Clients and files heard of for the first time: others may have waited for them.
    now_known: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    """A file with the number of its row; without one it is new."""

    pk: int | None = None
    file: File | None = None
    lines: list[FeedLine] = field(default_factory=list)


def client_key(uci: str) -> str:
    """Return the name of a client that an event waits for."""
    return f"client:{uci}"


def file_key(number: str) -> str:
    """Return the name of a file that an event waits for."""
    return f"application:{number}"


def apply(lines: Iterable[FeedLine], *, codes: Codes, origin: Origin) -> Applied:
    """Apply events that were not applied before to clients and files, tell the journal, and say which must wait."""
    applied = Applied()
    in_order = sorted(lines, key=lambda line: (line.time, line.event_id))
    people = [line for line in in_order if line.type is FeedType.CLIENT_REGISTERED]
    new_clients = register_clients(told=map(_told, people), origin=origin) if people else {}
    applied.now_known += map(client_key, new_clients)

    about_files = [line for line in in_order if line.type is not FeedType.CLIENT_REGISTERED]
    if not about_files:
        return applied
    clients = _clients_of(about_files, new_clients)
    rows = _locked_rows({line.subject for line in about_files})
    ready = _ready(about_files, clients, rows, applied)
    for line in ready:
        rows[line.subject].lines.append(line)
    heard = {number: row for number, row in rows.items() if row.lines}
    applied.now_known += [file_key(number) for number, row in heard.items() if row.pk is None]
    _write_files(heard, clients, codes.overall)
    _write_parts(heard, ready)
    notes = _write_notes(heard, ready)
    record_many(
        [(happening(line, _client_id(heard, line), notes.get(line.event_id)), line.time) for line in ready],
        origin,
    )
    return applied


def _told(line: FeedLine) -> Told:
    facts = line.facts
    assert isinstance(facts, ClientFacts)
    return Told(
        facts.uci, line.time, line.event_id, facts.names, facts.birth_date, facts.country, facts.language,
        facts.channel, facts.email, facts.phone,
    )  # fmt: skip


def _clients_of(lines: Iterable[FeedLine], new_clients: Mapping[str, int]) -> dict[str, int]:
    ucis = {line.facts.uci for line in lines if isinstance(line.facts, ReceivedFacts)}
    clients = {uci: new_clients[uci] for uci in ucis & new_clients.keys()}
    return clients | ids_by_uci(sorted(ucis - clients.keys()))


def _ready(
    lines: Sequence[FeedLine], clients: Mapping[str, int], rows: dict[str, _Row], applied: Applied
) -> list[FeedLine]:
    """Return the events whose client and file are known, and say of the others what they wait for."""
    begun = set(rows)
    for line in lines:
        if isinstance(line.facts, ReceivedFacts):
            if line.facts.uci in clients:
                begun.add(line.subject)
            else:
                applied.waits[line.event_id] = client_key(line.facts.uci)
    for number in begun - rows.keys():
        rows[number] = _Row()
    ready = []
    for line in lines:
        if line.event_id in applied.waits:
            continue
        if line.subject in begun:
            ready.append(line)
        else:
            applied.waits[line.event_id] = file_key(line.subject)
    return ready


def _client_id(rows: Mapping[str, _Row], line: FeedLine) -> int:
    file = rows[line.subject].file
    assert file is not None
    return file.client_id


def _stamp(at: Any, event: str) -> Stamp:
    return (at, event) if at else NEVER


# --- Files ----------------------------------------------------------------------------------------------------
_FILE = (
    "number, client_id, program, program_since, program_event, received_at, latest_at, office, office_since,"
    " office_event, stage, stage_since, stage_event, decision, decided_at, decision_event, reasons, overall"
)


_TYPES = {"id": "bigint", "client_id": "bigint"} | dict.fromkeys(
    ("program_since", "received_at", "latest_at", "office_since", "stage_since", "decided_at"), "timestamptz"
)


def _locked_rows(numbers: Iterable[str]) -> dict[str, _Row]:
    """Return the files that there are, locked in the order of their ids."""
    query = f"SELECT id, {_FILE} FROM {Application._meta.db_table} WHERE number = ANY(%s) ORDER BY id FOR UPDATE"
    return {row[1]: _Row(row[0], _file(row[1:])) for row in fetched(query, sorted(numbers))}


def _file(row: Sequence[Any]) -> File:
    (number, client_id, program, program_at, program_by, received_at, latest_at, office, office_at, office_by,
     stage, stage_at, stage_by, decision, decided_at, decided_by, reasons, overall) = row  # fmt: skip
    return File(
        number, client_id, program, _stamp(program_at, program_by), received_at, latest_at,
        office, _stamp(office_at, office_by), stage, _stamp(stage_at, stage_by),
        decision, _stamp(decided_at, decided_by), tuple(reasons), Overall(overall),
    )  # fmt: skip


def _columns(file: File) -> tuple[Any, ...]:
    def since(told: Stamp) -> tuple[Any, str]:
        return (None, "") if told == NEVER else told

    return (
        file.number, file.client_id, file.program, *since(file.program_told), file.received_at, file.latest_at,
        file.office, *since(file.office_told), file.stage, *since(file.stage_told),
        file.decision, *since(file.decision_told), list(file.reasons), str(file.overall),
    )  # fmt: skip


def _write_files(rows: dict[str, _Row], clients: Mapping[str, int], overall: Mapping[str, Overall]) -> None:
    for row in rows.values():
        row.file = file_after(row.file, row.lines, clients=clients, overall=overall)
    new = [row for row in rows.values() if row.pk is None]
    known = [row for row in rows.values() if row.pk is not None]
    if known:
        _update_files([(row.pk, *_columns(row.file)) for row in known if row.file])
    for row, pk in zip(new, take_ids(Application, len(new)), strict=True):
        row.pk = pk
    if new:
        copy_rows(Application, f"id, {_FILE}", [(row.pk, *_columns(row.file)) for row in new if row.file])


def _update_files(rows: Sequence[Sequence[Any]]) -> None:
    types = [_TYPES.get(name, "text") for name in ("id", *_FILE.split(", "))]
    # An array of arrays would come out of unnest flat: reasons travel as text.
    texts = [(*row[:-2], _array(row[-2]), row[-1]) for row in rows]
    changes = ", ".join(
        f"{name} = new.{name}" + ("::varchar[]" if name == "reasons" else "")
        for name in _FILE.split(", ")
        if name != "number"
    )
    executed(
        f"UPDATE {Application._meta.db_table} AS file SET {changes}"
        f" FROM unnest({', '.join(f'%s::{kind}[]' for kind in types)}) AS new(id, {_FILE}) WHERE file.id = new.id",
        *columns_of(texts),
    )


def _array(codes: Sequence[str]) -> str:
    quoted = (code.replace("\\", "\\\\").replace('"', '\\"') for code in codes)
    return "{" + ",".join(f'"{code}"' for code in quoted) + "}"


# --- The parts of files ---------------------------------------------------------------------------------------
def _write_parts(rows: Mapping[str, _Row], ready: Sequence[FeedLine]) -> None:
    stages, fees = [], []
    sections: dict[tuple[int, str], list[FeedLine]] = defaultdict(list)
    asked: dict[tuple[int, str], set[Asked]] = defaultdict(set)
    came: dict[tuple[int, str], set[Came]] = defaultdict(set)
    for line in ready:
        pk, facts = rows[line.subject].pk, line.facts
        assert pk is not None
        if isinstance(facts, StageFacts):
            stages.append((pk, facts.stage, line.time))
        elif isinstance(facts, SectionFacts):
            sections[pk, facts.section].append(line)
        elif isinstance(facts, RequestFacts):
            for document in facts.documents:
                asked[pk, document].add(Asked(line.time, facts.due))
        elif isinstance(facts, ReceiptFacts):
            for document, sha256 in facts.documents:
                came[pk, document].add(Came(line.time, sha256))
        elif isinstance(facts, FeeFacts):
            fees.append((pk, facts.fee, facts.amount, facts.receipt, line.time))
    if stages:
        copy_rows(StageEntry, "application_id, stage, entered_at", stages)
    if fees:
        copy_rows(FeePayment, "application_id, fee, amount, receipt, paid_at", fees)
    if sections:
        _write_sections(sections)
    if asked or came:
        _write_papers(asked, came)


def _write_sections(heard: Mapping[tuple[int, str], Sequence[FeedLine]]) -> None:
    table = SectionStatus._meta.db_table
    found = {
        (pk, section): Section(status, (since, event))
        for pk, section, status, since, event in fetched(
            f"SELECT application_id, section, status, since, event FROM {table} WHERE application_id = ANY(%s)",
            sorted({pk for pk, _ in heard}),
        )
    }
    after = {key: section_after(found.get(key), lines) for key, lines in heard.items()}
    new = [(*key, one.status, *one.told) for key, one in after.items() if key not in found]
    changed = [(*key, one.status, *one.told) for key, one in after.items() if key in found and one != found[key]]
    if new:
        copy_rows(SectionStatus, "application_id, section, status, since, event", new)
    if changed:
        executed(
            f"UPDATE {table} AS section SET status = new.status, since = new.since, event = new.event"
            " FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::timestamptz[], %s::text[])"
            " AS new(pk, section, status, since, event)"
            " WHERE section.application_id = new.pk AND section.section = new.section",
            *columns_of(changed),
        )


def _write_papers(asked: Mapping[tuple[int, str], set[Asked]], came: Mapping[tuple[int, str], set[Came]]) -> None:
    table = DocumentRequest._meta.db_table
    found: dict[tuple[int, str], dict[Paper, int]] = defaultdict(dict)
    heard = asked.keys() | came.keys()
    for row_id, pk, document, requested_at, due_on, received_at, sha256 in fetched(
        f"SELECT id, application_id, document, requested_at, due_on, received_at, sha256 FROM {table}"
        " WHERE application_id = ANY(%s)",
        sorted({pk for pk, _ in heard}),
    ):
        paper = (
            Asked(requested_at, due_on) if requested_at else None,
            Came(received_at, sha256) if received_at else None,
        )
        found[pk, document][paper] = row_id
    new: list[tuple[Any, ...]] = []
    changed: list[tuple[Any, ...]] = []
    gone: list[int] = []
    for key in sorted(heard):
        old = found.get(key, {})
        requests, receipts = apart([*old])
        rows = papers(requests | asked.get(key, set()), receipts | came.get(key, set()))
        # A request keeps its row when it is answered.
        requested = {request: row_id for (request, _), row_id in old.items() if request}
        kept: set[int] = set()
        for paper in rows:
            row_id = requested.get(paper[0]) if paper[0] else old.get(paper)
            if row_id is None:
                new.append((*key, *_paper_columns(paper)))
                continue
            kept.add(row_id)
            if paper not in old:
                changed.append((row_id, *_paper_columns(paper)[2:]))
        gone += [row_id for row_id in old.values() if row_id not in kept]
    if gone:
        executed(f"DELETE FROM {table} WHERE id = ANY(%s)", gone)
    if changed:
        executed(
            f"UPDATE {table} AS paper SET received_at = new.at, sha256 = new.sha256"
            " FROM unnest(%s::bigint[], %s::timestamptz[], %s::text[]) AS new(id, at, sha256)"
            " WHERE paper.id = new.id",
            *columns_of(changed),
        )
    if new:
        copy_rows(DocumentRequest, "application_id, document, requested_at, due_on, received_at, sha256", new)


def _paper_columns(paper: Paper) -> tuple[Any, ...]:
    asked, came = paper
    return (
        asked.at if asked else None, asked.due_on if asked else None,
        came.at if came else None, came.sha256 if came else "",
    )  # fmt: skip


def _write_notes(rows: Mapping[str, _Row], ready: Sequence[FeedLine]) -> dict[str, int]:
    """Add the notes, and return the number of each one's row by the id of its event."""
    lines = [line for line in ready if isinstance(line.facts, NoteFacts)]
    ids = dict(zip((line.event_id for line in lines), take_ids(ReleasedNote, len(lines)), strict=True))
    notes = [
        (ids[line.event_id], rows[line.subject].pk, line.facts.text, line.facts.language, line.facts.translation,
         line.time)
        for line in lines if isinstance(line.facts, NoteFacts)
    ]  # fmt: skip
    if notes:
        copy_rows(ReleasedNote, "id, application_id, text, language, translation, released_at", notes)
    return ids
