"""What a journal comes to: what the rules of the law are asked, and how each day and trip counted. Pure.

The arithmetic is the law’s, in `assessment`; here stands only what of a journal goes into it, and the same days once
more one by one, for the calendar. A test holds both against one another.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from guichet.assessment.rules.citizenship import HALF, Presence, PresenceCase
from guichet.assessment.rules.days import DAY, Stay, Trip, marked, years_before
from guichet.assessment.rules.obligation import ObligationCase
from guichet.assessment.terms import Route
from guichet.plans.rules.journal.content import Journal, TripEntry
from guichet.plans.rules.journal.words import PeriodKind as Kind
from guichet.plans.rules.journal.words import Remark

LAWFUL = frozenset({Kind.TEMPORARY, Kind.PROTECTED})
CREDITED = frozenset({Kind.CROWN, Kind.FORCES})
CREDITED_TO_RESIDENTS = CREDITED | {Kind.WITH_CITIZEN}
A_YEAR = 366


class DayKind(StrEnum):
    """How a day counts."""

    FULL = "full"
    HALF = "half"
    CREDITED = "credited"
    AWAY = "away"
    SENTENCE = "sentence"
    NOTHING = "nothing"
    PLANNED = "planned"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class TripCost:
    """What a trip costs: the days away in the window, and by how much the total is smaller for them.

    A day that two trips share is counted with the one that began first.
    """

    trip: TripEntry
    days_away: int
    days_lost: Decimal


@dataclass(frozen=True, slots=True)
class Said:
    """A remark on a trip, with its facts."""

    code: Remark
    trip: int
    day: date | None = None
    span: tuple[date, date | None] | None = None


def presence_case(journal: Journal, signs_on: date) -> PresenceCase:
    """Return what the rule of citizenship is asked about: all trips but those that are only planned."""
    return PresenceCase(
        signed_on=signs_on,
        resident_since=journal.resident_since,
        lawful=_stays(journal, LAWFUL),
        trips=trips_of(journal.taken),
        sentences=_stays(journal, {Kind.SENTENCE}),
        discharged=_stays(journal, {Kind.DISCHARGE}),
        credited=_stays(journal, CREDITED),
        service=_stays(journal, {Kind.FORCES}),
    )


def obligation_case(journal: Journal, on: date) -> ObligationCase | None:
    """Return what the rule of permanent residents is asked about; None for who is none on that day."""
    since = journal.resident_since
    if since is None or since > on:
        return None
    return ObligationCase(
        examined_on=on,
        resident_since=since,
        trips=trips_of(journal.taken),
        credited=_stays(journal, CREDITED_TO_RESIDENTS),
    )


def trips_of(entries: Iterable[TripEntry]) -> tuple[Trip, ...]:
    """Return trips as the rules take them."""
    return tuple(Trip(entry.out, entry.back) for entry in entries)


def day_kinds(journal: Journal, first: date, last: date, *, until: date) -> Mapping[date, DayKind]:
    """Return how each day from the first to the last counts; whoever is still away comes back on `until`."""
    away = marked([trip.back_by(until).away for trip in trips_of(journal.taken)], first, last)
    lawful = marked(_stays(journal, LAWFUL), first, last)
    credited = marked(_stays(journal, CREDITED), first, last)
    service = marked(_stays(journal, {Kind.FORCES}), first, last)
    # Probation of a conditional discharge counts once it is over.
    pending = [stay for stay in _stays(journal, {Kind.DISCHARGE}) if stay.last is None or stay.last >= until]
    sentence = marked((*_stays(journal, {Kind.SENTENCE}), *pending), first, last)
    since = journal.resident_since.toordinal() if journal.resident_since else None
    route = journal.route

    def kind(day: int) -> DayKind:
        resident = since is not None and day >= since
        if day in sentence:
            return DayKind.SENTENCE
        if route is Route.FORCES:
            return DayKind.FULL if day in service else DayKind.AWAY if day in away else DayKind.NOTHING
        if day in away:
            return DayKind.CREDITED if resident and day in credited and route is not Route.STATELESS else DayKind.AWAY
        if resident:
            return DayKind.FULL
        if day in lawful:
            return DayKind.FULL if route is Route.STATELESS else DayKind.HALF
        return DayKind.NOTHING

    days = range(first.toordinal(), last.toordinal() + 1)
    return {date.fromordinal(day): kind(day) for day in days}


def shown_until(journal: Journal, last: date) -> date:
    """Return the last day of a calendar that goes to a day, or on to the end of the last planned trip."""
    return max([last, *(trip.back or trip.out for trip in journal.planned)])


def calendar_kinds(journal: Journal, first: date, last: date, *, until: date, today: date) -> Mapping[date, DayKind]:
    """Return how each day of a calendar counts: as `day_kinds`, with what is planned and what is still to come."""
    planned = marked([trip.away for trip in trips_of(journal.planned)], first, last)
    return {
        day: DayKind.PLANNED if day.toordinal() in planned and kind is not DayKind.SENTENCE
        else DayKind.AHEAD if day >= max(today, until)
        else kind
        for day, kind in day_kinds(journal, first, last, until=until).items()
    }  # fmt: skip


def costs(journal: Journal, found: Presence) -> tuple[TripCost, ...]:
    """Return what each trip that was made costs in the window of a result, the first first.

    A day away while a permanent resident costs one day; before that it costs a half, where it would have counted one.
    """
    first, last = found.window_first, found.window_last
    at_home = day_kinds(journal.model_copy(update={"trips": ()}), first, last, until=last + DAY)
    kinds = day_kinds(journal, first, last, until=last + DAY)
    weight = {DayKind.FULL: Decimal(1), DayKind.CREDITED: Decimal(1), DayKind.HALF: HALF}
    seen: set[int] = set()
    result = []
    for entry in journal.taken:
        away = marked([Trip(entry.out, entry.back).back_by(last + DAY).away], first, last) - seen
        seen |= away
        lost = Decimal(0)
        for number in away:
            day = date.fromordinal(number)
            lost += weight.get(at_home[day], Decimal(0)) - weight.get(kinds[day], Decimal(0))
        result.append(TripCost(entry, len(away), lost))
    return tuple(result)


def remarks(journal: Journal, today: date) -> tuple[Said, ...]:
    """Return what is to be said of the trips, in their order. Nothing is refused: people read it and decide."""
    found: list[Said] = []
    furthest: TripEntry | None = None
    seen: set[tuple[date, date | None, bool]] = set()
    before: TripEntry | None = None
    trips = journal.trips
    for place, trip in enumerate(trips):
        following = trips[place + 1] if place + 1 < len(trips) else None
        found += _about(trip, following, today)
        if trip.same_as in seen:
            found.append(Said(Remark.TWICE, trip.number))
        elif furthest and trip.out < (furthest.back or date.max) and furthest.back:
            found.append(Said(Remark.OVERLAPS, trip.number, span=(furthest.out, furthest.back)))
        elif before and before.back == trip.out:
            found.append(Said(Remark.TOUCHES, trip.number, day=trip.out))
        seen.add(trip.same_as)
        before = trip
        if furthest is None or (trip.back or date.max) > (furthest.back or date.max):
            furthest = trip
    return tuple(found)


def longest_back(out: date, latest: date, enough: Callable[[Trip], bool]) -> date | None:
    """Return the last day of return with which a trip is still short enough; None where no trip is.

    A longer trip never leaves more days, so the day is found by halving.
    """
    if latest < out or not enough(Trip(out, out)):
        return None
    low, high = out.toordinal(), latest.toordinal()
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if enough(Trip(out, date.fromordinal(middle))) else (low, middle - 1)
    return date.fromordinal(low)


def years_shown(first: date, last: date) -> tuple[int, ...]:
    """Return the years of the calendar that a window touches."""
    return tuple(range(first.year, last.year + 1))


def window(signs_on: date, years: int) -> tuple[date, date]:
    """Return the first and the last day that count for a day of signing."""
    return years_before(signs_on, years), signs_on - DAY


def _about(trip: TripEntry, following: TripEntry | None, today: date) -> Iterable[Said]:
    if trip.back is None and following and not trip.planned:
        yield Said(Remark.RETURN_MISSING, trip.number, day=following.out)
    elif trip.back is None and trip.out <= today and not trip.planned:
        yield Said(Remark.STILL_AWAY, trip.number)
    elif trip.back == trip.out:
        yield Said(Remark.SAME_DAY, trip.number)
    elif trip.back == trip.out + DAY:
        yield Said(Remark.OVERNIGHT, trip.number)
    elif trip.back and (trip.back - trip.out).days > A_YEAR:
        yield Said(Remark.LONG, trip.number)
    if trip.planned and trip.out < today:
        yield Said(Remark.PLAN_IS_PAST, trip.number)
    elif not trip.planned and trip.out > today:
        yield Said(Remark.IN_FUTURE, trip.number)
    if trip.unsure:
        yield Said(Remark.UNSURE, trip.number)


def _stays(journal: Journal, kinds: Iterable[Kind]) -> tuple[Stay, ...]:
    wanted = frozenset(kinds)
    return tuple(Stay(one.first, one.last) for one in journal.periods if one.kind in wanted)
