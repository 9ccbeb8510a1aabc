"""What is known of one file, as read from its tables. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guichet.standards.rules import Clock, Standard


@dataclass(frozen=True, slots=True)
class StageFact:
    """That the file entered a stage."""

    stage: str
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class SectionFact:
    """How far one part of the review is, and since when."""

    section: str
    status: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFact:
    """A document that was asked for, or came in, or both."""

    document: str
    requested_at: datetime | None = None
    due_on: date | None = None
    received_at: datetime | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFact:
    """A fee that was paid, in Canadian dollars."""

    fee: str
    amount: Decimal
    receipt: str
    paid_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFact:
    """An officer's note that was released, in the language it was written in."""

    text: str
    language: str
    released_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """One file, whole. The parts are in the order in which they happened."""

    number: str
    client_id: int
    program: str
    received_at: datetime
    latest_at: datetime
    overall: str
    # Of the client’s citizenship; empty where it is not known.
    country: str = ""
    # The client is in danger: where the file is, is said nowhere.
    hides_place: bool = False
    office: str = ""
    office_since: datetime | None = None
    stage: str = ""
    stage_since: datetime | None = None
    decision: str = ""
    decided_at: datetime | None = None
    reasons: tuple[str, ...] = ()
    stages: tuple[StageFact, ...] = ()
    sections: tuple[SectionFact, ...] = ()
    documents: tuple[DocumentFact, ...] = ()
    payments: tuple[PaymentFact, ...] = ()
    notes: tuple[NoteFact, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeStay:
    """That an office holds or held the file, from a moment on."""

    office: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """The service standard of a file and how its clock stands.

    `first_due` is the day by the standard alone, before any pause. Both are None where none is published.
    """

    clock: "Clock"
    standard: "Standard | None" = None
    first_due: date | None = None
