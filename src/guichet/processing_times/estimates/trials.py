"""What would have been right lately: estimates as of earlier moments, held against what is known by now.

From it follow how far recent corrections are trusted, and by how much ranges were too narrow or too wide. Files whose
end is not known yet count up to where it is: leaving them out would favour whoever foretells short waits.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from guichet.processing_times.estimates.curves import at, when
from guichet.processing_times.estimates.fitting import MEMORIES, Fit, fit
from guichet.processing_times.estimates.histories import Cells, Floats, Histories, Whole, seen_by

# How far the corrections of 300, 60 and 20 days are trusted, in each manner that is tried.
MANNERS = np.array([
    [0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.5, 0.5, 0.0], [1.0, 1.0, 0.0], [0.5, 0.5, 0.5], [1.0, 1.0, 1.0],
])  # fmt: skip
LASTING = np.array(MEMORIES[1:])
# Of the usual wait, how long ago the trials are held; the older ones count for less.
_AGO = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)
_FADES = 4.0
_SAMPLE, _ENOUGH = 400, 40
_SHARPNESS = 8.0
# As many files as if every range had been right, before what was seen is believed; and how far it is believed.
_RIGHT_BEFORE, _MARGINS = 40.0, (-0.08, 0.03)
RANGE, HELD = (0.1, 0.9), 0.8


@dataclass(frozen=True)
class Learned:
    """What trials taught of files of one kind: the trust in each correction, and how much wider ranges must be.

    `margin` is a part of the width from p10 to p90, put on at both ends.
    """

    trust: Floats
    margin: float


@dataclass(frozen=True)
class _Trial:
    """Files of one kind at an earlier moment: what was known of them then, and how they fared."""

    then: Fit
    row: Whole
    received: Floats
    until: Floats
    decided: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
    since: Floats
    weight: float

    def curve(self, trust: Floats) -> Floats:
        return self.then.burden(self.row, self.received, np.repeat(trust[None, :], len(self.row), axis=0), LASTING)

    @property
    def waited(self) -> Floats:
        return self.then.open_for(self.received)


def learn_from(histories: Histories, cell: Whole, cells: Cells, now: Fit) -> tuple[Learned, Learned]:
    """Return what earlier moments teach of files that come in then, and of those that waited then."""
    new: list[_Trial] = []
    waiting: list[_Trial] = []
    for ago in _AGO:
        moment = now.moment - max(np.floor(ago * now.usual), 1.0)
        seen = seen_by(histories, cell, moment)
        if seen.decided.sum() < _ENOUGH:
            break
        then = fit(seen, cells, moment)
        weight = float(np.exp(-ago / _FADES))
        known = seen_by(histories, cell, now.moment)
        end = known.received + known.waited
        comes = (known.received > moment) & (known.received <= moment + now.usual)
        waits = (known.received <= moment) & (end > moment)
        for chosen, trials in ((comes, new), (waits, waiting)):
            places = np.flatnonzero(chosen)
            places = places[:: max(1, -(-len(places) // _SAMPLE))]
            if len(places):
                trials.append(_Trial(then, known.cell[places], known.received[places], known.waited[places],
                                     known.decided[places], now.moment - known.received[places], weight))  # fmt: skip
    return _learned(new), _learned(waiting)


def _learned(trials: Sequence[_Trial]) -> Learned:
    if not trials:
        return Learned(MANNERS.mean(axis=0), 0.0)
    losses = np.array([sum(_loss(trial, manner) * trial.weight for trial in trials) for manner in MANNERS])
    worth = np.exp(-_SHARPNESS * (losses / max(losses.min(), 1e-12) - 1.0))
    trust = (worth / worth.sum()) @ MANNERS
    return Learned(trust, _margin(trials, trust))


def _loss(trial: _Trial, manner: Floats) -> float:
    """Return the squared error of the told share decided, over all days on which it is known who was."""
    curve = trial.curve(manner)
    edges = trial.then.ages.edges
    told = 1.0 - np.exp(-(curve - at(curve, edges, trial.waited)[:, None]))
    came = trial.decided[:, None] & (trial.until[:, None] <= edges)
    known = (edges >= trial.waited[:, None]) & (trial.decided[:, None] | (edges <= trial.until[:, None]))
    return float((np.where(known, told - came, 0.0)[:, 1:] ** 2 @ np.diff(edges)).sum())


def _margin(trials: Sequence[_Trial], trust: Floats) -> float:
    """Return how much wider the ranges would have had to be, in parts of their width, to hold what they say.

    Only how wide: whether files go slower or quicker than told changes from month to month, and is no habit. Only files
    that came in long enough ago are looked at: of others only those are known that were quick.
    """
    missed, weights = [], []
    for trial in trials:
        curve, edges = trial.curve(trust), trial.then.ages.edges
        so_far = at(curve, edges, trial.waited)
        low, high = (when(curve, edges, so_far - np.log1p(-share)) for share in RANGE)
        width = np.maximum(high - low, trial.then.ages.step / 10)
        long_ago = trial.since >= high + _MARGINS[1] * width
        by = np.maximum(low - trial.until, trial.until - high) / width
        missed.append(by[long_ago])
        weights.append(np.full(int(long_ago.sum()), trial.weight))
    by, weight = np.concatenate(missed), np.concatenate(weights)
    if not len(by):
        return 0.0
    order = np.argsort(by)
    share = (np.cumsum(weight[order]) - weight[order] / 2) / weight.sum()
    believed = weight.sum() / (weight.sum() + _RIGHT_BEFORE)
    return float(np.clip(np.interp(HELD, share, by[order]), *_MARGINS) * believed)
