"""The selection grid of the Federal Skilled Worker class: the gate first, then 67 points of 100. Pure.

Source: Immigration and Refugee Protection Regulations, s. 75 to 83.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from guichet.assessment.rules.levels import NO_LEVELS, Levels
from guichet.assessment.rules.points import Table, level_of
from guichet.assessment.rules.why import Step, step
from guichet.assessment.sentences import StepCode as S
from guichet.assessment.terms import Certainty, Schooling


@dataclass(frozen=True, slots=True, kw_only=True)
class SkilledLaw:
    """What is asked on a day: the tables of points, the pass mark, and the gate."""

    factors: Table
    pass_mark: int
    language: int
    years: int
    # How sure we are of the pass mark.
    status: str = Certainty.CONFIRMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """What somebody says of themselves. Years are full ones of skilled work (TEER 0 to 3) in the last ten years.

    The gate asks besides for test results under two years old and for a Canadian credential or a report on a foreign
    one under five years old: `results_hold`, `credential_holds`.
    """

    age: int
    schooling: Schooling
    first: Levels
    second: Levels = NO_LEVELS
    years: int
    has_offer: bool = False
    spouse_language: bool = False
    own_study: bool = False
    spouse_study: bool = False
    own_work: bool = False
    spouse_work: bool = False
    relative: bool = False
    results_hold: bool = True
    credential_holds: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The points of a worker, factor by factor, whether the gate is open, and why."""

    education: int
    language: int
    experience: int
    age: int
    offer: int
    adaptability: int
    pass_mark: int
    is_through_gate: bool
    why: tuple[Step, ...]

    @property
    def total(self) -> int:
        """Return all points."""
        return self.education + self.language + self.experience + self.age + self.offer + self.adaptability

    @property
    def passes(self) -> bool:
        """Return whether the gate is open and the points are enough."""
        return self.is_through_gate and self.total >= self.pass_mark


def selection(worker: Worker, law: SkilledLaw) -> Selection:
    """Return the points of a worker, and whether they pass."""
    points = {code: factor.points for code, factor in law.factors.items()}
    offer = points["OFFER"](int(worker.has_offer))
    reasons = {
        S.SKILLED_SPOUSE_LANGUAGE: points["SPOUSE_LANGUAGE"](int(worker.spouse_language)),
        S.SKILLED_OWN_STUDY: points["OWN_STUDY"](int(worker.own_study)),
        S.SKILLED_SPOUSE_STUDY: points["SPOUSE_STUDY"](int(worker.spouse_study)),
        S.SKILLED_OWN_WORK: points["OWN_WORK"](int(worker.own_work)),
        S.SKILLED_SPOUSE_WORK: points["SPOUSE_WORK"](int(worker.spouse_work)),
        S.SKILLED_RELATIVE: points["RELATIVE"](int(worker.relative)),
        S.SKILLED_OFFER_TOO: points["ADAPTABILITY_OFFER"](int(offer > 0)),
    }
    shut = tuple(_gate(worker, law))
    found = Selection(
        education=points["EDUCATION"](level_of(worker.schooling)),
        language=sum(map(points["FIRST_LANGUAGE"], worker.first.each))
        + points["SECOND_LANGUAGE"](worker.second.weakest),
        experience=points["EXPERIENCE"](worker.years),
        age=points["AGE"](worker.age),
        offer=offer,
        adaptability=min(sum(reasons.values()), points["ADAPTABILITY_CAP"](0)),
        pass_mark=law.pass_mark,
        is_through_gate=not shut,
        why=(),
    )
    return replace(found, why=tuple(_why(found, shut, reasons, law)))


def _gate(worker: Worker, law: SkilledLaw) -> Iterable[Step]:
    if worker.years < law.years:
        yield step(S.SKILLED_GATE_WORK, "IRPR s.75(2)(a)")
    if worker.first.weakest < law.language:
        yield step(S.SKILLED_GATE_LANGUAGE, "IRPR s.75(2)(d)", level=law.language)
    if not worker.results_hold:
        yield step(S.SKILLED_GATE_RESULTS, "IRPR s.75(2)(d)")
    if worker.schooling is Schooling.NONE or not worker.credential_holds:
        yield step(S.SKILLED_GATE_CREDENTIAL, "IRPR s.75(2)(e)")


def _why(found: Selection, shut: tuple[Step, ...], reasons: dict[S, int], law: SkilledLaw) -> Iterable[Step]:
    yield from shut or (step(S.SKILLED_GATE_OPEN, "IRPR s.75(2)"),)
    yield step(S.SKILLED_EDUCATION, "IRPR s.78", points=found.education)
    yield step(S.SKILLED_LANGUAGE, "IRPR s.79", points=found.language)
    yield step(S.SKILLED_EXPERIENCE, "IRPR s.80", points=found.experience)
    yield step(S.SKILLED_AGE, "IRPR s.81", points=found.age)
    yield step(S.SKILLED_OFFER, "IRPR s.82", points=found.offer)
    for code, points in reasons.items():
        if points:
            yield step(code, "IRPR s.83", points=points)
    if sum(reasons.values()) > found.adaptability:
        yield step(S.SKILLED_CAP, "IRPR s.83", points=found.adaptability)
    yield step(S.SKILLED_TOTAL, "IRPR s.76(2)", points=found.total, needed=found.pass_mark).as_sure_as(law.status)
    yield step(S.SKILLED_PASSES if found.passes else S.SKILLED_FAILS, "IRPR s.76")
