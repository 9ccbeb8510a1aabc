"""Learning labels from how alike texts are: kernel ridge regression, a second judge beside `learning`. Numpy only.

Where labels lie close to one another and some examples bear the wrong one, it errs on other texts than softmax
regression does, and the two together err less. Its work grows with the square of the number of texts and more.
"""

from dataclasses import dataclass

import numpy as np

from guichet.language.grams import Floats
from guichet.language.learning import Labels, Texts

# How much a piece weighs beside a meaning, how far a fit is held back, and in how few slots pieces are compared.
PIECES, CALM, SLOTS = 0.25, 0.3, 6_144
# More texts than this are learnt by several fits whose answers are averaged: the work grows with the cube.
MOST_AT_ONCE = 9_000
AT_ONCE = 1_024


@dataclass(frozen=True, slots=True)
class Judge:
    """The texts that are known, as numbers to compare with, and what each says about each label."""

    vectors: Floats
    pieces: Floats
    says: Floats

    def scores(self, texts: Texts) -> Floats:
        """Return what each label (columns) gets from each text (rows): near one for a label that is right."""
        parts = [
            _alike(texts.vectors[at : at + AT_ONCE], pieces, self.vectors, self.pieces) @ self.says
            for at in range(0, len(texts), AT_ONCE)
            for pieces in [texts.grams.folded(SLOTS, np.arange(at, min(at + AT_ONCE, len(texts))))]
        ]
        return np.vstack(parts) if parts else np.zeros((0, self.says.shape[1]), dtype=np.float32)


def judge(texts: Texts, labels: Labels, count: int) -> Judge:
    """Return what texts teach about `count` labels by how alike they are to others."""
    pieces = texts.grams.folded(SLOTS, np.arange(len(texts)))
    says = np.zeros((len(texts), count), dtype=np.float32)
    parts = max(1, -(-len(texts) // MOST_AT_ONCE))
    for part in range(parts):
        # Every part holds texts of every label: neighbours are dealt out in turn.
        mine = np.arange(part, len(texts), parts)
        held = _alike(texts.vectors[mine], pieces[mine], texts.vectors[mine], pieces[mine])
        held[np.diag_indices_from(held)] += CALM
        targets = np.zeros((len(mine), count), dtype=np.float32)
        targets[np.arange(len(mine)), labels[mine]] = 1
        says[mine] = np.linalg.solve(held, targets) / parts
    return Judge(texts.vectors, pieces, says)


def _alike(vectors: Floats, pieces: Floats, known: Floats, known_pieces: Floats) -> Floats:
    return np.asarray(np.exp(2 * (vectors @ known.T - 1)) + PIECES * (pieces @ known_pieces.T), dtype=np.float32)
