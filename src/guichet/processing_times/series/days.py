"""Series that follow the day and the week: calls in a half hour, letters a day.

What comes is taken apart: the level of these weeks, what each weekday is beside it, and how a day's share falls on its
times. Each is followed from day to day, in several tempos; those that were right lately count for more.
"""

from dataclasses import dataclass

import numpy as np

from guichet.processing_times.series.shapes import LEVELS, Floats, Series, Whole, step_of, weekday_and_slot

# How quickly the level, the weekdays and the shares of the day follow what is seen.
TEMPOS = ((0.05, 0.05, 0.02), (0.12, 0.05, 0.03), (0.25, 0.1, 0.05), (0.4, 0.1, 0.08))
# A day this far from what was expected is a holiday or a fault of the line: it teaches little.
_ODD = 1.6
_TRIED, _FIRST = 60, 14
_SHARPNESS = 30.0
# Days since a day of trial, by which it counts a third.
_FADES = 30.0
_SMOOTH = (0.0, 1.0, 3.0)
_FEW = 2.0


@dataclass(frozen=True)
class Grid:
    """A series as days (rows) by times of the day (columns)."""

    first: int
    weekday: Whole
    values: Floats
    slots: Whole


def grid_of(series: Series) -> Grid:
    """Return the days of a series, those without any value among them."""
    step = step_of(series.times)
    _, slot = weekday_and_slot(series.times, step)
    day = np.floor(series.times + 1e-7).astype(np.int64)
    slots = np.unique(slot)
    values = np.full((int(day[-1] - day[0]) + 1, len(slots)), np.nan)
    values[day - day[0], np.searchsorted(slots, slot)] = series.values
    return Grid(int(day[0]), (np.arange(len(values)) + day[0] + 3) % 7, values, slots)


def forecast_days(series: Series, ahead: Floats) -> Floats:
    """Return p10, p50 and p90 at each time ahead."""
    grid = grid_of(series)
    step = step_of(series.times)
    days = np.floor(ahead + 1e-7).astype(np.int64) - grid.first
    column = np.searchsorted(grid.slots, np.clip(weekday_and_slot(ahead, step)[1], grid.slots[0], grid.slots[-1]))
    last = len(grid.values) - 1
    farthest = max(int(days.max()) - last, 1)
    told = [_followed(grid, tempo, wide, farthest) for tempo in TEMPOS for wide in _SMOOTH[: _widths(grid)]]
    tried, truth, age = _trials(grid, told)
    worth = _worth(tried, truth, age)
    expected = np.tensordot(worth, np.stack([one.ahead for one in told]), axes=1)
    middle = expected[np.clip(days - last, 0, farthest), column]
    past = np.tensordot(worth, tried, axes=1)
    return spread(middle, past, truth, age, np.maximum(days - last, 1))


@dataclass(frozen=True)
class _Followed:
    """What one tempo foretold of each day from the day before, and what it foretells: rows are days from the last."""

    told: Floats
    ahead: Floats


def _widths(grid: Grid) -> int:
    return len(_SMOOTH) if grid.values.shape[1] > 8 else 1


def _followed(grid: Grid, tempo: tuple[float, float, float], wide: float, farthest: int) -> _Followed:
    days, slots = grid.values.shape
    quick, weekly, daily = tempo
    smooth = _smoother(slots, wide)
    level, factor, share, own = _begun(grid)
    told = np.full((days, slots), np.nan)
    for day in range(days):
        seen = grid.values[day]
        on = int(grid.weekday[day])
        told[day] = level * factor[on] * (smooth @ np.maximum(share + own[on], 0.0))
        known = ~np.isnan(seen)
        if not known.any():
            continue
        expected = float(told[day][known].sum())
        total = float(seen[known].sum())
        if expected <= 0 or total <= 0:
            factor[on] += weekly * (total / max(level * slots, 1e-9) - factor[on])
            continue
        ratio = total / expected
        believed = 1.0 if 1 / _ODD < ratio < _ODD else 0.15
        level *= ratio ** (quick * believed)
        factor[on] *= ratio ** (weekly * believed)
        shape = np.where(known, seen / total * expected / max(level * factor[on], 1e-9), share + own[on])
        shape = np.clip(shape, 0.0, 50.0)
        share = share + daily * believed * (shape - own[on] - share)
        own[on] = own[on] + daily * 1.5 * believed * (shape - share - own[on])
        own[on] *= 0.98
    on_days = (grid.weekday[-1] + np.arange(farthest + 1)) % 7
    ahead = np.stack([level * factor[on] * (smooth @ np.maximum(share + own[on], 0.0)) for on in on_days])
    return _Followed(told, ahead)


def _begun(grid: Grid) -> tuple[float, Floats, Floats, Floats]:
    """Return the level, factors of weekdays, and shares with which to begin: from the first weeks."""
    first = grid.values[: max(28, _FIRST)]
    slots = first.shape[1]
    weekdays = grid.weekday[: len(first)]
    with_any = ~np.all(np.isnan(first), axis=1)
    mean = np.where(with_any, np.nanmean(np.where(with_any[:, None], first, 0.0), axis=1), np.nan)
    level = float(np.nanmedian(mean[mean > 0])) if np.any(mean > 0) else 1e-6
    factor = np.ones(7)
    for day in range(7):
        here = mean[(weekdays == day) & with_any]
        if len(here):
            factor[day] = (here.sum() / level + 0.5) / (len(here) + 0.5)
    filled = np.where(np.isnan(first), 0.0, first)
    count = np.maximum((~np.isnan(first)).sum(axis=0), 1)
    share = filled.sum(axis=0) / count
    total = share.mean()
    return level, factor, share / total if total > 0 else np.ones(slots), np.zeros((7, slots))


def _smoother(slots: int, wide: float) -> Floats:
    if wide <= 0:
        return np.eye(slots)
    apart = np.abs(np.arange(slots)[:, None] - np.arange(slots)[None, :])
    weight = np.exp(-0.5 * (apart / wide) ** 2) * (apart <= 4 * wide)
    return np.asarray(weight / weight.sum(axis=1, keepdims=True))


def _trials(grid: Grid, told: list[_Followed]) -> tuple[Floats, Floats, Floats]:
    """Return what each tempo told of the last days, how they were, and how many days ago."""
    days = len(grid.values)
    begin = max(min(_FIRST, days // 2), days - _TRIED)
    truth = grid.values[begin:]
    age = np.repeat((days - 1 - np.arange(begin, days))[:, None], truth.shape[1], axis=1).astype(np.float64)
    known = ~np.isnan(truth)
    return np.stack([one.told[begin:][known] for one in told]), truth[known], age[known]


def _worth(tried: Floats, truth: Floats, age: Floats) -> Floats:
    loss = (np.abs(tried - truth) * np.exp(-age / _FADES)).sum(axis=1)
    worth = np.exp(-_SHARPNESS * (loss / max(float(loss.min()), 1e-12) - 1.0))
    return np.asarray(worth / worth.sum())


def spread(middle: Floats, past: Floats, truth: Floats, age: Floats, days_ahead: Whole) -> Floats:
    """Return the range about what is expected: from how far lately the truth lay from what was told.

    Chance grows with the root of a count, a wrong level with the count itself; how much of each, the past says.
    """
    weight = np.exp(-age / _FADES)
    by_chance, by_level = _parts(past, truth, weight)
    missed = (truth - past) / _width(past, by_chance, by_level, np.ones(len(past)))
    order = np.argsort(missed)
    share = (np.cumsum(weight[order]) - weight[order] / 2) / max(float(weight.sum()), 1e-12)
    far = np.sqrt(1.0 + 0.15 * (days_ahead - 1.0))
    width = _width(middle, by_chance, by_level, far)
    counted = float(weight.sum()) ** 2 / max(float((weight**2).sum()), 1e-12)
    found = [middle + width * np.interp(_wider(level, counted), share, missed[order]) for level in LEVELS]
    return np.maximum(np.stack(found, axis=1), 0.0 if np.all(truth >= 0) else -np.inf)


def _wider(level: float, seen: float) -> float:
    """Return the level to ask for where only so many were seen that the next may well lie outside them all."""
    lean = seen / (seen + _FEW)
    return level * lean if level < 0.5 else 1.0 - (1.0 - level) * lean if level > 0.5 else level


def _parts(past: Floats, truth: Floats, weight: Floats) -> tuple[float, float]:
    size = np.maximum(past, 1e-9)
    error = (truth - past) ** 2 / size
    # Far from the others: a holiday. It would make every day look uncertain.
    error = np.minimum(error, np.quantile(error, 0.97))
    mean, square = np.average(size, weights=weight), np.average(size**2, weights=weight)
    cross, plain = np.average(error * size, weights=weight), np.average(error, weights=weight)
    slope = float(np.clip((cross - mean * plain) / max(square - mean**2, 1e-9 * square), 0.0, plain / mean))
    return max(float(plain - slope * mean), 0.02 * float(plain) + 1e-9), slope


def _width(middle: Floats, by_chance: float, by_level: float, far: Floats) -> Floats:
    size = np.maximum(middle, 0.3)
    return np.asarray(np.sqrt(by_chance * size + by_level * (size * far) ** 2))
