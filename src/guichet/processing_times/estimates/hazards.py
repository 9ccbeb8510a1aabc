"""The chance at each age of being decided then: for all files, then by category and cell, then as it was lately.

One begins with what all files ever did, and corrects it step by step by what a part of them did: those of a category,
of a cell, of the last year, of the last months. Each correction is a factor, by bands of ages from coarse to fine;
it is believed as far as there were decisions to show it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from guichet.processing_times.estimates.histories import Cells, Floats, Whole
from guichet.processing_times.estimates.tables import Table

# Where few are left, ages are looked at together in bands, each this much longer than the one before.
_BAND_GROWS, _BAND_BEGINS = 1.15, 3
_FEW, _BARELY = 4.0, 0.3
_HALVINGS = 5
_OLD_BANDS = 2
# How many decisions a correction takes to be believed by half: of a part of the files, and of late.
DOUBT, DOUBT_LATELY = 300.0, 100.0
_FINE, _WEEKDAYS_DOUBTED = 64, 200.0
# No one look at a band says more than this: a month without decisions is more often a gap in the books.
_MOST = 3.0
SURELY = 0.999


@dataclass(frozen=True)
class Bands:
    """Ages put together so that about as many decisions fall into each; halved from one band of all ages downwards."""

    starts: Whole
    ages: int

    @property
    def of_age(self) -> Whole:
        """Return the band of each age."""
        return np.repeat(np.arange(len(self.starts)), np.diff([*self.starts, self.ages]))


def bands_of(decided: Floats, count: int = 2**_HALVINGS) -> Bands:
    """Return bands from the decisions at each age."""
    share = np.cumsum(decided) / max(decided.sum(), 1e-12)
    wanted = np.arange(1, count) / count
    starts = np.unique(np.concatenate([[0], np.searchsorted(share, wanted)]).clip(max=len(decided) - 1))
    return Bands(starts.astype(np.int64), len(decided))


def smoothed(decided: Floats, waiting: Floats) -> Floats:
    """Return the hazard of all files together, where few are left over bands of ages."""
    count = len(waiting)
    bounds = [0]
    while bounds[-1] < count:
        bounds.append(min(count, max(bounds[-1] + _BAND_BEGINS, int(bounds[-1] * _BAND_GROWS))))
    starts = np.array(bounds[:-1])
    band = np.repeat(np.arange(len(starts)), np.diff(bounds))
    in_band, there = np.add.reduceat(decided, starts), np.add.reduceat(waiting, starts)
    before = max(decided.sum(), _BARELY) / max(waiting.sum(), _FEW)
    # From young to old, so that an empty band says what the one before it does.
    by_band = np.empty(len(starts))
    for number in range(len(starts)):
        before = (in_band[number] + before * _FEW) / (there[number] + _FEW)
        by_band[number] = before
    return np.asarray(np.clip((decided + _FEW * by_band[band]) / (waiting + _FEW), 0.0, SURELY))


@dataclass(frozen=True)
class Rows:
    """Hazards by row: one for each cell, one for each category (an office new to it), one for what was never seen.

    `lasting` is by age. A correction is by band: the logarithm of what a shorter memory makes of it.
    """

    lasting: Floats
    corrections: tuple[Floats, ...]
    bands: Bands


def rows_of(tables: Sequence[Table], cells: Cells) -> Rows:
    """Return the hazards, from tables of ever shorter memory: the first makes the lasting ones."""
    longest = tables[0]
    of_all = smoothed(longest.decided.sum(axis=0), longest.waiting.sum(axis=0))
    bands = bands_of(longest.decided.sum(axis=0))
    count = len(cells.category_of)
    hazard = np.repeat(of_all[None, :], count, axis=0)
    correction = _corrected(longest, hazard, cells, bands, DOUBT)[:count]
    lasting = np.clip(hazard * np.exp(correction)[:, bands.of_age], 0.0, SURELY)
    hazard, corrections = lasting, []
    for table in tables[1:]:
        corrections.append(_corrected(table, hazard, cells, bands, DOUBT_LATELY))
        hazard = np.clip(hazard * np.exp(corrections[-1][:count])[:, bands.of_age], 0.0, SURELY)
    kinds = [_mixed(lasting[cells.category_of == kind]) for kind in range(len(cells.categories))]
    return Rows(np.vstack([lasting, *kinds, _mixed(np.vstack(kinds))]), tuple(corrections), bands)


def _mixed(rows: Floats) -> Floats:
    """Return the hazard of files of which nobody knows like which row they will fare: any may be it."""
    left = np.cumprod(1.0 - rows, axis=1).mean(axis=0)
    before = np.concatenate([[1.0], left[:-1]])
    return np.asarray(np.clip(1.0 - left / np.maximum(before, 1e-300), 0.0, SURELY))


def _corrected(table: Table, hazard: Floats, cells: Cells, bands: Bands, doubt: float) -> Floats:
    """Return the corrections that all, then each category, then each cell ask for, as logarithms, by row and band."""
    kinds, count = len(cells.categories), len(cells.category_of)
    decided = _in_bands(table.decided, bands)
    correction = np.zeros((count + kinds + 1, len(bands.starts)))
    nothing = np.full(kinds + 1, -1)
    for part, rows in (
        (np.zeros(count, dtype=np.int64), np.zeros(len(correction), dtype=np.int64)),
        (cells.category_of, np.concatenate([cells.category_of, np.arange(kinds), [-1]])),
        (np.arange(count), np.concatenate([np.arange(count), nothing])),
    ):
        now = hazard * np.exp(correction[:count])[:, bands.of_age]
        expected = _in_bands(table.waiting * now, bands)
        factor = np.log(_factors(_grouped(decided, part), _grouped(expected, part), doubt))
        correction += np.concatenate([factor, np.zeros((1, factor.shape[1]))])[rows]
    return correction


def _in_bands(rows: Floats, bands: Bands) -> Floats:
    return np.asarray(np.add.reduceat(rows, bands.starts, axis=1))


def _grouped(rows: Floats, part: Whole) -> Floats:
    out = np.zeros((int(part.max()) + 1, rows.shape[1]))
    np.add.at(out, part, rows)
    return out


def _factors(decided: Floats, expected: Floats, doubt: float) -> Floats:
    """Return by what the hazard in each band is to be multiplied: first over all ages, then over halves, quarters …"""
    factor = np.ones_like(decided)
    # The oldest stand apart: among them are those that nobody will ever close, and they tell nothing of others.
    bands = max(decided.shape[1] - _OLD_BANDS, 1)
    parts = 1
    while True:
        starts = np.unique(np.arange(parts) * bands // parts)
        if bands < decided.shape[1]:
            starts = np.append(starts, bands)
        lengths = np.diff([*starts, decided.shape[1]])
        seen = np.add.reduceat(decided, starts, axis=1)
        thought = np.add.reduceat(expected * factor, starts, axis=1)
        factor = factor * np.repeat(np.clip((seen + doubt) / (thought + doubt), 1 / _MOST, _MOST), lengths, axis=1)
        if parts >= bands:
            return np.asarray(factor)
        parts *= 2


def weekday_factors(by_day: Table) -> Floats:
    """Return for each weekday of receipt and each age by what the hazard of all files is to be multiplied.

    What would fall on a Sunday is done on Friday or Monday: at which age, that depends on the weekday of receipt.
    """
    hazard = smoothed(by_day.decided.sum(axis=0), by_day.waiting.sum(axis=0))
    bands = bands_of(by_day.decided.sum(axis=0), _FINE)
    factor = _factors(_in_bands(by_day.decided, bands), _in_bands(by_day.waiting * hazard, bands), _WEEKDAYS_DOUBTED)
    return np.asarray(factor[:, bands.of_age])
