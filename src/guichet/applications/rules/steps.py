"""The steps of a file: done, now, to come. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from guichet.applications.rules.facts import FileFacts
from guichet.applications.rules.place import APPROVED, DECISION_STAGE, Decided, Over, Place, Received
from guichet.applications.terms import StepState

if TYPE_CHECKING:
    from guichet.programs.catalogue import Catalogue

SENT_STAGE = "SUBMITTED"
PREPARING_STAGE = "PREP"


@dataclass(frozen=True, slots=True)
class StepFact:
    """One step: a stage of the catalogue, or the decision itself (`decision` set)."""

    stage: str
    state: StepState
    at: datetime | None = None
    decision: str = ""


def steps_of(file: FileFacts, place: Place, catalogue: "Catalogue") -> tuple[StepFact, ...]:
    """Return the steps of the file: what was done, in the order it was last done; what is now; what usually follows.

    Stages outside the program’s usual ones appear only where the file entered them. Nothing usually follows a
    decision other than an approval, and nothing at all follows in a file that is over.
    """
    done = _done(file, catalogue)
    reached = {code: StepFact(code, StepState.DONE, at) for code, at in done.items()}
    if file.decision and file.decided_at:
        reached.pop(DECISION_STAGE, None)
        reached[DECISION_STAGE] = StepFact(DECISION_STAGE, StepState.DONE, file.decided_at, file.decision)
    current = _current(place, catalogue.program(file.program).stages)
    ordered = sorted(reached.values(), key=lambda step: (step.stage == current, step.at or file.received_at))
    shown = [_now(step, place) if step.stage == current else step for step in ordered]
    return tuple(shown) if isinstance(place, Over) else (*shown, *_to_come(file, reached, catalogue))


def _done(file: FileFacts, catalogue: "Catalogue") -> dict[str, datetime]:
    """Return each stage that was entered, with the moment it was last entered.

    That the application came to us is a step although the case system may not name it one.
    """
    entered = {
        at.stage: at.entered_at
        for at in file.stages
        if catalogue.stage(at.stage).visible and at.stage != PREPARING_STAGE
    }
    usual = catalogue.program(file.program).stages
    sent = _sent_stage(usual)
    known = [usual.index(code) for code in entered if code in usual]
    if sent not in entered and usual.index(sent) < min(known, default=len(usual)):
        return {sent: file.received_at, **entered}
    return entered


def _sent_stage(usual: Sequence[str]) -> str:
    return SENT_STAGE if SENT_STAGE in usual else next(code for code in usual if code != PREPARING_STAGE)


def _current(place: Place, usual: Sequence[str]) -> str:
    if isinstance(place, Received):
        return _sent_stage(usual)
    if isinstance(place, Over):
        return ""
    return DECISION_STAGE if isinstance(place, Decided) else place.stage


def _now(step: StepFact, place: Place) -> StepFact:
    """A decision is done once made: the file rests there. Any other step is where the file is now."""
    if isinstance(place, Decided):
        return step
    return StepFact(step.stage, StepState.NOW, step.at)


def _to_come(file: FileFacts, reached: dict[str, StepFact], catalogue: "Catalogue") -> list[StepFact]:
    if file.decision and file.decision != APPROVED:
        return []
    usual = catalogue.program(file.program).stages
    furthest = max((usual.index(code) for code in reached if code in usual), default=-1)
    return [StepFact(code, StepState.TO_COME) for code in usual[furthest + 1 :] if catalogue.stage(code).visible]
