"""Learning which label a text has from texts whose label is known: kernel ridge regression. Numpy only.

Two texts are alike by what they mean (a curve over the distance of their vectors) and by their pieces (words, runs of
letters). What is learnt is one number for each known text and label; a new text gets for each label the sum over the
known texts, each by its number and how alike it is. Nothing is drawn at random: the same texts give the same numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from guichet.foundation.languages import Language
from guichet.language.grams import Floats, Grams, grams_of, rarity
from guichet.language.meaning import Embedder, Vectors

Labels = NDArray[np.int64]
# How fast likeness falls with distance, how much a piece weighs beside a meaning, and how far a fit is held back.
NEARNESS, PIECES, CALM = 1.0, 0.25, 0.3
# More texts than this are learnt by several fits whose answers are averaged: the work grows with the cube.
MOST_AT_ONCE = 9_000


@dataclass(frozen=True, slots=True)
class Texts:
    """Some texts as numbers: what each means, its pieces, and how much each piece weighs among them."""

    vectors: Vectors
    grams: Grams
    weigh: Floats

    def __len__(self) -> int:
        return len(self.vectors)

    @classmethod
    def read(cls, texts: Sequence[str], languages: Sequence[Language], embedder: Embedder) -> "Texts":
        """Return texts as numbers; rare pieces weigh more than those that many of them have."""
        weigh = rarity(texts, languages)
        return cls(embedder.vectors(texts), grams_of(texts, languages, weigh), weigh)

    def others(self, texts: Sequence[str], languages: Sequence[Language], embedder: Embedder) -> "Texts":
        """Return other texts as numbers, pieces weighing what they weigh among these."""
        return Texts(embedder.vectors(texts), grams_of(texts, languages, self.weigh), self.weigh)

    def likeness(self, other: "Texts") -> Floats:
        """Return how alike each text of `other` (rows) and each of these (columns) is."""
        return alike(other.vectors @ self.vectors.T, self.grams.likeness(other.grams))


def alike(close: Floats, pieces: Floats) -> Floats:
    """Return the likeness that two measures of it make together."""
    found: Floats = np.exp((2 * NEARNESS) * (close - 1)) + PIECES * pieces
    return found


def among(texts: Texts) -> Floats:
    """Return how alike all texts are to each other; in slices, since the pieces of many texts are large."""
    dense = texts.grams.dense()
    found = np.empty((len(texts), len(texts)), dtype=np.float32)
    for at in range(0, len(texts), 1_024):
        rows = slice(at, at + 1_024)
        found[rows] = alike(texts.vectors[rows] @ texts.vectors.T, dense[rows] @ dense.T)
    return found


def fitted(likeness: Floats, labels: Labels, count: int) -> Floats:
    """Return what each text (rows) says about each of `count` labels, learnt from how alike the texts are."""
    targets = np.zeros((len(labels), count), dtype=np.float32)
    targets[np.arange(len(labels)), labels] = 1
    found = np.zeros_like(targets)
    parts = max(1, -(-len(labels) // MOST_AT_ONCE))
    for part in range(parts):
        # Every part holds texts of every label: neighbours are dealt out in turn.
        mine = np.arange(part, len(labels), parts)
        held = likeness[np.ix_(mine, mine)]
        held[np.diag_indices_from(held)] += CALM
        found[mine] = np.linalg.solve(held, targets[mine]) / parts
    return found


@dataclass(frozen=True, slots=True)
class Logistic:
    """A probability from a few signs: how far each lies from its usual value, weighed and summed."""

    centre: Floats
    spread: Floats
    weights: Floats

    def probability(self, signs: Floats) -> Floats:
        """Return a probability for each row of signs."""
        steps = (signs - self.centre) / self.spread
        found: Floats = 1 / (1 + np.exp(-np.clip(steps @ self.weights[1:] + self.weights[0], -30, 30)))
        return found


def logistic(signs: Floats, right: NDArray[np.bool_], weight: Floats, *, hold: float = 1.0) -> Logistic:
    """Return what fits signs to how often they were right; `hold` keeps the weights small where there is little."""
    centre = np.average(signs, axis=0, weights=weight).astype(np.float32)
    spread = np.sqrt(np.average((signs - centre) ** 2, axis=0, weights=weight)).astype(np.float32)
    spread[spread < 1e-6] = 1
    rows = np.hstack([np.ones((len(signs), 1)), (signs - centre) / spread])
    held = np.full(rows.shape[1], hold)
    held[0] = 1e-6
    found = np.zeros(rows.shape[1])
    for _ in range(50):
        share = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (weight * (share - right)) + held * found
        bend = (rows * (weight * share * (1 - share))[:, None]).T @ rows + np.diag(held)
        step = np.linalg.solve(bend, slope)
        found -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return Logistic(centre, spread, found.astype(np.float32))
