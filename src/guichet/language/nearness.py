"""How near the nearest texts of a corpus lie to a text: for each entry, and among what belongs nowhere. Numpy only.

It decides by itself where there are very many entries, and bears out, or does not, what was learnt where there are
fewer: what was learnt knows which entry, and the nearest texts know whether it is any.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from guichet.language.grams import Floats
from guichet.language.learning import Labels, Texts
from guichet.language.meaning import Vectors
from guichet.language.postings import Postings

# How many times nearer the nearest must be to be twice as probable, and how near what belongs nowhere would lie.
# By these many times the likeness (0 to about 1.5) is raised to speak as loud as what a softmax learns.
NEARNESS, FAR = 12.0, 0.5
# So many of the nearest say together how near a text lies to anything.
SOME = 3
# Less alike than any two texts are.
GONE = -2.0
# So few at once: each is compared with every text there is.
AT_ONCE = 128


@dataclass(frozen=True, slots=True)
class Nearest:
    """What the texts of a corpus of very many entries mean, which have which piece, and whose each text is.

    Those of one entry stand together.
    """

    vectors: Vectors
    pieces: Postings
    owners: Labels
    count: int

    @classmethod
    def of(cls, texts: Texts, owners: Labels, count: int) -> "Nearest":
        """Return the texts of `count` entries, to be compared with."""
        return cls(texts.vectors, Postings.of(texts.grams), owners, count)

    def scores(self, texts: Texts) -> Floats:
        """Return for each text (rows) how near the nearest text of each entry (columns) is; last, what is none."""
        found = np.full((len(texts), self.count + 1), -NEARNESS, dtype=np.float32)
        starts = _starts(self.owners)
        for at in range(0, len(texts), AT_ONCE):
            which = np.arange(at, min(at + AT_ONCE, len(texts)))
            some = texts.some(which)
            like = np.maximum(some.vectors @ self.vectors.T, 0) + self.pieces.likeness(some.grams) / 4
            found[np.ix_(which, self.owners[starts])] = NEARNESS * np.maximum.reduceat(like, starts, axis=1)
        found[:, -1] = NEARNESS * FAR
        return found


@dataclass(frozen=True, slots=True)
class Around:
    """What the texts of a corpus mean, whose each is and which are French, and texts that belong nowhere.

    The texts of one entry stand together, and among them those of one language.
    """

    vectors: Vectors
    owners: Labels
    french: NDArray[np.bool_]
    strange: Vectors
    count: int

    @classmethod
    def of(cls, vectors: Vectors, owners: Labels, french: NDArray[np.bool_], strange: Vectors, count: int) -> "Around":
        """Return texts in the order that is needed here."""
        order = np.argsort(2 * owners + french, kind="stable")
        return cls(vectors[order], owners[order], french[order], strange, count)

    def near(self, vectors: Vectors, french: NDArray[np.bool_]) -> tuple[Floats, Floats, Floats]:
        """Return for each text (rows) how near each entry lies, how much nearer in its own language, and the strange.

        An entry is as near as its nearest text. Its languages are compared by the nearest few of each, where it has
        both. The last is how near the nearest of what belongs nowhere lie.
        """
        near, across = (np.zeros((len(vectors), self.count), dtype=np.float32) for _ in range(2))
        starts = _starts(2 * self.owners + self.french)
        whose, tongue = self.owners[starts], self.french[starts].astype(np.int64)
        for at in range(0, len(vectors), AT_ONCE):
            some = slice(at, at + AT_ONCE)
            nearest, several = _largest(vectors[some] @ self.vectors.T, starts)
            both = np.full((2, len(nearest), self.count, 2), np.nan, dtype=np.float32)
            both[0][:, whose, tongue], both[1][:, whose, tongue] = nearest, several
            near[some] = np.nan_to_num(np.fmax(both[0, :, :, 0], both[0, :, :, 1]))
            apart = np.nan_to_num(both[1, :, :, 1] - both[1, :, :, 0])
            across[some] = np.where(french[some, None], apart, -apart)
        return near, across, _nearest(vectors @ self.strange.T)


def lead(near: Floats, strange: float) -> float:
    """Return how much nearer the nearest entries lie than the nearest of what belongs nowhere."""
    return float(_nearest(near[None, :])[0]) - strange


def _nearest(near: Floats) -> Floats:
    most = min(SOME, near.shape[1])
    return np.asarray(np.partition(near, -most, axis=1)[:, -most:].mean(axis=1), dtype=np.float32)


def _largest(alike: Floats, starts: Labels) -> tuple[Floats, Floats]:
    """Return the largest of each run of columns, and the mean of its few largest; what is given is used up."""
    counts = np.diff(np.r_[starts, alike.shape[1]])
    largest = np.maximum.reduceat(alike, starts, axis=1)
    best, total, there = largest, np.zeros_like(largest), np.zeros_like(largest)
    for _ in range(SOME):
        left = best > GONE
        total += np.where(left, best, 0)
        there += left
        alike[alike >= np.repeat(best, counts, axis=1)] = GONE
        best = np.maximum.reduceat(alike, starts, axis=1)
    return np.asarray(largest, dtype=np.float32), np.asarray(total / there, dtype=np.float32)


def _starts(owners: Labels) -> Labels:
    return np.flatnonzero(np.r_[True, np.diff(owners) > 0])
