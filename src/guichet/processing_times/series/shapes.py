"""A series and its forecast as arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
LEVELS = (0.1, 0.5, 0.9)
DAY = 1.0


@dataclass(frozen=True)
class Series:
    """Figures in order of time; times are days since 1970, a value that is missing is not a number."""

    name: str
    times: Floats
    values: Floats


@dataclass(frozen=True)
class Forecast:
    """What comes next: at each time p10, p50 and p90, in columns."""

    name: str
    times: Floats
    shares: Floats


def step_of(times: Floats) -> float:
    """Return the usual distance from one time to the next: a day where there is but one."""
    return float(np.median(np.diff(times))) if len(times) > 1 else DAY


def weekday_and_slot(times: Floats, step: float) -> tuple[Whole, Whole]:
    """Return each time's weekday, Monday 0, and its place in the day, counted in steps."""
    day = np.floor(times + 1e-7)
    return (day.astype(np.int64) + 3) % 7, np.round((times - day) / step).astype(np.int64)


def times_ahead(times: Floats, count: int) -> Floats:
    """Return the next times, such as came before: no night and no Sunday on which there never was one."""
    step = step_of(times)
    if step > DAY * 0.999 and step < DAY * 1.001:
        step = DAY
    if step > DAY:
        return _months(times, count) if 27.5 < step < 31.5 else times[-1] + step * np.arange(1, count + 1)
    recent = times[times > times[-1] - 28 * DAY]
    weekday, slot = weekday_and_slot(recent, step)
    seen = set(zip(weekday.tolist(), slot.tolist(), strict=True))
    week = times[-1] + step * np.arange(1, round(7 * DAY / step) + 1)
    if len(recent) < 2 or recent[-1] - recent[0] < 13 * DAY:
        # Less than two weeks say nothing of weekdays.
        hours = {one[1] for one in seen}
        seen = {(day, hour) for day in range(7) for hour in hours}
    ahead_weekday, ahead_slot = weekday_and_slot(week, step)
    kept = [pair in seen for pair in zip(ahead_weekday.tolist(), ahead_slot.tolist(), strict=True)]
    week = week[np.array(kept)]
    turns = -(-count // len(week))
    return np.concatenate([week + 7 * DAY * turn for turn in range(turns)])[:count]


def _months(times: Floats, count: int) -> Floats:
    last = np.datetime64(int(np.floor(times[-1])), "D")
    month = last.astype("datetime64[M]")
    day = (last - month.astype("datetime64[D]")).astype(int)
    ahead = (month + np.arange(1, count + 1)).astype("datetime64[D]").astype(np.float64)
    lengths = (month + np.arange(2, count + 2)).astype("datetime64[D]").astype(np.float64) - ahead
    ends = (last + 1).astype("datetime64[M]") != month
    return np.asarray(ahead + (lengths - 1 if ends else np.minimum(day, lengths - 1)) + times[-1] % 1.0)
