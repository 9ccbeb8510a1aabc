"""Learning from histories, and estimating files."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from guichet.processing_times.estimates.curves import alike, at, when
from guichet.processing_times.estimates.fitting import Fit, fit
from guichet.processing_times.estimates.histories import Cells, Floats, Histories, Whole, cells_of, in_dates, seen_by
from guichet.processing_times.estimates.trials import LASTING, Learned, learn_from

LEVELS = (0.1, 0.5, 0.8, 0.9)
_AT_ONCE = 1000
_FEW, _BARELY = 2.0, 0.3


@dataclass(frozen=True)
class Model:
    """What was learned as of a moment: of files that come in, and of those that already wait."""

    as_of: float
    cells: Cells
    now: Fit
    decisions: int
    new: Learned
    waiting: Learned

    def estimate(self, category: Sequence[str], office: Sequence[str], received: Floats) -> Floats:
        """Return p10, p50, p80 and p90 in days from receipt, a row for each file.

        A file received before the moment of learning is taken to be open still: its days so far count.
        """
        row = self._rows(category, office)
        first, number = alike(row, received)
        found = np.empty((len(first), len(LEVELS)))
        for begin in range(0, len(first), _AT_ONCE):
            some = first[begin : begin + _AT_ONCE]
            found[begin : begin + _AT_ONCE] = self._estimated(row[some], received[some])
        found = np.maximum.accumulate(found[number], axis=1)
        return np.asarray(np.maximum(found, np.maximum(self.as_of - received, 0.0)[:, None]))

    def _estimated(self, row: Whole, received: Floats) -> Floats:
        waited = self.now.open_for(received)
        aged = self.now.aged(received)[:, None]
        trust = self.new.trust * (1 - aged) + self.waiting.trust * aged
        curve = self.now.burden(row, received, trust, LASTING)
        so_far = at(curve, self.now.ages.edges, waited)
        found = np.empty((len(row), len(LEVELS)))
        known = row < len(self.cells.category_of) + len(self.cells.categories)
        for place, level in enumerate(LEVELS):
            asked = np.where(known, _wider(level, self.decisions), _wider(level, len(self.cells.categories)))
            found[:, place] = when(curve, self.now.ages.edges, so_far - np.log1p(-asked))
        margin = (self.new.margin * (1 - aged) + self.waiting.margin * aged) * (found[:, [-1]] - found[:, [0]])
        return np.asarray(np.maximum(found + margin * np.array([-1.0, 0.0, 0.0, 1.0]), 0.0))

    def _rows(self, category: Sequence[str], office: Sequence[str]) -> Whole:
        cell, kind = self.cells.codes(category, office)
        count, kinds = len(self.cells.category_of), len(self.cells.categories)
        return np.where(cell >= 0, cell, np.where(kind >= 0, count + kind, count + kinds))


def learn(histories: Histories, as_of: float) -> Model:
    """Return what can be known as of a moment. Files that were open then teach too: for as long as they waited.

    Raises ValueError where no file was received by then.
    """
    cells, cell = cells_of(histories)
    moment = as_of
    if in_dates(histories):
        today = (histories.received == np.floor(as_of)) | (histories.decided == np.floor(as_of))
        # A date of which nothing is told yet has only begun.
        moment = float(np.floor(as_of)) - (0.0 if today.any() else 1.0)
    seen = seen_by(histories, cell, moment)
    if not len(seen):
        raise ValueError("no file was received by then")
    now = fit(seen, cells, moment)
    new, waiting = learn_from(histories, cell, cells, now)
    return Model(as_of, cells, now, int(seen.decided.sum()), new, waiting)


def _wider(share: float, seen: int) -> float:
    """Return the share to ask for where only so few were seen that the next may well lie outside them all."""
    lean = (seen + _BARELY) / (seen + _BARELY + _FEW)
    return 1 - (1 - share) * lean if share > 0.5 else share * lean if share < 0.5 else share
