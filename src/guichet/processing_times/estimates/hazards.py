"""The chance at each age of being decided then: what a cell itself says, leaning on its category, and that on all."""

import numpy as np

from guichet.processing_times.estimates.histories import Cells, Floats
from guichet.processing_times.estimates.tables import Table

# Where few are left, ages are looked at together in bands, each this much longer than the one before.
_BAND_GROWS, _BAND_BEGINS = 1.15, 3
_FEW = 4.0
SURELY = 0.999


def smoothed(decided: Floats, waiting: Floats) -> Floats:
    """Return the hazard of all files together, where few are left over bands of ages. One row."""
    count = len(waiting)
    bounds = [0]
    while bounds[-1] < count:
        bounds.append(min(count, max(bounds[-1] + _BAND_BEGINS, int(bounds[-1] * _BAND_GROWS))))
    starts = np.array(bounds[:-1])
    band = np.repeat(np.arange(len(starts)), np.diff(bounds))
    in_band, there = np.add.reduceat(decided, starts), np.add.reduceat(waiting, starts)
    overall = decided.sum() / max(waiting.sum(), 1e-12)
    # From the far end inwards, so that an empty band says what the nearest younger one does.
    by_band = np.empty(len(starts))
    before = overall
    for number in range(len(starts)):
        before = (in_band[number] + before * _FEW) / (there[number] + _FEW)
        by_band[number] = before
    lean = by_band[band]
    return np.asarray(np.clip((decided + _FEW * lean) / (waiting + _FEW), 0.0, SURELY))


def leaning(table: Table, parent: Floats, imagined: float) -> Floats:
    """Return hazards of groups, each joined by `imagined` files that fare as its parent's row says."""
    left = np.cumprod(1.0 - parent, axis=1) / np.maximum(1.0 - parent, 1e-12)
    left = imagined * np.maximum(left, 0.02)
    return np.asarray(np.clip((table.decided + left * parent) / (table.waiting + left), 0.0, SURELY))


def hazards(table: Table, cells: Cells, imagined: float) -> tuple[Floats, Floats, Floats]:
    """Return the hazards of all files (one row), of each category and of each cell."""
    everything = smoothed(table.decided.sum(axis=0), table.waiting.sum(axis=0))[None, :]
    categories = leaning(table.summed(cells.category_of, len(cells.categories)), everything, imagined)
    return everything, categories, leaning(table, categories[cells.category_of], imagined)
