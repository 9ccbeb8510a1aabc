"""Where a file stands now: in a stage, decided, or with an answer of the client’s in our hands. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from guichet.applications.rules.facts import DocumentFact, FileFacts, SectionFact
from guichet.applications.terms import Overall

if TYPE_CHECKING:
    from guichet.programs.catalogue import Catalogue

DECISION_STAGE = "DECISION"
APPROVED = "APPROVED"
RETURNED = "RETURNED"
WAITING_ON_YOU = "WAITING_ON_YOU"
NOT_STARTED = "NOT_STARTED"
DOCUMENTS_STAGE = "ADDITIONAL_DOCS"
# Stages that wait for the client until the part of the review by the same name moves on.
SECTION_STAGES = frozenset({"BIOMETRICS", "MEDICAL"})


@dataclass(frozen=True, slots=True)
class Received:
    """We have the application, and nothing more was told."""

    since: datetime


@dataclass(frozen=True, slots=True)
class InStage:
    """The file is in a stage."""

    stage: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """The stage waits for the client, and what it waited for came: documents, or a part of the review moved on."""

    stage: str
    since: datetime
    documents: tuple[str, ...] = ()
    section: SectionFact | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """The file is decided or closed."""

    decision: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Over:
    """The file was closed so long ago that nothing more is to come; `decision` is empty where none was told."""

    decision: str
    since: datetime


Place = Received | InStage | Answered | Decided | Over


def place_of(file: FileFacts, catalogue: "Catalogue") -> Place:
    """Return where the file stands now.

    A decision stands, unless the file went on after it: it is open again, or it was approved and what follows an
    approval (a passport to send, a card on its way) has begun.
    """
    latest = _latest_shown_stage(file, catalogue)
    if file.decision and file.decided_at and not _went_on(file, latest, catalogue):
        return Decided(file.decision, file.decided_at)
    if latest is None:
        return Received(file.received_at)
    return _answered(file, latest) or latest


def place_on(file: FileFacts, catalogue: "Catalogue", *, today: date, zone: ZoneInfo) -> Place:
    """Return where the file stands on the day `today`: as `place_of`, until the aftercare of a closed file has ended.

    While something that was asked for after closing is still to come, the file is not over.
    """
    place = place_of(file, catalogue)
    if file.overall != Overall.CLOSED or open_requests(file):
        return place
    last_step = place.since.astimezone(zone).date()
    if today - last_step <= catalogue.aftercare(last_step):
        return place
    if file.decision and file.decided_at:
        return Over(file.decision, file.decided_at)
    return Over("", place.since)


def open_requests(file: FileFacts) -> tuple[DocumentFact, ...]:
    """Return the documents that we still wait for, the first due first. A decision ends what was asked before it."""
    ended = file.decided_at if file.overall == Overall.CLOSED else None
    waiting = (
        document
        for document in file.documents
        if document.requested_at and not document.received_at and (ended is None or document.requested_at > ended)
    )
    return tuple(sorted(waiting, key=_by_due_date))


def waiting_sections(file: FileFacts) -> tuple[SectionFact, ...]:
    """Return the parts of the review that wait for the client; none once the file is closed."""
    if file.overall == Overall.CLOSED:
        return ()
    return tuple(section for section in file.sections if section.status == WAITING_ON_YOU)


def answered_at(file: FileFacts, stage: str, since: datetime) -> datetime | None:
    """Return when what a stage waited for had all come, or None while something is still to come.

    Documents: all that was asked for and not yet there when the stage began, or asked for since. Fingerprints and
    medical exam: their part of the review moved on.
    """
    if stage == DOCUMENTS_STAGE:
        asked = _asked_in_stage(file, since)
        moments = [document.received_at for document in asked if document.received_at]
        return max(moments) if asked and len(moments) == len(asked) else None
    section = _section_of_stage(file, stage, since)
    return section.since if section else None


def _answered(file: FileFacts, at: InStage) -> Answered | None:
    moment = answered_at(file, at.stage, at.since)
    if moment is None:
        return None
    came = tuple(document.document for document in _asked_in_stage(file, at.since) if document.received_at == moment)
    if at.stage == DOCUMENTS_STAGE:
        return Answered(at.stage, moment, documents=came)
    return Answered(at.stage, moment, section=_section_of_stage(file, at.stage, at.since))


def _asked_in_stage(file: FileFacts, since: datetime) -> list[DocumentFact]:
    return [
        document
        for document in file.documents
        if document.requested_at and (document.received_at is None or document.received_at >= since)
    ]


def _section_of_stage(file: FileFacts, stage: str, since: datetime) -> SectionFact | None:
    if stage not in SECTION_STAGES:
        return None
    moved_on = (
        section
        for section in file.sections
        if section.section == stage and section.since >= since and section.status not in {WAITING_ON_YOU, NOT_STARTED}
    )
    return next(moved_on, None)


def _latest_shown_stage(file: FileFacts, catalogue: "Catalogue") -> InStage | None:
    if file.stage and file.stage_since and catalogue.stage(file.stage).visible:
        return InStage(file.stage, file.stage_since)
    shown = (InStage(at.stage, at.entered_at) for at in reversed(file.stages) if catalogue.stage(at.stage).visible)
    return next(shown, None)


def _went_on(file: FileFacts, latest: InStage | None, catalogue: "Catalogue") -> bool:
    if latest is None or file.decided_at is None or latest.since <= file.decided_at:
        return False
    if file.overall != Overall.CLOSED:
        return True
    return file.decision == APPROVED and _follows_decision(latest.stage, catalogue.program(file.program).stages)


def _follows_decision(stage: str, usual: Iterable[str]) -> bool:
    order = list(usual)
    if stage not in order or DECISION_STAGE not in order:
        return stage != DECISION_STAGE
    return order.index(stage) > order.index(DECISION_STAGE)


def _by_due_date(document: DocumentFact) -> tuple[date, str]:
    return document.due_on or date.max, document.document
