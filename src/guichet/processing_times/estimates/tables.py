"""Life tables: of the files that had waited so long, how many were decided then. Recent days count for more.

A day long ago counts for less by the factor exp(-age of the day / memory). Files still open are counted for as long as
they were watched: leaving them out would make every wait look shorter than it is.
"""

from dataclasses import dataclass

import numpy as np

from guichet.processing_times.estimates.ages import Ages
from guichet.processing_times.estimates.histories import Floats, Watched, Whole

# Beyond what double numbers hold, a file that old would not count anyway.
_LARGEST_POWER = 600.0
_WEEK = 7
# As many decisions as if each weekday had been seen this often, before what was seen of it is believed.
_WEEKDAYS_DOUBTED = 40.0
_LONG_MEMORY = 365.0


@dataclass(frozen=True)
class Table:
    """For each cell (row) and age (column): files decided at that age, and files that were there to be decided."""

    decided: Floats
    waiting: Floats

    def summed(self, of: Whole, count: int) -> "Table":
        """Return the table of larger groups: row r of this one is part of row of[r] of that one."""
        decided, waiting = np.zeros((count, self.decided.shape[1])), np.zeros((count, self.decided.shape[1]))
        np.add.at(decided, of, self.decided)
        np.add.at(waiting, of, self.waiting)
        return Table(decided, waiting)


def table_of(seen: Watched, cells: int, ages: Ages, memory: float, at: float, weekday: Floats) -> Table:
    """Return the life table of each cell as of a moment, with the work of each weekday taken out."""
    last, watched, weight, of_age = _counted(seen, ages, memory, at)
    # Who was decided after the last age was not decided at it.
    done = seen.decided & (seen.waited < ages.edges[-1])
    place, size = seen.cell * ages.count + last, cells * ages.count
    decided = np.bincount(place[done], weights=weight[done] * of_age[last[done]], minlength=size).astype(np.float64)
    waiting = np.zeros((cells, ages.count))
    place = seen.cell * ages.count + watched
    for day in range(_WEEK) if ages.know_weekdays else [-1]:
        mine = slice(None) if day < 0 else seen.weekday == day
        left = np.bincount(place[mine], weights=weight[mine], minlength=size).reshape(cells, ages.count)
        waiting += _and_older(left) * (of_age * pace(weekday, day, ages))
    return Table(decided.reshape(cells, ages.count), waiting)


def _counted(seen: Watched, ages: Ages, memory: float, at: float) -> tuple[Whole, Whole, Floats, Floats]:
    """Return the step in which each file ended, the last through which it was watched, and how much a day counts.

    That is the product of two: by receipt, for each file, and by age.
    """
    last = ages.of(seen.waited)
    # One who is still open at the very beginning of a step was not watched through it.
    watched = np.where(seen.decided, last, np.maximum(last - (seen.waited < ages.middles[last]), 0))
    weight = np.exp(np.clip((seen.received - at) / memory, -_LARGEST_POWER, 0.0))
    return last, watched, weight, np.exp(np.minimum(ages.middles / memory, _LARGEST_POWER))


def _and_older(left: Floats | Whole) -> Floats:
    """Return for each age how many were left at it or later: a row for each cell."""
    return np.asarray(np.cumsum(left[:, ::-1], axis=1, dtype=np.float64)[:, ::-1])


def pace(weekday: Floats, received_on: int, ages: Ages) -> Floats:
    """Return how much of an ordinary day's work is done at each age of a file that came in on this weekday."""
    if not ages.know_weekdays or received_on < 0:
        return np.ones(ages.count)
    return weekday[(received_on + ages.days) % _WEEK]


def weekday_work(seen: Watched, ages: Ages, at: float) -> Floats:
    """Return how much is decided on each weekday, beside what would be if all were alike. Their mean is near 1."""
    even = np.ones(_WEEK)
    if not ages.know_weekdays or not seen.decided.any():
        return even
    found = even
    on = (np.floor(seen.received[seen.decided] + seen.waited[seen.decided]).astype(np.int64) + 3) % _WEEK
    counted = np.exp(np.clip((seen.received + seen.waited - at) / _LONG_MEMORY, -_LARGEST_POWER, 0.0))
    done = np.bincount(on, weights=counted[seen.decided], minlength=_WEEK)
    last, watched, weight, of_age = _counted(seen, ages, _LONG_MEMORY, at)
    ends = seen.decided & (seen.waited < ages.edges[-1])
    decided = np.bincount(last[ends], weights=weight[ends] * of_age[last[ends]], minlength=ages.count)
    days = range(_WEEK)
    left = [np.bincount(watched[seen.weekday == day], weights=weight[seen.weekday == day], minlength=ages.count)
            for day in days]  # fmt: skip
    # How many were there to be decided at each age, by the weekday on which they came in.
    there = _and_older(np.stack(left)) * of_age
    for _ in range(3):
        waiting = (there * np.stack([pace(found, day, ages) for day in days])).sum(axis=0)
        rate = np.divide(decided, waiting, out=np.zeros(ages.count), where=waiting > 0)
        expected = np.zeros(_WEEK)
        for day in days:
            expected += np.bincount((day + ages.days) % _WEEK, weights=there[day] * rate, minlength=_WEEK)
        doubt = _WEEKDAYS_DOUBTED * expected / max(expected.sum(), 1e-12) * _WEEK
        found = (done + doubt) / np.maximum(expected + doubt, 1e-12)
    return found
