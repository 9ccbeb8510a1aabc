"""Days in Canada and days away: windows of years, stays, trips, and counts over them. Pure.

A day counts whole, however short the part of it that was spent in Canada: the day of leaving and the day of coming
back are days in Canada, and only what lies strictly between them is away.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

DAY = timedelta(days=1)


class Backwards(ValueError):
    """A stay or a trip that ends before it begins."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A time from a day to a day, both included; without a last day it still goes on."""

    first: date
    last: date | None = None

    def __post_init__(self) -> None:
        if self.last and self.last < self.first:
            raise Backwards(f"{self.first}/{self.last}")


@dataclass(frozen=True, slots=True)
class Trip:
    """A time out of Canada: the day of leaving and the day of coming back; without the second, still away."""

    out: date
    back: date | None = None

    def __post_init__(self) -> None:
        if self.back and self.back < self.out:
            raise Backwards(f"{self.out}/{self.back}")

    @property
    def away(self) -> Stay | None:
        """Return the days that are spent away; None where there are none, as on a trip of a night."""
        first = self.out + DAY
        last = self.back - DAY if self.back else None
        return None if last and last < first else Stay(first, last)

    def back_by(self, day: date) -> "Trip":
        """Return the trip as it is if whoever is still away comes back on that day."""
        return self if self.back else Trip(self.out, max(self.out, day))


def years_before(day: date, years: int) -> date:
    """Return the same day of the calendar so many years earlier; 28 February where 29 is missing (a convention)."""
    return _same_day(day, day.year - years)


def years_after(day: date, years: int) -> date:
    """Return the same day of the calendar so many years later; 28 February where 29 is missing (a convention)."""
    return _same_day(day, day.year + years)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later; the last of the month where it has none (a convention)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _same_day(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def marked(stays: Iterable[Stay | None], first: date, last: date) -> frozenset[int]:
    """Return each day of the stays between two days, once, by its number: what is told twice counts once."""
    found: set[int] = set()
    for stay in stays:
        if stay:
            begins = max(stay.first, first).toordinal()
            found.update(range(begins, min(stay.last or last, last).toordinal() + 1))
    return frozenset(found)


class Tally:
    """How many days between two days are of a sort: each is asked once, any stretch is then one subtraction."""

    def __init__(self, first: date, last: date, is_counted: Callable[[int], bool]) -> None:
        """Ask of each day from the first to the last, by its number."""
        self._first = first.toordinal()
        self._last = last.toordinal()
        days = range(self._first, self._last + 1)
        self._sums = list(accumulate((int(is_counted(day)) for day in days), initial=0))

    def between(self, first: date, last: date) -> int:
        """Return how many days from the first to the last, both included, are counted."""
        begins = max(first.toordinal(), self._first)
        ends = min(last.toordinal(), self._last)
        return self._sums[ends - self._first + 1] - self._sums[begins - self._first] if begins <= ends else 0


def age_on(born_on: date, day: date) -> int:
    """Return how old somebody is on a day; who was born on 29 February turns a year older on 1 March elsewhere."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def birthday(born_on: date, age: int) -> date:
    """Return the first day on which somebody is that old."""
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:
        return date(born_on.year + age, 3, 1)
