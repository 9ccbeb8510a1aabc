"""The rows of files as the database gives them, and what is known of each file by them. For queries of this room."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, Model, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat, JSONObject

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
    SectionFact,
    StageFact,
)
from guichet.clients.queries import is_in_danger
from guichet.foundation.statements import Given, OneOf, Statement
from guichet.journal.queries import entries_about

OFFICE_KINDS = ("application.received", "office.changed")
Row = dict[str, Any]

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
    return [(row["id"], facts_in(row)) for row in rows_of(OF_IDS, ids=list(ids))]


def facts_of_clients(client_ids: Iterable[int]) -> list[FileFacts]:
    """Return what is known of all files of these clients: for rules of this room. One query."""
    return [facts_in(row) for row in rows_of(OF_CLIENTS, clients=list(client_ids))]


def rows_of(statement: Statement, **given: Any) -> Sequence[Row]:
    return [
        dict(zip((*COLUMNS, *PARTS, "office_rows", "hides_place"), row, strict=False))
        for row in statement.rows(**given)
    ]


def facts_in(row: Row) -> FileFacts:
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


def offices_in(file: FileFacts, row: Row) -> tuple[OfficeStay, ...]:
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
