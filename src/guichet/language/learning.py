"""Learning which label a text has from texts whose label is known: softmax regression. Numpy only.

A text is read in two ways: by what it means (the vector of the encoder) and by its pieces (words, pairs of words, runs
of letters). Each way has one weight for each label; what they say together becomes a probability for each label. The
weights are fitted in small steps over the texts, always in the same order: the same texts give the same weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from guichet.foundation.languages import Language
from guichet.language.grams import SLOTS, Floats, Grams, grams_of, rarity
from guichet.language.meaning import Embedder, Vectors

Labels = NDArray[np.int64]
# How loud a meaning and a piece speak at first: the two lie on different scales.
MEANING, PIECES = 16.0, 4.0
# How often all texts are gone through, and in how many steps at least where there are few.
ROUNDS, LEAST_STEPS, AT_ONCE = 5, 400, 256
# How far a step goes, falling to nothing at the end, and how much of earlier slopes and their squares is remembered.
STEP, SLOPE, SQUARE = 0.003, 0.9, 0.999
# How far weights are held back.
CALM = 1e-5


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
        return Texts.said(texts, languages, embedder, self.weigh)

    @classmethod
    def said(cls, texts: Sequence[str], languages: Sequence[Language], embedder: Embedder, weigh: Floats) -> "Texts":
        """Return texts as numbers, where it is known how much each piece weighs."""
        return cls(embedder.vectors(texts), grams_of(texts, languages, weigh), weigh)

    def some(self, which: Labels) -> "Texts":
        """Return some of the texts, in the order in which they are named."""
        return Texts(self.vectors[which], self.grams.only(which), self.weigh)

    def joined(self, other: "Texts") -> "Texts":
        """Return these texts and others that were read beside them."""
        return Texts(np.vstack([self.vectors, other.vectors]), self.grams.joined(other.grams), self.weigh)

    def likeness(self, other: "Texts") -> Floats:
        """Return how alike each text of `other` (rows) and each of these (columns) is, from 0 to about 1.5."""
        found: Floats = np.maximum(other.vectors @ self.vectors.T, 0) + self.grams.likeness(other.grams) / 4
        return found


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt: for each dimension of a meaning, for each slot of pieces and by itself, what each label gets."""

    meaning: Floats
    pieces: Floats
    usual: Floats

    def scores(self, texts: Texts) -> Floats:
        """Return what each label (columns) gets from each text (rows); a softmax makes them probabilities."""
        found = MEANING * (texts.vectors @ self.meaning) + self.usual
        for at in range(0, len(texts), AT_ONCE):
            which = np.arange(at, min(at + AT_ONCE, len(texts)))
            slots, rows = texts.grams.dense_of(which)
            found[which] += PIECES * (rows @ self.pieces[slots])
        return np.asarray(found, dtype=np.float32)


def learn(texts: Texts, labels: Labels, count: int, weights: Floats | None = None) -> Learnt:
    """Return what texts teach about `count` labels; `weights` says how much each text counts, one where left out."""
    found = Learnt(
        meaning=np.zeros((texts.vectors.shape[1], count), dtype=np.float32),
        pieces=np.zeros((SLOTS, count), dtype=np.float32),
        usual=np.zeros(count, dtype=np.float32),
    )
    counts = np.ones(len(texts), dtype=np.float32) if weights is None else weights
    moved = [_Moved(one) for one in (found.meaning, found.pieces, found.usual)]
    # The order is drawn once and for all: it looks like chance and never changes.
    chance = np.random.default_rng(0)
    a_round = -(-len(texts) // AT_ONCE)
    steps = max(ROUNDS * a_round, LEAST_STEPS)
    order = chance.permutation(len(texts))
    for step in range(steps):
        at = step % a_round
        if at == 0 and step:
            order = chance.permutation(len(texts))
        which = order[at * AT_ONCE : (at + 1) * AT_ONCE]
        slots, rows = texts.grams.dense_of(which)
        vectors = texts.vectors[which]
        off = chances(MEANING * (vectors @ found.meaning) + PIECES * (rows @ found.pieces[slots]) + found.usual)
        off[np.arange(len(which)), labels[which]] -= 1
        off *= counts[which][:, None] / len(which)
        length = STEP * (1 - step / steps)
        moved[0].move(MEANING * (vectors.T @ off), length)
        # Only the slots that these texts have are moved: the others have no slope.
        moved[1].move(PIECES * (rows.T @ off), length, slots)
        moved[2].move(off.sum(axis=0), length)
    return found


def chances(scores: Floats) -> Floats:
    """Return scores as probabilities, one row for each text."""
    found = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(found / found.sum(axis=1, keepdims=True), dtype=np.float32)


class _Moved:
    """Weights that are moved step by step, each as far as its slopes agree (Adam)."""

    def __init__(self, weights: Floats) -> None:
        self.weights = weights
        self.slope, self.square = np.zeros_like(weights), np.zeros_like(weights)
        self.steps = 0

    def move(self, slope: Floats, length: float, rows: NDArray[np.int32] | slice = slice(None)) -> None:
        self.steps += 1
        mine = self.weights[rows]
        slope = slope + CALM * mine
        self.slope[rows] = kept = SLOPE * self.slope[rows] + (1 - SLOPE) * slope
        self.square[rows] = squares = SQUARE * self.square[rows] + (1 - SQUARE) * slope * slope
        size = np.sqrt(squares / (1 - SQUARE**self.steps)) + 1e-8
        self.weights[rows] = mine - length / (1 - SLOPE**self.steps) * kept / size


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
