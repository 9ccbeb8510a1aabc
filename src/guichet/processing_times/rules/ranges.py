"""A wait as a range, on which days it ends, how sure it is, and what may be planned on it. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from guichet.processing_times.terms import Chance, Sure

QUITE_SURE, FAIRLY_SURE = 1.0, 2.0


@dataclass(frozen=True, slots=True)
class Days:
    """On which days one, five, eight and nine in ten have a decision."""

    p10: date
    p50: date
    p80: date
    p90: date


@dataclass(frozen=True, slots=True)
class Wait:
    """After how many days one, five, eight and nine in ten have a decision: eight in ten between the first and last."""

    p10: int
    p50: int
    p80: int
    p90: int

    def after(self, day: date) -> Days:
        """Return the days on which it ends for somebody who applies on this day."""
        return Days(*(day + timedelta(days=count) for count in (self.p10, self.p50, self.p80, self.p90)))

    @property
    def sure(self) -> Sure:
        """Return how sure the range is: how wide beside its middle."""
        width = (self.p90 - self.p10) / max(self.p50, 1)
        if width <= QUITE_SURE:
            return Sure.QUITE
        return Sure.FAIRLY if width <= FAIRLY_SURE else Sure.HARDLY


@dataclass(frozen=True, slots=True)
class Plan:
    """What somebody may plan on who needs a decision by a day: apply by when, and how likely it is from today."""

    wanted: date
    # The last day on which nine, and on which five in ten of those applying have a decision in time.
    safe: date
    even: date
    # The safe day is already past.
    too_late: bool
    chance: Chance


def plan(wait: Wait, wanted: date, today: date) -> Plan:
    """Return what may be planned on for a decision by `wanted`."""
    safe = wanted - timedelta(days=wait.p90)
    left = (wanted - today).days
    steps = (
        (wait.p90, Chance.NEARLY_ALL),
        (wait.p80, Chance.MOST),
        (wait.p50, Chance.MANY),
        (wait.p10, Chance.SOME),
    )
    chance = next((chance for days, chance in steps if left >= days), Chance.SELDOM)
    return Plan(wanted, safe, wanted - timedelta(days=wait.p50), safe < today, chance)
