"""Whether a permanent resident meets the residency obligation, and until when if they went away. Pure.

Source: Immigration and Refugee Protection Act, s. 28; Immigration and Refugee Protection Regulations, s. 61. The
result is information: status is lost only by a decision.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from guichet.assessment.rules.days import DAY, Stay, Tally, Trip, marked, years_after, years_before
from guichet.assessment.rules.why import Step, days, step
from guichet.assessment.sentences import StepCode as S


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationLaw:
    """What the law asks on a day: so many days in so many years."""

    days: int
    years: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationCase:
    """What a permanent resident says of their time: since when they are one, trips, and time abroad that counts.

    `credited` is time outside Canada with a spouse, partner or parent who is a citizen, or at work full time for a
    Canadian business or the public service (or with such a permanent resident): s. 28(2)(a)(ii) to (iv).
    """

    examined_on: date
    resident_since: date
    trips: tuple[Trip, ...] = ()
    credited: tuple[Stay, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """How many days there are, how many are still possible, and whether that is enough.

    `first_years` says that somebody became a permanent resident less than five years ago: then what can still be
    reached counts. `at_risk_on` is the first day on which it would no longer be enough if they left on the day of
    examination and stayed away; `met_again_on` the first on which it is enough if they stay; None where neither is.
    """

    first_years: bool
    window_first: date
    window_last: date
    met: int
    possible: int
    needed: int
    meets: bool
    at_risk_on: date | None
    met_again_on: date | None
    why: tuple[Step, ...]

    @property
    def best(self) -> int:
        """Return the days that there are and that there can still be."""
        return self.met + self.possible


def obligation(case: ObligationCase, law: ObligationLaw) -> Obligation:
    """Return how somebody stands with the obligation on the day of examination. Raises ValueError before they are a PR.

    Source: s. 28(2)(b): under five years it is enough to be able to reach the days; else the last five years count.
    """
    if case.examined_on < case.resident_since:
        raise ValueError("nobody has an obligation before they are a permanent resident")
    staying, leaving = _Count(case, law, leaves=False), _Count(case, law, leaves=True)
    day = case.examined_on
    met, possible = staying.on(day)
    meets = met + possible >= law.days
    found = Obligation(
        first_years=staying.is_first_years(day),
        window_first=staying.window_first(day),
        window_last=day - DAY,
        met=met,
        possible=possible,
        needed=law.days,
        meets=meets,
        at_risk_on=leaving.first_day(lambda best: best < law.days) if meets else None,
        met_again_on=None if meets else staying.first_day(lambda best: best >= law.days),
        why=(),
    )
    return replace(found, why=tuple(_why(case, law, found, staying)))


class _Count:
    """The days of one case, if they stay from the day of examination on or leave on it."""

    def __init__(self, case: ObligationCase, law: ObligationLaw, *, leaves: bool) -> None:
        self.case, self.law = case, law
        self.five_years = years_after(case.resident_since, law.years)
        self.first = max(case.resident_since, years_before(case.examined_on, law.years))
        known = [case.examined_on, *(trip.back for trip in case.trips if trip.back)]
        self.last = max(known) + timedelta(days=366 * (law.years + 1))
        trips = [trip.back_by(case.examined_on).away for trip in case.trips]
        if leaves:
            trips.append(Stay(case.examined_on + DAY))
        away = marked(trips, self.first, self.last)
        credited = marked(case.credited, self.first, self.last)
        self.credited_away = away & credited
        missing = away - credited
        self.present = Tally(self.first, self.last, lambda day: day not in missing)

    def is_first_years(self, day: date) -> bool:
        """Return whether they have been a permanent resident for less than five years on a day."""
        return day < self.five_years

    def window_first(self, day: date) -> date:
        """Return the first day that counts: none before they became a permanent resident."""
        since = self.case.resident_since
        return since if self.is_first_years(day) else max(since, years_before(day, self.law.years))

    def on(self, day: date) -> tuple[int, int]:
        """Return the days there are by the day before, and those still possible, for an examination on a day.

        What is still possible is all the time left, whatever is planned: trips can be put off.
        """
        met = self.present.between(self.window_first(day), day - DAY)
        possible = (self.five_years - day).days if self.is_first_years(day) else 0
        return met, possible

    def first_day(self, fits: Callable[[int], bool]) -> date | None:
        """Return the first day from the examination on for which the days fit; None where none does in time."""
        day = self.case.examined_on
        while day <= self.last:
            if fits(sum(self.on(day))):
                return day
            day += DAY
        return None


def _why(case: ObligationCase, law: ObligationLaw, found: Obligation, count: _Count) -> Iterable[Step]:
    until = count.five_years - DAY
    if found.first_years:
        yield step(
            S.OBLIGATION_FIRST_YEARS, "IRPA s.28(2)(b)(i)", years=law.years, first=found.window_first, until=until
        )
    else:
        yield step(
            S.OBLIGATION_LAST_YEARS, "IRPA s.28(2)(b)(ii)", years=law.years, first=found.window_first,
            last=found.window_last,
        )  # fmt: skip
    window = range(found.window_first.toordinal(), found.window_last.toordinal() + 1)
    credited = len(count.credited_away.intersection(window))
    yield step(S.OBLIGATION_PRESENT, "IRPA s.28(2)(a)(i)", last=found.window_last, days=days(found.met - credited))
    if credited:
        yield step(S.OBLIGATION_CREDITED, "IRPA s.28(2)(a)(ii)-(iv)", days=days(credited))
    if found.possible:
        yield step(S.OBLIGATION_POSSIBLE, "IRPA s.28(2)(b)(i)", days=days(found.possible), until=count.five_years)
    yield step(S.OBLIGATION_TOTAL, law.source, total=days(found.best), needed=days(found.needed))
    if found.meets:
        yield step(S.OBLIGATION_MEETS, law.source)
    else:
        yield step(S.OBLIGATION_SHORT, "IRPA s.28(2)(c)", days=days(found.needed - found.best))
    if found.at_risk_on:
        yield step(S.OBLIGATION_RISK, law.source, day=found.at_risk_on)
    if found.met_again_on:
        yield step(S.OBLIGATION_AGAIN, law.source, day=found.met_again_on)
