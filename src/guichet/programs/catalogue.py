"""What the catalogue holds, and how it is looked up. Pure: made once from the files, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from guichet.foundation.dated.rows import Rows, UnknownCode
from guichet.foundation.languages import Text
from guichet.programs.terms import Certainty, FeePer, Line, Overall, SectionStatus, WhoActs

__all__ = [
    "Aftercare",
    "Catalogue",
    "Decision",
    "Document",
    "Fee",
    "Office",
    "Program",
    "Reason",
    "Review",
    "Section",
    "Stage",
    "UnknownCode",
]


CLOSED_FILE = "CLOSED_FILE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every record of the catalogue has. In force from `valid_from` to `valid_to`, both included; None: no end."""

    code: str
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    status: Certainty = Certainty.CONFIRMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Entry):
    """Where a file stands. `happening` and `next` are what its client reads, on the page and in the message."""

    name: Text
    happening: Text
    next: Text
    who_acts: WhoActs
    overall: Overall
    pauses_clock: str | None = None
    visible: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Entry):
    """A part of the review, with its sentence for every status it may have."""

    name: Text
    statuses: Mapping[str, Text]

    def sentence(self, status: SectionStatus | str) -> Text:
        """Return what a client reads about this section in that status. Raises UnknownCode."""
        try:
            return self.statuses[status]
        except KeyError:
            raise UnknownCode("section status", str(status)) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Entry):
    """A paper we may ask for; `what` says in a sentence what we need to see."""

    name: Text
    what: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(Entry):
    """Why an application is not approved: plainly for the client, by its law for the record."""

    plain: Text
    law: str
    needs_fairness_letter: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Entry):
    """What a person may do about a decision; `days` is the law's limit, where it gives one."""

    name: Text
    how: Text
    days: int | None = None
    law: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee(Entry):
    """An amount in Canadian dollars, for what and per what. `regulation` is what the regulation prints."""

    what: Text
    amount: Decimal
    per: FeePer
    regulation: str = ""
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Entry):
    """How a file ends, with what the client reads and can do."""

    name: Text
    happening: Text
    next: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftercare(Entry):
    """For how many days a closed file still tells of its last step; CLOSED_FILE is the one that counts."""

    what: Text
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Entry):
    """Where files are handled; `country` by ISO 3166-1 alpha-3."""

    name: Text
    country: str
    time_zone: ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Program(Entry):
    """What a person applies for. Stages stand in their usual order; optional ones happen only where needed."""

    line: Line
    name: Text
    who: Text
    stages: tuple[str, ...]
    optional_stages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    fees: tuple[str, ...] = ()
    biometrics: Text
    medical: Text
    interview: Text
    reasons: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    notes: Text | None = None
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the catalogue holds. A code that is not there raises UnknownCode.

    `on` asks how a code was described on a day; without it, the newest description is given. What has ended
    keeps its last one, for an old file must still have a name: `programs` and `fee` tell what is in force.
    """

    program_rows: Rows[Program]
    stage_rows: Rows[Stage]
    section_rows: Rows[Section]
    document_rows: Rows[Document]
    reason_rows: Rows[Reason]
    review_rows: Rows[Review]
    fee_rows: Rows[Fee]
    decision_rows: Rows[Decision]
    aftercare_rows: Rows[Aftercare]
    office_rows: Rows[Office]

    def programs(self, *, on: date, listed: bool | None = True) -> tuple[Program, ...]:
        """Return the programs in force on that day, in their usual order: those in public lists, the others, or all."""
        found = self.program_rows.all_in_force(on)
        return tuple(program for program in found if listed is None or program.listed is listed)

    def program(self, code: str, on: date | None = None) -> Program:
        """Return the program."""
        return self.program_rows.row(code, on)

    def stage(self, code: str, on: date | None = None) -> Stage:
        """Return the stage."""
        return self.stage_rows.row(code, on)

    def section(self, code: str, on: date | None = None) -> Section:
        """Return the section of a review."""
        return self.section_rows.row(code, on)

    def section_sentence(self, section: str, status: SectionStatus | str, on: date | None = None) -> Text:
        """Return what a client reads about a section in a status."""
        return self.section(section, on).sentence(status)

    def document(self, code: str, on: date | None = None) -> Document:
        """Return the document."""
        return self.document_rows.row(code, on)

    def reason(self, code: str, on: date | None = None) -> Reason:
        """Return the reason for not approving."""
        return self.reason_rows.row(code, on)

    def review(self, code: str, on: date | None = None) -> Review:
        """Return the right of review."""
        return self.review_rows.row(code, on)

    def decision(self, code: str, on: date | None = None) -> Decision:
        """Return the way a file ends."""
        return self.decision_rows.row(code, on)

    def aftercare(self, on: date) -> timedelta:
        """Return for how long a file that took its last step on that day still tells of it once it is closed."""
        return timedelta(days=self.aftercare_rows.row(CLOSED_FILE, on).days)

    def office(self, code: str, on: date | None = None) -> Office:
        """Return the office."""
        return self.office_rows.row(code, on)

    def fee(self, code: str, on: date) -> Fee | None:
        """Return the fee in force on that day; None if there is no amount for it that we may present as current."""
        return self.fee_rows.in_force(code, on)

    def fee_name(self, code: str) -> Text:
        """Return what a fee is for. Names outlive amounts: an old payment keeps its name."""
        return self.fee_rows.row(code).what

    def fees_of(self, program: Program, on: date) -> tuple[Fee, ...]:
        """Return the fees of a program in force on that day, in the program's order."""
        return tuple(fee for code in program.fees if (fee := self.fee(code, on)))

    def reviews_of(self, program: Program, on: date) -> tuple[Review, ...]:
        """Return the rights of review of a program in force on that day."""
        return tuple(found for code in program.reviews if (found := self.review_rows.in_force(code, on)))

    def has_program(self, code: str) -> bool:
        """Return whether there is such a program, now or at any time."""
        return code in self.program_rows

    def has_stage(self, code: str) -> bool:
        """Return whether there is such a stage."""
        return code in self.stage_rows

    def has_section(self, code: str) -> bool:
        """Return whether there is such a section."""
        return code in self.section_rows

    def has_document(self, code: str) -> bool:
        """Return whether there is such a document."""
        return code in self.document_rows

    def has_reason(self, code: str) -> bool:
        """Return whether there is such a reason."""
        return code in self.reason_rows

    def has_review(self, code: str) -> bool:
        """Return whether there is such a right of review."""
        return code in self.review_rows

    def has_fee(self, code: str) -> bool:
        """Return whether there is such a fee, now or at any time."""
        return code in self.fee_rows

    def has_decision(self, code: str) -> bool:
        """Return whether a file may end so."""
        return code in self.decision_rows

    def has_office(self, code: str) -> bool:
        """Return whether there is such an office."""
        return code in self.office_rows
