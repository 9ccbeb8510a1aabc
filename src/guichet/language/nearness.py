"""How near the nearest texts of a corpus lie to a text: for each entry, and among what belongs nowhere. Numpy only.

It decides by itself where there are very many entries, and bears out, or does not, what was learnt where there are
fewer: what was learnt knows which entry, and the nearest texts know whether it is any.
"""

from dataclasses import dataclass

import numpy as np

from guichet.language.grams import Floats
from guichet.language.learning import Labels, Texts
from guichet.language.meaning import Vectors
from guichet.language.postings import Postings

# How many times nearer the nearest must be to be twice as probable, and how near what belongs nowhere would lie.
# By these many times the likeness (0 to about 1.5) is raised to speak as loud as what a softmax learns.
NEARNESS, FAR = 12.0, 0.5
# So many of the nearest say together how near a text lies to anything.
SOME = 3
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
    """What the texts of a corpus mean, whose each is (those of one entry together), and texts that belong nowhere."""

    vectors: Vectors
    owners: Labels
    strange: Vectors
    count: int

    def near(self, vectors: Vectors) -> tuple[Floats, Floats]:
        """Return for each text (rows) how near the nearest text of each entry is, and how near the nearest strange."""
        found = np.zeros((len(vectors), self.count), dtype=np.float32)
        starts = _starts(self.owners)
        for at in range(0, len(vectors), AT_ONCE):
            some = slice(at, at + AT_ONCE)
            found[some, self.owners[starts]] = np.maximum.reduceat(vectors[some] @ self.vectors.T, starts, axis=1)
        return found, _nearest(vectors @ self.strange.T)


def lead(near: Floats, strange: float) -> float:
    """Return how much nearer the nearest entries lie than the nearest of what belongs nowhere."""
    return float(_nearest(near[None, :])[0]) - strange


def _nearest(near: Floats) -> Floats:
    most = min(SOME, near.shape[1])
    return np.asarray(np.partition(near, -most, axis=1)[:, -most:].mean(axis=1), dtype=np.float32)


def _starts(owners: Labels) -> Labels:
    return np.flatnonzero(np.r_[True, np.diff(owners) > 0])
