"""The ages at which files are looked at: whole days where histories hold dates, hours where they hold times."""

from dataclasses import dataclass

import numpy as np

from guichet.processing_times.estimates.histories import Floats, Whole

DAY, HOUR = 1.0, 1 / 24
MOST_AGES = 1600
# Files that waited longer than all but a few are looked at together, at the last age.
NEARLY_ALL = 0.998


@dataclass(frozen=True)
class Ages:
    """Equal steps of waiting. Where waits are whole days, a day is taken to reach half a day to either side."""

    step: float
    count: int
    centred: bool

    @property
    def edges(self) -> Floats:
        """Return where the steps begin and end."""
        edges: Floats = (np.arange(self.count + 1, dtype=np.float64) - (0.5 if self.centred else 0.0)) * self.step
        edges[0] = 0.0
        return edges

    def of(self, waits: Floats) -> Whole:
        """Return the step that each wait ends in."""
        steps = np.floor(waits / self.step + (0.5 if self.centred else 0.0) + 1e-9)
        return np.clip(steps, 0, self.count - 1).astype(np.int64)

    @property
    def days(self) -> Whole:
        """Return on which day after the receipt each step lies."""
        middle = np.arange(self.count) * self.step + (0.0 if self.centred else self.step / 2 + 0.5)
        days: Whole = np.floor(middle + 1e-9).astype(np.int64)
        return days

    @property
    def know_weekdays(self) -> bool:
        """Return whether a step is short enough to lie on one day."""
        return self.step <= DAY


def ages_for(waits: Floats) -> Ages:
    """Return the steps that suit these waits of decided files: the shortest that are not too many."""
    if not len(waits):
        return Ages(step=DAY, count=2, centred=True)
    longest = max(float(np.quantile(waits, NEARLY_ALL)), float(np.median(waits)) * 2, HOUR)
    whole = bool(np.all(np.abs(waits - np.round(waits)) < 1e-6))
    for step in (DAY,) if whole else (HOUR / 12, HOUR, HOUR * 6, DAY):
        if longest / step <= MOST_AGES:
            return Ages(step=step, count=int(longest / step) + 3, centred=whole)
    step = float(np.ceil(longest / MOST_AGES / 7) * 7)
    return Ages(step=step, count=int(longest / step) + 3, centred=False)
