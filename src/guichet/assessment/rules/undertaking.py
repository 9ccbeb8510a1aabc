"""How long a sponsor answers for whom they sponsor. Pure.

Source: Immigration and Refugee Protection Regulations, s. 132; handbook, rules (j), J8.
"""

from dataclasses import dataclass
from datetime import date

from guichet.assessment.rules.days import age_on, birthday, years_after
from guichet.assessment.rules.why import Step, step
from guichet.assessment.sentences import StepCode as S
from guichet.assessment.terms import Sponsored


@dataclass(frozen=True, slots=True, kw_only=True)
class UndertakingLaw:
    """For how many years, by whom is sponsored; children until an age, if that comes first."""

    spouse_years: int
    child_years: int
    child_until_age: int
    grown_from_age: int
    grown_years: int
    parent_years: int
    other_years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UndertakingCase:
    """Whom somebody sponsors, and the day on which that person becomes a permanent resident.

    `born_on` is asked of a child; without it the child is taken to be young enough for the longer time.
    """

    sponsored: Sponsored
    resident_on: date
    born_on: date | None = None
    in_quebec: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Undertaking:
    """Until when the undertaking lasts (None where the province decides), and why."""

    years: int
    until: date | None
    why: tuple[Step, ...]


def undertaking(case: UndertakingCase, law: UndertakingLaw) -> Undertaking:
    """Return how long the undertaking lasts. Raises ValueError for a child born after becoming a resident."""
    if case.born_on and case.born_on > case.resident_on:
        raise ValueError("nobody becomes a permanent resident before they are born")
    if case.in_quebec:
        return Undertaking(years=0, until=None, why=(step(S.UNDERTAKING_PROVINCE, "IRPR s.132(4), 158"),))
    years, source = _years(case, law)
    until = years_after(case.resident_on, years)
    says = step(S.UNDERTAKING_YEARS, source, years=years)
    if case.sponsored is Sponsored.CHILD and source.endswith("(ii)"):
        says = step(S.UNDERTAKING_CHILD, source, years=years, age=law.child_until_age)
        if case.born_on:
            until = min(until, birthday(case.born_on, law.child_until_age))
    known = step(S.UNDERTAKING_UNTIL, source, since=case.resident_on, until=until)
    return Undertaking(years=years, until=until, why=(says, known))


def _years(case: UndertakingCase, law: UndertakingLaw) -> tuple[int, str]:
    match case.sponsored:
        case Sponsored.SPOUSE:
            return law.spouse_years, "IRPR s.132(1)(b)(i)"
        case Sponsored.CHILD:
            grown = case.born_on is not None and age_on(case.born_on, case.resident_on) >= law.grown_from_age
            return (law.grown_years, "IRPR s.132(1)(b)(iii)") if grown else (law.child_years, "IRPR s.132(1)(b)(ii)")
        case Sponsored.PARENTS:
            return law.parent_years, "IRPR s.132(1)(b)(iv)"
    return law.other_years, "IRPR s.132(1)(b)(v)"
