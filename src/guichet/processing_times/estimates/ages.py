"""The ages at which files are looked at: whole days where histories hold dates; minutes, then hours, where times."""

from dataclasses import dataclass

import numpy as np

from guichet.processing_times.estimates.histories import Floats, Whole

DAY, HOUR, MINUTE = 1.0, 1 / 24, 1 / 1440
MOST_AGES = 1600
# Files that waited longer than all but a few are looked at together, at the last age.
NEARLY_ALL = 0.998
_GROWS = 1.25


@dataclass(frozen=True)
class Ages:
    """Steps of waiting, from one edge to the next. Where waits are whole days, a day reaches half a day either side."""

    edges: Floats
    step: float
    centred: bool

    @property
    def count(self) -> int:
        """Return how many steps there are."""
        return len(self.edges) - 1

    @property
    def middles(self) -> Floats:
        """Return the middle of each step: where waits are whole days, that day."""
        if self.centred:
            return np.asarray(np.arange(self.count) * self.step, dtype=np.float64)
        return np.asarray((self.edges[:-1] + self.edges[1:]) / 2)

    def of(self, waits: Floats) -> Whole:
        """Return the step that each wait ends in."""
        if self.centred:
            found = np.floor(waits / self.step + 0.5 + 1e-9)
        else:
            found = np.searchsorted(self.edges, waits + 1e-9, side="right") - 1
        return np.clip(found, 0, self.count - 1).astype(np.int64)

    @property
    def days(self) -> Whole:
        """Return on which day after the receipt each step lies; files come in at midday, where times are known."""
        days: Whole = np.floor(self.middles + (1e-9 if self.centred else 0.5)).astype(np.int64)
        return days

    @property
    def know_weekdays(self) -> bool:
        """Return whether a step is short enough to lie on one day."""
        return self.step <= DAY


def ages_for(waits: Floats) -> Ages:
    """Return the steps that suit these waits of decided files: the shortest that are not too many."""
    if not len(waits):
        return _days(2)
    longest = max(float(np.quantile(waits, NEARLY_ALL)), float(np.median(waits)) * 2, HOUR)
    if np.all(np.abs(waits - np.round(waits)) < 1e-6):
        if longest <= MOST_AGES:
            return _days(int(longest) + 3)
        return _even(float(np.ceil(longest / MOST_AGES / 7) * 7), longest)
    for step in (HOUR / 12, HOUR, HOUR * 6, DAY):
        if longest / step <= MOST_AGES:
            return _even(step, longest)
    return _even(float(np.ceil(longest / MOST_AGES / 7) * 7), longest)


def _days(count: int) -> Ages:
    edges = np.arange(count + 1, dtype=np.float64) - 0.5
    edges[0] = 0.0
    return Ages(edges, DAY, centred=True)


def _even(step: float, longest: float) -> Ages:
    """Return even steps, with the first ones cut up: many a file is done within minutes."""
    begins = MINUTE * _GROWS ** np.arange(80)
    early = begins[begins < min(step / (_GROWS - 1), longest)]
    last = early[-1] if len(early) else 0.0
    later = np.arange(np.floor(last / step) + 1, np.ceil(longest / step) + 3) * step
    return Ages(np.concatenate([[0.0], early, later]), step, centred=False)
