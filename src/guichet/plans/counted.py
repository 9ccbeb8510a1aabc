"""What a journal comes to by the law of a day: asked of `assessment`, together with how each trip counted."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guichet.assessment.queries import obligation, presence, presence_with
from guichet.assessment.rules.citizenship import Presence
from guichet.assessment.rules.days import Trip
from guichet.assessment.rules.obligation import Obligation
from guichet.plans.rules.journal.content import Journal
from guichet.plans.rules.journal.counting import (
    Said,
    TripCost,
    costs,
    longest_back,
    obligation_case,
    presence_case,
    remarks,
    trips_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalCount:
    """What a journal comes to on a day.

    `presence` counts the trips that were made; `planned` what it would be with the planned ones too (None: there are
    none). `obligation` is that of a permanent resident on the day asked, None for others.
    """

    journal: Journal
    on: date
    signs_on: date
    presence: Presence
    planned: Presence | None
    days_lost: Decimal
    obligation: Obligation | None
    trips: tuple[TripCost, ...]
    remarks: tuple[Said, ...]

    @property
    def away_in_window(self) -> int:
        """Return how many days of the window were spent away, each counted once."""
        return sum(cost.days_away for cost in self.trips)

    @property
    def spare(self) -> Decimal:
        """Return how many days there are more than needed; none where they are too few."""
        return max(Decimal(0), self.presence.total - self.presence.needed)


def count(journal: Journal, on: date) -> JournalCount:
    """Return what a journal comes to, signed on the day that it names, or at once where that has passed."""
    signs_on = max(journal.signs_on or on, on)
    case = presence_case(journal, signs_on)
    resident = obligation_case(journal, on)
    plans = trips_of(journal.planned)
    if plans:
        both = presence_with(case, plans, journal.route)
        found, planned, lost = both.without, both.with_trips, both.days_lost
    else:
        found, planned, lost = presence(case, journal.route), None, Decimal(0)
    return JournalCount(
        journal=journal,
        on=on,
        signs_on=signs_on,
        presence=found,
        planned=planned,
        days_lost=lost,
        obligation=obligation(resident) if resident else None,
        trips=costs(journal, found),
        remarks=remarks(journal, on),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TripAsked:
    """What one more trip would change: the result without it and with it, planned trips counted in both."""

    without: Presence
    with_trip: Presence

    @property
    def days_lost(self) -> Decimal:
        """Return how many days it costs on the day of signing."""
        return self.without.total - self.with_trip.total


def one_more_trip(journal: Journal, on: date, trip: Trip) -> TripAsked:
    """Return what one more trip would change, besides those planned already."""
    case, plans = presence_case(journal, max(journal.signs_on or on, on)), trips_of(journal.planned)
    before = presence_with(case, plans, journal.route).with_trips
    after = presence_with(case, (*plans, trip), journal.route).with_trips
    return TripAsked(without=before, with_trip=after)


def longest_trip(journal: Journal, out: date, signs_on: date) -> date | None:
    """Return the last day to come back, if one leaves on a day and means to sign on another with enough days.

    None where the days are too few even if one stays.
    """
    case, plans = presence_case(journal, signs_on), trips_of(journal.planned)
    return longest_back(out, signs_on, lambda trip: presence_with(case, (*plans, trip), journal.route).with_trips.meets)
