"""Series without a day or week of their own: published times, figures by the month. Many are learned from together.

What a series does in so many steps is read from what all did: how far they moved, whether back to where they had been,
on with where they were going, along with the others, or as a year before. Each by its own restlessness.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from guichet.processing_times.series.shapes import LEVELS, Floats, Series, step_of

_MOST_ROWS = 60_000
_RIDGE = 300.0
_MANY = 60.0
_FADES = 200.0
_RESTS = 40.0
_SETTLED = 8.0
# How far one goes of which hardly anything is known, in units of its restlessness.
_UNKNOWN, _HARDLY_ANY = np.array([-1.9, 0.0, 1.9]), 20.0
# What all did together in so many steps was seen only as often as these steps fit into what is known.
_TOGETHER = 2.0
_YEAR = 365.25


@dataclass(frozen=True)
class _Panel:
    """All series on one row of steps, by their logarithms where they are never negative. `restless` is one a series."""

    values: Floats
    logs: bool
    shift: float
    restless: Floats
    year: int


def forecast_walks(many: Sequence[Series], horizon: int) -> list[Floats]:
    """Return for each series p10, p50 and p90 at each step ahead."""
    panel = _panel(many)
    found = np.stack([_ahead(panel, steps) for steps in range(1, horizon + 1)], axis=1)
    found = np.maximum.accumulate(found, axis=2)
    if panel.logs:
        found = np.maximum(np.exp(np.minimum(found, 700.0)) - panel.shift, 0.0)
    return list(found)


def _panel(many: Sequence[Series]) -> _Panel:
    step = float(np.median([step_of(one.times) for one in many]))
    # Their last values stand in one column, so that the newest is compared with the newest.
    longest = max(len(one.values) for one in many)
    values = np.full((len(many), longest), np.nan)
    for row, one in enumerate(many):
        values[row, longest - len(one.values) :] = one.values
    seen = values[~np.isnan(values)]
    logs = bool(len(seen)) and bool(np.all(seen >= 0)) and bool(np.any(seen > 0))
    shift = 0.0
    if logs:
        # Half of what is usual, so that a nought has a logarithm; the least there is may have no half.
        shift = 0.0 if np.all(seen > 0) else max(0.5 * float(np.median(seen[seen > 0])), float(np.finfo(float).tiny))
        values = np.log(values + shift)
    values = _carried(values)
    moves = np.abs(np.diff(values, axis=1))
    overall = float(np.nanmean(moves)) if moves.size and not np.all(np.isnan(moves)) else 0.0
    # What moved lately moves on. One that never moved yet may; one of few figures moves as the others do.
    counts = np.exp(-np.arange(moves.shape[1])[::-1] / _RESTS)
    known = np.where(np.isnan(moves), 0.0, 1.0) @ counts
    restless = (np.where(np.isnan(moves), 0.0, moves) @ counts + _MANY * overall) / (known + _MANY)
    fallback = 0.1 if logs else 0.1 * max(float(np.mean(np.abs(seen))) if len(seen) else 1.0, 1e-9)
    return _Panel(values, logs, shift, np.where(restless > 0, restless, fallback), max(round(_YEAR / step), 1))


def _carried(values: Floats) -> Floats:
    """Return the values with gaps filled by the value before; what comes before the first stays unknown."""
    place = np.where(np.isnan(values), -1, np.arange(values.shape[1])[None, :])
    place = np.maximum.accumulate(place, axis=1)
    return np.where(place >= 0, np.take_along_axis(values, np.maximum(place, 0), axis=1), np.nan)


def _features(panel: _Panel, at: int, steps: int) -> Floats:
    """Return what is known at a column of each series, in units of its restlessness: rows are series."""
    now = panel.values[:, at]
    scale = panel.restless * np.sqrt(steps)

    def since(back: int) -> Floats:
        return np.asarray(now - panel.values[:, max(at - back, 0)], dtype=np.float64)

    past = panel.values[:, max(at - 26, 0) : at + 1]
    with np.errstate(invalid="ignore"):
        known = ~np.isnan(past)
        home = np.where(known, past, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    together = since(4)
    together = np.where(np.isnan(together), 0.0, together)
    parts = [now - home, since(2), since(8), np.full(len(now), np.median(together))]
    if at - panel.year >= 0 and at - panel.year + steps < panel.values.shape[1]:
        parts.append(panel.values[:, at - panel.year + steps] - panel.values[:, at - panel.year])
    else:
        parts.append(np.zeros(len(now)))
    table = np.stack(parts, axis=1) / scale[:, None]
    return np.asarray(np.clip(np.where(np.isnan(table), 0.0, table), -4.0, 4.0))


def _ahead(panel: _Panel, steps: int) -> Floats:
    """Return p10, p50 and p90 of all series so many steps ahead, on the panel's scale."""
    series, columns = panel.values.shape
    begins = np.arange(min(8, max(columns - steps - 1, 0)), columns - steps)
    scale = panel.restless * np.sqrt(steps)
    now = panel.values[:, -1]
    if not len(begins):
        return np.asarray(now[:, None] + scale[:, None] * _UNKNOWN)
    every = max(1, -(-len(begins) * series // _MOST_ROWS))
    begins = begins[::-1][::every]
    rows = [_features(panel, int(at), steps) for at in begins]
    moved = np.stack([(panel.values[:, at + steps] - panel.values[:, at]) / scale for at in begins])
    known = ~np.isnan(moved)
    if not known.any():
        return np.asarray(now[:, None] + scale[:, None] * _UNKNOWN)
    features = np.stack(rows)[known]
    age = np.repeat((columns - 1 - steps - begins)[:, None], series, axis=1)[known]
    weight = np.exp(-age / _FADES)
    target = np.clip(moved[known], -6.0, 6.0)
    slope = np.linalg.solve(
        features.T @ (features * weight[:, None]) + _RIDGE * np.eye(features.shape[1]),
        features.T @ (target * weight),
    )
    # At the very next steps most stay what they are.
    slope = slope * min(1.0, steps / _SETTLED)
    middle = _features(panel, columns - 1, steps) @ slope
    left = moved[known] - features @ slope
    order = np.argsort(left)
    share = (np.cumsum(weight[order]) - weight[order] / 2) / weight.sum()
    seen = weight.sum() / (weight.sum() + _HARDLY_ANY)
    low, mid, high = (np.interp(level, share, left[order]) for level in LEVELS)
    wider = np.sqrt(1 + _TOGETHER * steps / columns)
    told = np.array([mid + (low - mid) * wider, mid, mid + (high - mid) * wider])
    spread = seen * told + (1 - seen) * _UNKNOWN
    return np.asarray(now[:, None] + scale[:, None] * (middle[:, None] + spread[None, :]))
