"""From hazards to days: how many still wait at each age, and at which age a share of them is decided."""

import numpy as np

from guichet.processing_times.estimates.histories import Floats, Whole

# Of files older than any age looked at, half are taken to wait no longer than seven tenths of that age again.
_LONGEST_TAIL = 1.0


def burdens(hazard: Floats, surely: float) -> Floats:
    """Return the summed hazard by each edge of the ages, a row for each file; one column more than ages.

    What is still waiting at an edge is exp(-burden).
    """
    each = -np.log1p(-np.minimum(hazard, surely))
    out = np.zeros((hazard.shape[0], hazard.shape[1] + 1))
    np.cumsum(each, axis=1, out=out[:, 1:])
    return out


def at(burden: Floats, edges: Floats, waits: Floats) -> Floats:
    """Return each row's summed hazard at its wait; beyond the last edge it grows as over the ages before."""
    rows = np.arange(len(waits))
    below = np.clip(np.searchsorted(edges, waits, side="right") - 1, 0, len(edges) - 2)
    share = np.clip((waits - edges[below]) / (edges[below + 1] - edges[below]), 0.0, 1.0)
    inside = burden[rows, below] * (1 - share) + burden[rows, below + 1] * share
    return np.asarray(inside + np.maximum(waits - edges[-1], 0.0) * _beyond(burden, edges))


def when(burden: Floats, edges: Floats, wanted: Floats) -> Floats:
    """Return at which wait each row's summed hazard comes to what is wanted of it."""
    rows = np.arange(len(wanted))
    below = np.clip((burden < wanted[:, None]).sum(axis=1) - 1, 0, len(edges) - 2)
    low, high = burden[rows, below], burden[rows, below + 1]
    share = np.divide(wanted - low, high - low, out=np.ones_like(low), where=high > low)
    inside = edges[below] + np.clip(share, 0.0, 1.0) * (edges[below + 1] - edges[below])
    return np.asarray(inside + np.maximum(wanted - burden[:, -1], 0.0) / _beyond(burden, edges))


def _beyond(burden: Floats, edges: Floats) -> Floats:
    from_here = len(edges) * 3 // 4
    slope = (burden[:, -1] - burden[:, from_here]) / max(edges[-1] - edges[from_here], 1e-9)
    return np.asarray(np.maximum(slope, 1.0 / (_LONGEST_TAIL * max(edges[-1], 1.0))))


def alike(*keys: Floats | Whole) -> tuple[Whole, Whole]:
    """Return one place of each combination of keys, and for each place the number of its combination."""
    _, first, number = np.unique(np.stack([key.astype(np.float64) for key in keys]), axis=1, return_index=True,
                                 return_inverse=True)  # fmt: skip
    return first.astype(np.int64), number.reshape(-1).astype(np.int64)
