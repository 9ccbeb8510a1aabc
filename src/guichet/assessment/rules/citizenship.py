"""How many days somebody was physically present for citizenship, and from when on it is enough. Pure.

Source: Citizenship Act, s. 5(1)(c), (1.001) to (1.03), (1.2), (5), s. 21; for what a day is, the department’s
calculator of physical presence.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from guichet.assessment.rules.days import DAY, Stay, Tally, Trip, marked, years_before
from guichet.assessment.rules.why import Step, days, step
from guichet.assessment.sentences import StepCode as S
from guichet.assessment.terms import Certainty, Route

HALF = Decimal("0.5")
# How long after everything that is known it is looked for a day on which the days are enough.
YEARS_AHEAD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceLaw:
    """What the law asks on a day: so many days in so many years, and at most so many days of credit for halves."""

    route: Route
    days: int
    years: int
    credit_cap: int
    margin: int
    source: str
    valid_from: date | None = None
    discharge_counts: bool = True
    # How sure we are that it does.
    discharge_status: str = Certainty.CONFIRMED


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceCase:
    """What somebody says of their time in Canada.

    `lawful` is time as a temporary resident or protected person (none of a claim that waits), `credited` is time
    abroad that counts (in the Forces or the public service, or living with a spouse, partner or parent there),
    `sentences` time in prison, on parole or on probation, `service` time in the Forces. `discharged` is probation of
    a conditional discharge without a breach, which does count once it is over.
    """

    signed_on: date
    resident_since: date | None
    lawful: tuple[Stay, ...] = ()
    trips: tuple[Trip, ...] = ()
    sentences: tuple[Stay, ...] = ()
    credited: tuple[Stay, ...] = ()
    service: tuple[Stay, ...] = ()
    discharged: tuple[Stay, ...] = ()

    def lost(self, law: PresenceLaw) -> tuple[Stay, ...]:
        """Return the stays whose days do not count: sentences, and probation that goes on or was not kept to."""
        counts = [stay for stay in self.discharged if law.discharge_counts and stay.last and stay.last < self.signed_on]
        return (*self.sentences, *(stay for stay in self.discharged if stay not in counts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """How many days there are on the day of signing, and from when on they are enough.

    `half_days` is how many days count one half, `credit` what they come to. `earliest` is the first day from the day
    of signing on which the days are enough, `earliest_safe` with the margin; None: not within any time foreseen.
    """

    route: Route
    window_first: date
    window_last: date
    full_days: int
    half_days: int
    credit: Decimal
    total: Decimal
    needed: int
    meets: bool
    short: Decimal
    earliest: date | None
    earliest_safe: date | None
    why: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What planned trips would change: the days lost on the day of signing, and from when on it is then enough."""

    without: Presence
    with_trips: Presence

    @property
    def days_lost(self) -> Decimal:
        """Return how many days the trips cost on the day of signing."""
        return self.without.total - self.with_trips.total


def presence(case: PresenceCase, law: PresenceLaw) -> Presence:
    """Return the days of presence in the window before the day of signing, and from when on they are enough."""
    count = _Count(case, law)
    window_first, window_last = years_before(case.signed_on, law.years), case.signed_on - DAY
    full, halves, credit = count.on(case.signed_on)
    total = full + credit
    meets = count.may_apply(case.signed_on) and total >= law.days
    earliest, safe = count.first_day(law.days), count.first_day(law.days + law.margin)
    found = Presence(
        route=law.route, window_first=window_first, window_last=window_last, full_days=full, half_days=halves,
        credit=credit, total=total, needed=law.days, meets=meets, short=max(Decimal(0), law.days - total),
        earliest=earliest, earliest_safe=safe, why=(),
    )  # fmt: skip
    return replace(found, why=tuple(_why(case, law, found, count)))


def what_if(case: PresenceCase, law: PresenceLaw, trips: Iterable[Trip]) -> WhatIf:
    """Return what planned trips would change. Raises nothing: overlapping trips cost each day once."""
    return WhatIf(presence(case, law), presence(replace(case, trips=(*case.trips, *trips)), law))


class _Count:
    """The days of one case, each looked at once; then any window is a subtraction."""

    def __init__(self, case: PresenceCase, law: PresenceLaw) -> None:
        self.case, self.law = case, law
        self.first = years_before(case.signed_on, law.years) - DAY
        self.last = _last_day_known(case) + timedelta(days=366 * YEARS_AHEAD)
        # Whoever is still away is taken to come back on the day of signing.
        away = self._marked([trip.back_by(case.signed_on).away for trip in case.trips])
        self.sentence = self._marked(case.lost(law))
        self.credited_away = away & self._marked(case.credited)
        since = case.resident_since.toordinal() if case.resident_since else None
        lawful, service = self._marked(case.lawful), self._marked(case.service)
        self.away = away
        match law.route:
            case Route.FORCES:
                full, half = service, frozenset[int]()
            case Route.STATELESS:
                resident = self._marked([Stay(case.resident_since)] if case.resident_since else [])
                full, half = (resident | lawful) - away, frozenset[int]()
            case _:
                resident = self._marked([Stay(case.resident_since)] if case.resident_since else [])
                full = resident - (away - self.credited_away)
                half = frozenset(day for day in lawful - away if since is None or day < since)
        full, half = full - self.sentence, half - self.sentence
        self.full = Tally(self.first, self.last, full.__contains__)
        self.half = Tally(self.first, self.last, half.__contains__)

    def on(self, signed_on: date) -> tuple[int, int, Decimal]:
        """Return the whole days, the days that count one half, and what these come to, for a day of signing."""
        first, last = years_before(signed_on, self.law.years), signed_on - DAY
        halves = self.half.between(first, last)
        return self.full.between(first, last), halves, min(halves * HALF, Decimal(self.law.credit_cap))

    def may_apply(self, signed_on: date) -> bool:
        """Return whether somebody may apply at all: as a permanent resident, except by the route of the stateless."""
        since = self.case.resident_since
        return self.law.route is Route.STATELESS or (since is not None and since <= signed_on)

    def first_day(self, needed: int) -> date | None:
        """Return the first day from the day of signing on which the days come to what is needed."""
        if self.case.resident_since is None and self.law.route is not Route.STATELESS:
            return None
        day = self.case.signed_on
        while day <= self.last:
            full, _halves, credit = self.on(day)
            if full + credit >= needed and self.may_apply(day):
                return day
            day += DAY
        return None

    def _marked(self, stays: Iterable[Stay | None]) -> frozenset[int]:
        return marked(stays, self.first, self.last)


def _last_day_known(case: PresenceCase) -> date:
    known = [case.signed_on, *filter(None, [case.resident_since])]
    known += [stay.last for stay in (*case.sentences, *case.discharged, *case.service) if stay.last]
    known += [trip.back for trip in case.trips if trip.back]
    return max(known)


def _why(case: PresenceCase, law: PresenceLaw, found: Presence, count: _Count) -> Iterable[Step]:
    yield step(S.PRESENCE_WINDOW, law.source, first=found.window_first, last=found.window_last, years=law.years)
    if law.valid_from and case.signed_on < law.valid_from:
        yield step(S.BEFORE_RULE, law.source, since=law.valid_from)
    if law.route is Route.FORCES:
        yield step(S.PRESENCE_SERVICE, law.source, days=days(found.full_days))
    elif law.route is Route.STATELESS:
        yield step(S.PRESENCE_ANY, law.source, days=days(found.full_days))
    elif case.resident_since:
        yield step(S.PRESENCE_FULL, "CitAct s.5(1.001)(b)", days=days(found.full_days), since=case.resident_since)
    if found.half_days:
        yield step(S.PRESENCE_HALF, "CitAct s.5(1.001)(a)", days=days(found.half_days), credit=days(found.credit))
        if found.half_days * HALF > found.credit:
            yield step(S.PRESENCE_CAP, "CitAct s.5(1.001)(a)", cap=days(law.credit_cap))
    window = range(found.window_first.toordinal(), found.window_last.toordinal() + 1)
    inside = frozenset(window)
    if lost := len(inside & (count.away - count.credited_away)):
        yield step(S.PRESENCE_AWAY, "CitAct s.5(1)(c)(i)", days=days(lost))
    if abroad := len(inside & count.credited_away):
        yield step(S.PRESENCE_CREDITED, "CitAct s.5(1.01)-(1.03)", days=days(abroad))
    if sentenced := len(inside & count.sentence):
        yield step(S.PRESENCE_SENTENCE, "CitAct s.21", days=days(sentenced))
    kept = [stay for stay in case.discharged if stay not in case.lost(law)]
    if discharged := len(inside & marked(kept, count.first, count.last) - count.sentence):
        yield step(S.PRESENCE_DISCHARGED, "CALC-FAQ", days=days(discharged)).as_sure_as(law.discharge_status)
    yield step(S.PRESENCE_TOTAL, law.source, total=days(found.total), needed=days(found.needed))
    if case.resident_since is None and law.route is not Route.STATELESS:
        yield step(S.NOT_RESIDENT, "CitAct s.5(1)(c)")
    elif case.resident_since and not count.may_apply(case.signed_on):
        yield step(S.NOT_YET_RESIDENT, "CitAct s.5(1)(c)", since=case.resident_since)
    yield (
        step(S.PRESENCE_MEETS, law.source)
        if found.meets
        else step(S.PRESENCE_SHORT, law.source, days=days(found.short))
    )
    if found.earliest and not found.meets:
        yield step(S.PRESENCE_EARLIEST, law.source, day=found.earliest)
    if found.earliest_safe and found.earliest_safe != case.signed_on:
        yield step(S.PRESENCE_SAFE, "CALC-FAQ", day=found.earliest_safe, days=days(law.margin))
