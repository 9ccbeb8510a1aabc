"""Where a file stands once some more events are known, in whatever order they came. Pure.

Each fact of a file (stage, office, each section, decision, program) is that of the latest event that tells it; of two
at the same moment, the one with the greater id. So any order, any split and any repetition of the same events lead to
the same file.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from guichet.applications.feed.facts import (
    DecisionFacts,
    FeedLine,
    OfficeFacts,
    ReceivedFacts,
    SectionFacts,
    StageFacts,
)
from guichet.applications.terms import Overall

# When something was told, and by which event.
Stamp = tuple[datetime, str]
NEVER: Stamp = (datetime.min.replace(tzinfo=UTC), "")


@dataclass(frozen=True, slots=True)
class File:
    """An application as its columns hold it."""

    number: str
    client_id: int
    program: str
    program_told: Stamp
    received_at: datetime
    latest_at: datetime
    office: str = ""
    office_told: Stamp = NEVER
    stage: str = ""
    stage_told: Stamp = NEVER
    decision: str = ""
    decision_told: Stamp = NEVER
    reasons: tuple[str, ...] = ()
    overall: Overall = Overall.RECEIVED


def file_after(
    file: File | None, lines: Iterable[FeedLine], *, clients: Mapping[str, int], overall: Mapping[str, Overall]
) -> File:
    """Return a file after some events about it; None is a file of which the first is heard now.

    `clients` gives the id of each client by UCI, `overall` where a file stands in each stage. A file that is new must
    have been received by one of the events.
    """
    now = file or File("", 0, "", NEVER, datetime.max.replace(tzinfo=UTC), NEVER[0])
    number, client_id, received_at, latest_at = now.number, now.client_id, now.received_at, now.latest_at
    program, program_told, office, office_told = now.program, now.program_told, now.office, now.office_told
    stage, stage_told = now.stage, now.stage_told
    decision, decision_told, reasons = now.decision, now.decision_told, now.reasons
    for line in lines:
        told, facts, told_office = (line.time, line.event_id), line.facts, ""
        latest_at = max(latest_at, line.time)
        if isinstance(facts, StageFacts):
            if told > stage_told:
                stage, stage_told = facts.stage, told
            told_office = facts.office
        elif isinstance(facts, ReceivedFacts):
            if told > program_told:
                number, client_id = line.subject, clients[facts.uci]
                program, program_told = facts.program, told
            received_at = min(received_at, line.time)
            told_office = facts.office
        elif isinstance(facts, DecisionFacts):
            if told > decision_told:
                decision, decision_told, reasons = facts.decision, told, facts.reasons
        elif isinstance(facts, OfficeFacts):
            told_office = facts.office
        if told_office and told > office_told:
            office, office_told = told_office, told
    return File(
        number, client_id, program, program_told, received_at, latest_at, office, office_told, stage, stage_told,
        decision, decision_told, reasons, overall_of(decision_told, stage_told, overall.get(stage)),
    )  # fmt: skip


def overall_of(decision_told: Stamp, stage_told: Stamp, stage_overall: Overall | None) -> Overall:
    """Return where a file stands on the whole: the later of stage and decision says it.

    A decision closes a file. A stage entered after it opens the file again where work goes on: the oath after an
    approval, a package that was returned and sent again, a refusal that a court sent back. At the same moment the
    decision holds, for case systems write down the stage and its outcome together.
    """
    if decision_told > NEVER and decision_told[0] >= stage_told[0]:
        return Overall.CLOSED
    if stage_told > NEVER:
        # A stage that a department took out of its catalogue since.
        return stage_overall or Overall.IN_PROGRESS
    return Overall.RECEIVED


@dataclass(frozen=True, slots=True)
class Section:
    status: str
    told: Stamp


def section_after(section: Section | None, lines: Iterable[FeedLine]) -> Section:
    """Return one section of a file after some events about it."""
    status, told = (section.status, section.told) if section else ("", NEVER)
    for line in lines:
        assert isinstance(line.facts, SectionFacts)
        if (line.time, line.event_id) > told:
            status, told = line.facts.status, (line.time, line.event_id)
    return Section(status, told)


@dataclass(frozen=True, slots=True, order=True)
class Asked:
    """That a document was asked for, by when."""

    at: datetime
    due_on: date | None


@dataclass(frozen=True, slots=True, order=True)
class Came:
    """That a document came in, with the hash that proves it."""

    at: datetime
    sha256: str


# A row of the table: asked for, or come in, or both.
Paper = tuple[Asked | None, Came | None]


def papers(asked: Iterable[Asked], came: Iterable[Came]) -> list[Paper]:
    """Return the rows for one document of one file: each request with what answered it, then what came unasked.

    A document answers every request made before it came that nothing answered sooner. The same request told twice is
    one, and so is the same document.
    """
    receipts = sorted(set(came))
    rows: list[Paper] = []
    used: set[Came] = set()
    for request in sorted(set(asked), key=lambda one: (one.at, one.due_on or date.max)):
        answer = next((receipt for receipt in receipts if receipt.at >= request.at), None)
        if answer:
            used.add(answer)
        rows.append((request, answer))
    rows += [(None, receipt) for receipt in receipts if receipt not in used]
    return rows


def apart(rows: Sequence[Paper]) -> tuple[set[Asked], set[Came]]:
    """Return what rows of one document were made of."""
    return {asked for asked, _ in rows if asked}, {came for _, came in rows if came}
