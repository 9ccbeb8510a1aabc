"""For tests of the feed: events as the case system would tell them, and the tables as values that can be compared."""

import io
import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from guichet.applications.actions import Summary, ingest_lines, ingest_stream
from guichet.applications.feed.codes import Codes
from guichet.applications.terms import Overall
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
ORIGIN = Origin(actor="case-system", channel=Channel.FEED, at=NOON)
UNTIL = NOON + timedelta(days=1)
UCI = "1112223334"
NUMBER = "V300123456"

CODES = Codes(
    programs=frozenset({"TRV"}),
    stages=frozenset({"AOR", "ELIGIBILITY", "VISA_ISSUED"}),
    sections=frozenset({("MEDICAL", "COMPLETED"), ("MEDICAL", "IN_PROGRESS")}),
    documents=frozenset({"FUNDS", "PASSPORT"}),
    reasons=frozenset({"MONEY"}),
    decisions=frozenset({"APPROVED", "REFUSED"}),
    offices=frozenset({"CPC-OTTAWA", "VO-PARIS"}),
    fees=frozenset({"TRV"}),
    overall={"AOR": Overall.RECEIVED, "ELIGIBILITY": Overall.IN_PROGRESS, "VISA_ISSUED": Overall.CLOSED},
)


def at(day: int, hour: int = 9) -> str:
    """Return a time of the feed, so many days after 1 January 2026."""
    return (datetime(2026, 1, 1, hour, tzinfo=UTC) + timedelta(days=day)).isoformat().replace("+00:00", "Z")


def told(event_id: str, kind: str, day: int, subject: str = NUMBER, **data: Any) -> dict[str, Any]:
    """Return an event."""
    event = {"specversion": "1.0", "source": "case-system", "id": event_id, "type": kind, "time": at(day), "data": data}
    return event if kind == "client.registered" else {**event, "subject": subject}


def registered(event_id: str = "e-1", day: int = 0, uci: str = UCI, **more: Any) -> dict[str, Any]:
    """Return the event that tells of Amina."""
    facts = {
        "names": [{"text": "أمينة"}, {"text": "Amina Haddad"}], "birth_date": "1991-02-03", "country": "DZA",
        "language": "fr", "email": "Amina@Example.org", "phone": "+213551234567",
    }  # fmt: skip
    return told(event_id, "client.registered", day, uci=uci, **{**facts, **more})


def received(event_id: str = "e-2", day: int = 1, number: str = NUMBER, uci: str = UCI, **more: Any) -> dict[str, Any]:
    """Return the event that tells of a visitor visa asked for."""
    facts = {"uci": uci, "program": "TRV", "office": "CPC-OTTAWA", **more}
    return told(event_id, "application.received", day, number, **facts)


def a_whole_file(number: str = NUMBER, uci: str = UCI, prefix: str = "f") -> list[dict[str, Any]]:
    """Return a life of a file in which every type of event occurs, some at the same moment and some twice."""

    def one(index: int, kind: str, day: int, **data: Any) -> dict[str, Any]:
        return told(f"{prefix}-{index:02}", kind, day, number, **data)

    stage, section = "application.stage_entered", "section.status_changed"
    return [
        registered(f"{prefix}-00", 0, uci),
        registered(f"{prefix}-01", 20, uci, names=[{"text": "Amina Leduc"}], phone="613 555 0123", email=""),
        received(f"{prefix}-02", 1, number, uci),
        received(f"{prefix}-03", 3, number, uci),
        one(4, stage, 2, stage="AOR"),
        one(5, stage, 5, stage="ELIGIBILITY", office="VO-PARIS"),
        one(6, stage, 5, stage="BACKGROUND"),
        one(7, section, 5, section="MEDICAL", status="IN_PROGRESS"),
        one(8, section, 9, section="MEDICAL", status="COMPLETED"),
        one(9, "document.requested", 6, documents=["FUNDS", "PASSPORT"], due="2026-02-01"),
        one(10, "document.received", 8, documents=[{"code": "FUNDS", "sha256": "a" * 64}]),
        one(11, "document.requested", 10, documents=["FUNDS"], due="2026-03-01"),
        one(12, "document.received", 4, documents=["PHOTO"]),
        one(13, "document.received", 12, documents=[{"code": "FUNDS", "sha256": "b" * 64}, {"code": "PASSPORT"}]),
        one(14, "fee.paid", 1, fee="TRV", amount="100.00", receipt="R-1"),
        one(15, "fee.paid", 1, fee="BIO", amount=85),
        one(16, "note.released", 11, text={"en": "The bank letter is missing.", "fr": "Il manque la lettre."}),
        one(17, "office.changed", 7, office="CPC-OTTAWA"),
        one(18, "decision.made", 14, decision="REFUSED", reasons=["MONEY", "TIES"]),
        one(19, stage, 15, stage="ELIGIBILITY"),
    ]


def lines(events: Iterable[Any]) -> bytes:
    """Return events as lines of JSON."""
    return b"".join(json.dumps(event, ensure_ascii=False).encode() + b"\n" for event in events)


def ingest(data: bytes | Iterable[dict[str, Any]], source: str = "test", mapping: str = "", **more: Any) -> Summary:
    """Take in a stream."""
    stream = io.BytesIO(data if isinstance(data, bytes) else lines(data))
    return ingest_stream(stream=stream, source=source, origin=ORIGIN, mapping=mapping, **more)


def ingest_each(events: Iterable[dict[str, Any]]) -> None:
    """Take in events one by one, each in a transaction of its own."""
    for event in events:
        ingest_lines(lines=[lines([event])], source="one by one", origin=ORIGIN)


def counts(summary: Summary) -> tuple[int, int, int, int]:
    """Return read, accepted, already known, set aside."""
    return summary.read, summary.accepted, summary.already_known, summary.set_aside


_TABLES = {
    "clients": "SELECT uci, birth_date, country, language, channel, known_as_of, known_event FROM clients_client",
    "names": "SELECT uci, position, text, folded FROM clients_name JOIN clients_client c ON c.id = client_id",
    "contacts": "SELECT uci, kind, value FROM clients_contactpoint JOIN clients_client c ON c.id = client_id"
    " WHERE in_use",
    "files": "SELECT number, uci, program, program_since, program_event, received_at, latest_at, office, office_since,"
    " office_event, stage, stage_since, stage_event, decision, decided_at, decision_event, reasons, overall"
    " FROM applications_application JOIN clients_client c ON c.id = client_id",
    "stages": "SELECT number, t.stage, entered_at FROM applications_stageentry t"
    " JOIN applications_application a ON a.id = application_id",
    "sections": "SELECT number, section, status, since, event FROM applications_sectionstatus"
    " JOIN applications_application a ON a.id = application_id",
    "papers": "SELECT number, document, requested_at, due_on, t.received_at, sha256 FROM applications_documentrequest t"
    " JOIN applications_application a ON a.id = application_id",
    "fees": "SELECT number, fee, amount, receipt, paid_at FROM applications_feepayment"
    " JOIN applications_application a ON a.id = application_id",
    "notes": "SELECT number, text, language, translation, released_at FROM applications_releasednote"
    " JOIN applications_application a ON a.id = application_id",
    "events": "SELECT event_id, type, time, subject, data::text, state, waits_for FROM applications_feedevent",
    # What happened to files is told once for each event. What is told of clients depends on what was known when.
    "journal": "SELECT kind, subject, occurred_at, payload - 'note' FROM journal_entry WHERE kind NOT LIKE 'client.%%'"
    " AND kind NOT LIKE 'contact.%%'",
    "first told": "SELECT uci FROM journal_entry e JOIN clients_client c ON c.id = e.client_id"
    " WHERE kind = 'client.registered'",
}


def tables() -> dict[str, list[str]]:
    """Return all that the feed has written, without the numbers of rows."""
    with connection.cursor() as cursor:
        found = {}
        for name, query in _TABLES.items():
            cursor.execute(query)
            found[name] = sorted(map(repr, cursor.fetchall()))
        return found
