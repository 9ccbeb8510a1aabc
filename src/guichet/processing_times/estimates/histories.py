"""Case histories as arrays: who decided what, when, and what is still open; and what can be learned from of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

# A week begins on Monday here; 1 January 1970 was a Thursday.
WEEKDAY_OF_DAY_ZERO = 3


@dataclass(frozen=True)
class Histories:
    """Files, one a place: moments are days since 1970, `decided` not a number where none is known.

    `withdrawn` is when a file ended without a decision: it no longer waits, and nobody knows how long it would have.
    """

    category: Sequence[str]
    office: Sequence[str]
    received: Floats
    decided: Floats
    withdrawn: Floats | None = None

    def __len__(self) -> int:
        return len(self.received)


@dataclass(frozen=True)
class Watched:
    """What was seen of each file by a moment: how long it was watched, and whether it was decided then.

    `cell` is its category and office as one number, `weekday` the day of the week it came in on.
    """

    cell: Whole
    received: Floats
    waited: Floats
    decided: NDArray[np.bool_]
    weekday: Whole

    def __len__(self) -> int:
        return len(self.received)


@dataclass(frozen=True)
class Cells:
    """The categories and offices of the histories, and which pairs of them occur."""

    categories: dict[str, int]
    offices: dict[str, int]
    pairs: dict[tuple[int, int], int]
    category_of: Whole

    def codes(self, category: Sequence[str], office: Sequence[str]) -> tuple[Whole, Whole]:
        """Return for each file its pair's number and its category's, each -1 where the histories know none."""
        known = [(self.categories.get(one, -1), self.offices.get(other, -1)) for one, other in _pairs(category, office)]
        cell = np.fromiter((self.pairs.get(pair, -1) for pair in known), dtype=np.int64, count=len(known))
        return cell, np.fromiter((pair[0] for pair in known), dtype=np.int64, count=len(known))


def cells_of(histories: Histories) -> tuple[Cells, Whole]:
    """Return the pairs that occur, and each file's. In order of name: how files are ordered is nothing."""
    pairs = list(_pairs(histories.category, histories.office))
    categories = {name: number for number, name in enumerate(sorted({pair[0] for pair in pairs}))}
    offices = {name: number for number, name in enumerate(sorted({pair[1] for pair in pairs}))}
    numbered = {pair: number for number, pair in enumerate(sorted(set(pairs)))}
    category_of = np.array([categories[pair[0]] for pair in numbered], dtype=np.int64)
    cell = np.fromiter((numbered[pair] for pair in pairs), dtype=np.int64, count=len(pairs))
    by_code = {(categories[one], offices[other]): number for (one, other), number in numbered.items()}
    return Cells(categories, offices, by_code, category_of), cell


def _pairs(category: Sequence[str], office: Sequence[str]) -> "zip[tuple[str, str]]":
    return zip(category, office, strict=True)


def seen_by(histories: Histories, cell: Whole, at: float, *, whole_day: bool) -> Watched:
    """Return what was known of the files at a moment: received before it, decisions after it unknown.

    With `whole_day` the moment is a date, and what was decided on that date is known.
    """
    end = at + 1.0 if whole_day else at
    ended = histories.decided
    if histories.withdrawn is not None:
        gone = np.where(np.isnan(histories.withdrawn), np.inf, histories.withdrawn)
    else:
        gone = np.full(len(histories), np.inf)
    decided = ~np.isnan(ended) & (ended < end) & (ended <= gone)
    until = np.where(decided, ended, np.minimum(gone, end))
    known = (histories.received < end) & (until >= histories.received)
    received = histories.received[known]
    return Watched(
        cell=cell[known],
        received=received,
        waited=(until - histories.received)[known],
        decided=decided[known],
        weekday=weekdays(received),
    )


def weekdays(moments: Floats) -> Whole:
    """Return the day of the week of each moment, Monday 0."""
    return (np.floor(moments).astype(np.int64) + WEEKDAY_OF_DAY_ZERO) % 7
