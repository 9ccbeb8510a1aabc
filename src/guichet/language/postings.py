"""Which texts have a piece: the pieces of many texts the other way round. A question meets only what it shares.

A question has some hundred pieces, and most of ten thousand articles have hardly one of them: what is compared grows
with what the question shares with the texts, not with the texts. Numpy only.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from guichet.language.grams import SLOTS, Floats, Grams


@dataclass(frozen=True, slots=True)
class Postings:
    """For each slot the texts that have it, and how much it weighs in each: those of a slot lie between two `starts`.

    No text stands twice under a slot.
    """

    owners: NDArray[np.int32]
    weights: Floats
    starts: NDArray[np.int64]
    count: int

    @classmethod
    def of(cls, grams: Grams) -> "Postings":
        """Return the pieces of some texts, by piece."""
        order = np.argsort(grams.slots, kind="stable")
        owners = np.repeat(np.arange(len(grams), dtype=np.int32), np.diff(grams.starts))
        starts = np.searchsorted(grams.slots[order], np.arange(SLOTS + 1)).astype(np.int64)
        return cls(owners[order], grams.weights[order], starts, len(grams))

    def likeness(self, other: Grams) -> Floats:
        """Return how alike each text of `other` (rows) and each of these (columns) is, from 0 to 2: words, letters."""
        found = np.zeros((len(other), self.count), dtype=np.float32)
        for row, (first, last) in zip(found, zip(other.starts, other.starts[1:], strict=False), strict=True):
            for slot, weight in zip(other.slots[first:last], other.weights[first:last], strict=True):
                mine = slice(self.starts[slot], self.starts[slot + 1])
                row[self.owners[mine]] += weight * self.weights[mine]
        return found
