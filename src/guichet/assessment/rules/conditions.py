"""What is asked of whoever applies for citizenship, besides the days: taxes, language, nothing that forbids it. Pure.

Source: Citizenship Act, s. 5(1)(c) to (f), 5(2), 5(5), 22; handbook, rules (a), A11 to A13.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from guichet.assessment.rules.days import DAY, age_on, birthday, years_after, years_before
from guichet.assessment.rules.why import Step, step
from guichet.assessment.sentences import StepCode as S
from guichet.assessment.terms import Asked, Kept, Route


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionsLaw:
    """The ages, years and days that the law names."""

    presence_years: int
    tax_years: int
    tested_from_age: int
    tested_to_age: int
    minor_age: int
    stateless_age: int
    stateless_since: date
    conviction_years: int
    misrepresentation_years: int
    revocation_years: int
    # What rests on a number or a day that we have not yet seen in an official text.
    unsure: frozenset[Asked] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionsCase:
    """What somebody says of themselves; None where they said nothing.

    `tax_years` is for how many of the tax years asked about a return was filed or none was due. Dates are those of
    what stands in the way for some years; without one, nothing does.
    """

    signed_on: date
    born_on: date
    route: Route = Route.ADULT
    tax_years: int | None = None
    proves_language: bool | None = None
    under_removal_order: bool | None = None
    serves_sentence: bool | None = None
    is_charged: bool | None = None
    convicted_on: date | None = None
    misrepresented_on: date | None = None
    revoked_on: date | None = None
    citizen_parent: bool | None = None
    always_stateless: bool | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that is asked, whether it is so, the sentence that says it, and from when on it is no longer asked."""

    asked: Asked
    kept: Kept
    says: Step
    free_on: date | None = None
    is_sure: bool = True

    @property
    def until(self) -> Step | None:
        """Return the sentence that says from when on it no longer stands in the way."""
        return step(S.ASKED_FREE_ON, self.says.source, day=self.free_on) if self.free_on else None


@dataclass(frozen=True, slots=True)
class Conditions:
    """Everything that is asked, in order.

    `free_on` is the first day on which nothing stands in the way, where time alone brings it; None: it never does.
    """

    each: tuple[Condition, ...]
    free_on: date | None = None

    def that_are(self, kept: Kept) -> tuple[Condition, ...]:
        """Return those that fared so."""
        return tuple(condition for condition in self.each if condition.kept is kept)

    @property
    def kept(self) -> Kept:
        """Return how they fare together: not met where one is not, to be shown where one is, else met."""
        return next((kept for kept in (Kept.NOT_MET, Kept.NOT_SAID) if self.that_are(kept)), Kept.MET)

    @property
    def over_on(self) -> date | None:
        """Return the day from which all that is not met now no longer stands in the way; None: time does not help."""
        days = [condition.free_on for condition in self.that_are(Kept.NOT_MET)]
        return max(day for day in days if day) if days and all(days) else None


def conditions(case: ConditionsCase, law: ConditionsLaw) -> Conditions:
    """Return what is asked by the route, and whether it is so on the day of signing."""
    found = _on_the_day(case, law)
    free_on = found.over_on
    # By then somebody may be of another age: too old for a route, or old enough to be asked for a language.
    while free_on is not None:
        later = _on_the_day(replace(case, signed_on=free_on), law)
        if later.kept is not Kept.NOT_MET:
            break
        free_on = later.over_on
    return replace(found, free_on=free_on)


def _on_the_day(case: ConditionsCase, law: ConditionsLaw) -> Conditions:
    asked = {Route.MINOR: _of_a_minor, Route.STATELESS: _of_the_stateless}.get(case.route, _of_a_resident)
    return Conditions(tuple(replace(one, is_sure=one.asked not in law.unsure) for one in asked(case, law)))


def tax_years(signed_on: date, law: ConditionsLaw) -> tuple[int, int]:
    """Return the first and last tax year that lie, at least in part, in the years that count.

    Source: s. 5(1)(c)(iii), 5(1.2)(b).

    The year of the day of signing is left out: it is not over, so that no return is due for it.
    """
    return years_before(signed_on, law.presence_years).year, signed_on.year - 1


def _of_a_resident(case: ConditionsCase, law: ConditionsLaw) -> Iterator[Condition]:
    first, last = tax_years(case.signed_on, law)
    filed = None if case.tax_years is None else case.tax_years >= law.tax_years
    source = "CitAct s.5(1.2)(b)" if case.route is Route.FORCES else "CitAct s.5(1)(c)(iii)"
    says = step(S.ASKED_TAXES, source, needed=law.tax_years, first=str(first), last=str(last))
    yield Condition(Asked.TAXES, _kept(filed), says)
    if law.tested_from_age <= age_on(case.born_on, case.signed_on) <= law.tested_to_age:
        ages = {"first": law.tested_from_age, "last": law.tested_to_age}
        proven = _kept(case.proves_language)
        free_on = birthday(case.born_on, law.tested_to_age + 1) if proven is Kept.NOT_MET else None
        yield Condition(Asked.LANGUAGE, proven, step(S.ASKED_LANGUAGE, "CitAct s.5(1)(d)", **ages), free_on)
        yield Condition(Asked.KNOWLEDGE, Kept.LATER, step(S.ASKED_KNOWLEDGE, "CitAct s.5(1)(e)", **ages))
    removable = _kept_not(case.under_removal_order)
    yield Condition(Asked.REMOVAL, removable, step(S.ASKED_REMOVAL, "CitAct s.5(1)(f)"))
    yield from _nothing_forbids(case, law)


def _of_a_minor(case: ConditionsCase, law: ConditionsLaw) -> Iterator[Condition]:
    yield _below(case, law.minor_age, "CitAct s.5(2)")
    yield from _nothing_forbids(case, law)


def _of_the_stateless(case: ConditionsCase, law: ConditionsLaw) -> Iterator[Condition]:
    yield _below(case, law.stateless_age, "CitAct s.5(5)(c)")
    says = step(S.ASKED_BORN, "CitAct s.5(5)(a)", since=law.stateless_since)
    yield Condition(Asked.BORN, _kept(case.born_on >= law.stateless_since), says)
    yield Condition(Asked.PARENT, _kept(case.citizen_parent), step(S.ASKED_PARENT, "CitAct s.5(5)(b)"))
    yield Condition(Asked.STATELESS, _kept(case.always_stateless), step(S.ASKED_STATELESS, "CitAct s.5(5)(e)"))


def _nothing_forbids(case: ConditionsCase, law: ConditionsLaw) -> Iterator[Condition]:
    sentence, charge = step(S.ASKED_SENTENCE, "CitAct s.22(1)(a)"), step(S.ASKED_CHARGE, "CitAct s.22(1)(b)")
    yield Condition(Asked.SENTENCE, _kept_not(case.serves_sentence), sentence)
    yield Condition(Asked.CHARGE, _kept_not(case.is_charged), charge)
    for asked, code, source, on, years in _bars(case, law):
        bars = on is not None and years_before(case.signed_on, years) <= on
        free_on = _free_on(on, years) if on and bars else None
        yield Condition(asked, _kept(not bars), step(code, source, years=years), free_on)


def _bars(case: ConditionsCase, law: ConditionsLaw) -> Iterable[tuple[Asked, S, str, date | None, int]]:
    return (
        (Asked.CONVICTION, S.ASKED_CONVICTION, "CitAct s.22(2)(a)", case.convicted_on, law.conviction_years),
        (
            Asked.MISREPRESENTATION, S.ASKED_MISREPRESENTATION, "CitAct s.22(1)(e.2)", case.misrepresented_on,
            law.misrepresentation_years,
        ),
        (Asked.REVOCATION, S.ASKED_REVOCATION, "CitAct s.22(1)(f)", case.revoked_on, law.revocation_years),
    )  # fmt: skip


def _free_on(on: date, years: int) -> date:
    """Return the first day of signing whose years before it no longer hold a day."""
    day = years_after(on, years)
    while years_before(day, years) <= on:
        day += DAY
    return day


def _below(case: ConditionsCase, age: int, source: str) -> Condition:
    young = age_on(case.born_on, case.signed_on) < age
    return Condition(Asked.BELOW, _kept(young), step(S.ASKED_BELOW, source, age=age))


def _kept(said: bool | None) -> Kept:  # noqa: FBT001  # what somebody said
    return Kept.NOT_SAID if said is None else Kept.MET if said else Kept.NOT_MET


def _kept_not(said: bool | None) -> Kept:  # noqa: FBT001  # what somebody said
    return _kept(None if said is None else not said)
