"""What is said of a file, line by line: the values that every door shows. Made in `status`. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from guichet.applications.rules.expected import Expected
from guichet.applications.rules.facts import NoteFact
from guichet.applications.terms import Overall, StepState, WaitingOn
from guichet.foundation.languages import Language
from guichet.identity.terms import Disclosure


@dataclass(frozen=True, slots=True)
class ToDo:
    """What the client is to do: one sentence, by when (None: no day was set), and the papers, if it is about papers."""

    sentence: str
    due_on: date | None = None
    overdue: bool = False
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step by name: done (when), now (since when) or to come. `sentence` is what the client read when it began."""

    code: str
    name: str
    state: StepState
    at: datetime | None
    sentence: str


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A part of the review: its name, its status in two words and in a sentence."""

    code: str
    name: str
    status: str
    sentence: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """A document: what it is, when it was asked for and by when, when it came, and the proof that we hold it."""

    code: str
    name: str
    what: str
    requested_at: datetime | None
    due_on: date | None
    received_at: datetime | None
    sha256: str
    awaited: bool
    overdue: bool


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office that holds or held the file, from a moment on."""

    code: str
    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """A fee that was paid, in Canadian dollars."""

    name: str
    amount: Decimal
    receipt: str
    paid_at: datetime


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A reason for the decision: plainly, and by the law it rests on."""

    plain: str
    law: str


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """What the client may do about a decision."""

    name: str
    how: str
    law: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """How the file ended: name, sentence, when, why, and what may be done about it."""

    code: str
    name: str
    sentence: str
    next: str
    decided_at: datetime
    reasons: tuple[ReasonLine, ...]
    reviews: tuple[ReviewLine, ...]


@dataclass(frozen=True, slots=True)
class Days:
    """How many days the file was with us and how many it waited for the client. `allowed` is the standard in days."""

    with_us: int
    with_you: int
    running: WaitingOn
    allowed: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileStatus:
    """All that is said of one file, in one language. Every door shows these sentences and makes none of its own."""

    number: str
    client_id: int
    language: Language
    program: str
    program_code: str
    overall: Overall
    overall_word: str
    happening: str
    since: datetime
    waiting_on: WaitingOn
    nothing_needed: bool
    needed: str
    to_do: ToDo | None
    next: str
    expected: Expected
    steps: tuple[StepLine, ...]
    sections: tuple[SectionLine, ...]
    days: Days
    documents: tuple[DocumentLine, ...]
    office: OfficeLine | None
    earlier_offices: tuple[OfficeLine, ...]
    # Where the file is, is said nowhere: the client is in danger.
    hides_place: bool
    payments: tuple[PaymentLine, ...]
    decision: DecisionLine | None
    notes: tuple[NoteFact, ...]
    received_at: datetime
    latest_at: datetime
    # Of the client’s citizenship (ISO 3166 alpha-3); empty where it is not known. No page shows it.
    country: str = ""
    # How much of the file is said here: all, or only where it stands.
    seen: Disclosure = Disclosure.CASE


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSummary:
    """A file in a list: its one sentence and whether something is needed."""

    number: str
    client_id: int
    program: str
    overall: Overall
    overall_word: str
    happening: str
    waiting_on: WaitingOn
    to_do: ToDo | None
    received_at: datetime
    latest_at: datetime
    decided_at: datetime | None
    program_code: str = ""
    country: str = ""
