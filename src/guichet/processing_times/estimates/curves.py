"""From hazards to days: how many still wait at each age, and at which age a share of them is decided."""

import numpy as np

from guichet.processing_times.estimates.ages import Ages
from guichet.processing_times.estimates.hazards import SURELY
from guichet.processing_times.estimates.histories import Floats, Whole
from guichet.processing_times.estimates.tables import pace


def burden(hazard: Floats, weekday: Floats, received_on: int, ages: Ages) -> Floats:
    """Return the summed hazard by each edge of the ages, for files received on a weekday: one more than ages.

    What is still waiting at an edge is exp(-burden).
    """
    each = -np.log1p(-np.minimum(hazard * pace(weekday, received_on, ages), SURELY))
    return np.concatenate([np.zeros((*each.shape[:-1], 1)), np.cumsum(each, axis=-1)], axis=-1)


def at(curve: Floats, edges: Floats, waits: Floats) -> Floats:
    """Return the summed hazard at any wait; beyond the last edge it grows as over the ages before."""
    inside = np.interp(waits, edges, curve)
    return np.asarray(inside + np.maximum(waits - edges[-1], 0.0) * _beyond(curve, edges))


def when(curve: Floats, edges: Floats, wanted: Floats) -> Floats:
    """Return at which wait the summed hazard comes to what is wanted."""
    # Where nothing is decided for some days, their end is as good as their beginning: a tiny slope keeps it one answer.
    rising = curve + np.arange(len(curve)) * 1e-12
    inside = np.interp(wanted, rising, edges)
    return np.asarray(inside + np.maximum(wanted - rising[-1], 0.0) / _beyond(curve, edges))


def _beyond(curve: Floats, edges: Floats) -> float:
    from_here = len(edges) * 3 // 4
    slope = (curve[-1] - curve[from_here]) / max(edges[-1] - edges[from_here], 1e-9)
    return float(max(slope, 1.0 / (20.0 * max(edges[-1], 1.0))))


def by_group(*keys: Whole) -> list[tuple[tuple[int, ...], Whole]]:
    """Return the places of each combination of keys."""
    if not len(keys[0]):
        return []
    order = np.lexsort(keys[::-1])
    stacked = np.stack([key[order] for key in keys])
    begins = np.flatnonzero(np.any(np.diff(stacked, axis=1) != 0, axis=0)) + 1
    groups = np.split(order, begins)
    return [(tuple(int(key[places[0]]) for key in keys), places) for places in groups]
