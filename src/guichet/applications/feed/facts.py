"""What an event of the feed says, checked and typed. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from guichet.applications.terms import SetAsideReason


class FeedType(StrEnum):
    """The types of event of the case system's feed."""

    CLIENT_REGISTERED = "client.registered"
    APPLICATION_RECEIVED = "application.received"
    STAGE_ENTERED = "application.stage_entered"
    SECTION_CHANGED = "section.status_changed"
    DOCUMENT_REQUESTED = "document.requested"
    DOCUMENT_RECEIVED = "document.received"
    DECISION_MADE = "decision.made"
    OFFICE_CHANGED = "office.changed"
    FEE_PAID = "fee.paid"
    NOTE_RELEASED = "note.released"


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """All that the case system knows of a person at a moment; what is missing, it does not know (any more)."""

    uci: str
    names: tuple[str, ...]
    birth_date: date | None
    country: str
    language: str
    channel: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class ReceivedFacts:
    uci: str
    program: str
    office: str


@dataclass(frozen=True, slots=True)
class StageFacts:
    stage: str
    office: str


@dataclass(frozen=True, slots=True)
class SectionFacts:
    section: str
    status: str


@dataclass(frozen=True, slots=True)
class RequestFacts:
    documents: tuple[str, ...]
    due: date | None


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """Each document that came in, with the hash that proves what came (empty where none was told)."""

    documents: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    decision: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    office: str


@dataclass(frozen=True, slots=True)
class FeeFacts:
    fee: str
    amount: Decimal
    receipt: str


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """A note as it was written, and in the other official language where that was told as well."""

    text: str
    language: str
    translation: str


Facts = (
    ClientFacts
    | ReceivedFacts
    | StageFacts
    | SectionFacts
    | RequestFacts
    | ReceiptFacts
    | DecisionFacts
    | OfficeFacts
    | FeeFacts
    | NoteFacts
)


@dataclass(frozen=True, slots=True)
class FeedLine:
    """One event of the feed. `data` is what the case system said, `stored` the same as JSON text that can be kept."""

    event_id: str
    type: FeedType
    time: datetime
    subject: str
    data: dict[str, Any]
    stored: str
    facts: Facts
    # What was left out of the facts, by field: an address that can't be one must not lose a client.
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a line cannot be accepted. `detail` names the field and, for codes, the value; the same in each language."""

    reason: SetAsideReason
    detail: str = ""
