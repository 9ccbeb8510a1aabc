"""What one sees of a question: by which marks each entry may be its answer, and by which signs one may be sure.

How much each mark weighs is learnt from questions whose entry is known and that were kept back: a second look, since
what was learnt in steps knows best which entries come into question, and less well which of them comes first. Numpy
only.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from guichet.language.grams import Floats
from guichet.language.learning import chances
from guichet.language.nearness import lead

# Points of BM25 that count as much as they can, where they count by themselves; beside other marks more still count.
FULL_MARKS, MOST_MARKS = 12.0, 3.0
# How loud the nearest text of an entry speaks beside what was learnt in steps, before a second look says so itself.
NEAR = 7.0
# A lead of more than this says no more than this.
MOST_LEAD = 12.0
# A second look is learnt over so many entries that come first, from so many questions at least.
FIRST, LEAST_LOOKED = 10, 300
# How far its weights are held back, and how many steps it takes at most.
HELD, MOST_STEPS = 3.0, 50
SIGNS = 13


@dataclass(frozen=True, slots=True)
class Seen:
    """What each entry gets, what belonging nowhere gets, who has its words, and what lies near.

    `across` says how much nearer the texts of the question's own language lie than those of the other: two texts in
    one language are alike by their words, too, and two in different ones by their meaning alone.
    """

    learnt: Floats
    nowhere: float
    found: Floats
    had: Floats
    near: Floats
    across: Floats
    strange: float

    def marks(self) -> Floats:
        """Return the marks of each entry (rows): learnt, near, words, words up to full marks, words had, across."""
        words = self.found / FULL_MARKS
        marks = [self.learnt, self.near, np.minimum(words, MOST_MARKS), np.minimum(words, 1.0), self.had, self.across]
        return np.column_stack(marks).astype(np.float32)

    def scores(self, weights: Floats) -> Floats:
        """Return what each entry gets, by how much each mark weighs."""
        return np.asarray(self.marks() @ weights, dtype=np.float32)

    def signs(self, weights: Floats) -> Floats:
        """Return by what one sees how sure the engine may be of the entry that gets most."""
        scores = self.scores(weights)
        best = int(scores.argmax())
        known = chances(np.append(self.learnt, self.nowhere)[None, :])[0][:-1]
        share = chances(scores[None, :])[0]
        others = np.partition(np.append(np.delete(scores, best), [scores[best] - MOST_LEAD] * 2), -2)[-2:]
        return np.array(
            [
                np.log(known[best] + 1e-6),
                min(float(scores[best] - others[1]), MOST_LEAD),
                min(float(scores[best] - others[0]), MOST_LEAD),
                _doubt(known),
                np.clip(self.learnt[best] - self.nowhere, -MOST_LEAD, MOST_LEAD),
                self.had[best],
                min(float(self.found[best]) / FULL_MARKS, 2.0),
                float(self.found.argmax() == best),
                self.near[best],
                self.near.max() - self.near[best],
                lead(self.near, self.strange),
                np.log(share[best] + 1e-6),
                _doubt(share),
            ],
            dtype=np.float32,
        )

    def without(self, entry: int) -> "Seen":
        """Return what one would see if an entry were not there."""
        learnt, found, had, near, across = (
            np.delete(one, entry) for one in (self.learnt, self.found, self.had, self.near, self.across)
        )
        return Seen(learnt, self.nowhere, found, had, near, across, self.strange)


def usual(blend: float) -> Floats:
    """Return how much each mark weighs before a second look: `blend` says how much the words do."""
    return np.array([1.0, NEAR, 0.0, blend, 0.0, 0.0], dtype=np.float32)


def second_look(seen: Sequence[Seen], owners: Sequence[int], weights: Floats) -> Floats:
    """Return how much each mark weighs, so that the right one of the first entries becomes as probable as can be.

    A softmax over the first entries of each question, fitted with Newton's steps; `weights`, by which they are the
    first, come back where too few questions have their own entry among them.
    """
    marks, right = [], []
    for one, owner in zip(seen, owners, strict=True):
        first = np.argsort(-one.scores(weights), kind="stable")[:FIRST]
        if len(first) == FIRST and owner in first:
            marks.append(one.marks()[first])
            right.append(first == owner)
    if len(marks) < LEAST_LOOKED:
        return weights
    rows, hits = np.array(marks, dtype=np.float64), np.array(right, dtype=np.float64)
    spread = rows.reshape(-1, rows.shape[2]).std(axis=0)
    spread[spread < 1e-6] = np.inf
    rows /= spread
    found = np.zeros(rows.shape[2])
    for _ in range(MOST_STEPS):
        share = np.exp(rows @ found - (rows @ found).max(axis=1, keepdims=True))
        share /= share.sum(axis=1, keepdims=True)
        middle = np.einsum("qe,qem->qm", share, rows)
        slope = np.einsum("qe,qem->m", share - hits, rows) + HELD * found
        bend = np.einsum("qe,qem,qen->mn", share, rows, rows) - middle.T @ middle + HELD * np.eye(len(found))
        step = np.linalg.solve(bend, slope)
        found -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return np.asarray(found / spread, dtype=np.float32)


def _doubt(shares: Floats) -> float:
    return float(-(shares * np.log(shares + 1e-9)).sum())
