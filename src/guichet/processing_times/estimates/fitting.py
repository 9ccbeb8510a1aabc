"""What is known as of one moment, made ready to ask: hazards, the rhythm of weekdays, and how corrections fade."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from guichet.processing_times.estimates.ages import Ages, ages_for
from guichet.processing_times.estimates.curves import burdens
from guichet.processing_times.estimates.hazards import SURELY, Rows, rows_of, weekday_factors
from guichet.processing_times.estimates.histories import Cells, Floats, Watched, Whole, weekdays
from guichet.processing_times.estimates.load import load_of
from guichet.processing_times.estimates.tables import pace, table_of, weekday_work

# In days: what happened so long ago counts a third. The first is as good as for ever.
MEMORIES = (5000.0, 300.0, 60.0, 20.0)
_RHYTHM_MEMORY = 700.0
_WEEK = 7
# A file that waits three times as long as nine in ten did is asleep, where hardly any such file is ever decided.
_LONG, _SLOW = 3.0, 0.1
_HARDLY_ANY, _UNKNOWN_WAIT = 10, 60.0
# Of a slowness of late, what those that waited through it still have before them: the rest is caught up.
_CAUGHT_UP = 0.3
# How much of a greater load slows those that come now, and for how many days.
_LOADED, _LOAD_LASTS = 0.25, 30.0


@dataclass(frozen=True)
class Fit:
    """What was learned as of a moment. `rhythm` is by weekday of receipt and age."""

    moment: float
    ages: Ages
    usual: float
    load: float
    rhythm: Floats
    rows: Rows

    def open_for(self, received: Floats) -> Floats:
        """Return how long each file is known to be open: where only days are known, to the end of the last one."""
        return np.asarray(np.maximum(self.moment - received + (0.5 if self.ages.centred else 0.0), 0.0))

    def aged(self, received: Floats) -> Floats:
        """Return from 0 to 1 how far each file has left the new ones behind: one of yesterday is nearly new."""
        return np.clip(2.0 * self.open_for(received) / self.usual, 0.0, 1.0)

    def burden(self, row: Whole, received: Floats, trust: Floats, lasting: Floats) -> Floats:
        """Return each file's summed hazard by the edges of the ages.

        In: for each file how far each correction is trusted (columns), and for how many days ahead it lasts.
        What lately was slow or quick goes back to what it used to be: the work left undone is still there. Most of it
        is caught up for those that waited meanwhile; where more work lies there than usual, those that come now wait.
        """
        hazard = self.rows.lasting[row] * self.rhythm[weekdays(received)]
        aged = self.aged(received)[:, None]
        ahead = np.maximum(self.ages.middles - (self.moment - received)[:, None], 0.0)
        change = -_LOADED * self.load * (1.0 - aged) * np.exp(-ahead / _LOAD_LASTS)
        of_age = self.rows.bands.of_age
        for number, correction in enumerate(self.rows.corrections):
            lately = correction[row]
            lately = np.where(lately < 0, lately * (1.0 - (1.0 - _CAUGHT_UP) * aged), lately)
            change += lately[:, of_age] * (trust[:, number, None] * np.exp(-ahead / lasting[number]))
        return burdens(hazard * np.exp(change), SURELY)


def fit(seen: Watched, cells: Cells, moment: float) -> Fit:
    """Return what files seen by a moment teach. Those still open teach for as long as they were watched."""
    seen = awake(seen)
    waits = seen.waited[seen.decided]
    # Where hardly any is decided, nobody knows how long is long: the open ones say it is longer than they waited.
    ages = ages_for(waits if len(waits) >= _HARDLY_ANY else np.append(np.ceil(seen.waited * 2), _UNKNOWN_WAIT))
    weekday = weekday_work(seen, ages, moment)
    by_day = table_of(replace(seen, cell=seen.weekday), _WEEK, ages, _RHYTHM_MEMORY, moment, weekday)
    work = np.stack([pace(weekday, day, ages) for day in range(_WEEK)])
    usual = max(float(np.quantile(waits, 0.8)) if len(waits) else 0.0, 2 * ages.step)
    long = float(np.quantile(waits, 0.9)) * _LONG if len(waits) else np.inf
    load = load_of(seen, moment, long, max(long / _LONG, _UNKNOWN_WAIT)) if len(waits) else 0.0
    tables = [table_of(seen, len(cells.category_of), ages, memory, moment, weekday) for memory in MEMORIES]
    return Fit(moment, ages, usual, load, work * weekday_factors(by_day), rows_of(tables, cells))


def awake(seen: Watched) -> Watched:
    """Return the files without those that sleep: open for ever in the books, and decided by nobody."""
    waits = seen.waited[seen.decided]
    if not len(waits):
        return seen
    long = float(np.quantile(waits, 0.9)) * _LONG
    asleep = ~seen.decided & (seen.waited > long)
    old_rate = (waits > long).sum() / max(float(np.maximum(seen.waited - long, 0.0).sum()), 1e-9)
    if not asleep.any() or old_rate > _SLOW * len(waits) / max(float(seen.waited.sum()), 1e-9):
        return seen
    return part_of(seen, ~asleep)


def part_of(seen: Watched, kept: "Sequence[bool] | np.ndarray[tuple[int], np.dtype[np.bool_]]") -> Watched:
    """Return some of the files."""
    some = np.asarray(kept)
    return Watched(seen.cell[some], seen.received[some], seen.waited[some], seen.decided[some], seen.weekday[some])
