"""Which of some signs a text bears, each with the probability that it does: learnt from examples. Numpy only.

A text may bear several signs, or none. For each sign one row of weights over what a text means (the vector of the
encoder, which reads both languages alike) gives a probability. How sure a sign may be is learnt from examples held
out by turns; variants of one line are held out together, since they would give each other away. What was learnt is a
small file: nothing is learnt where texts are read.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from guichet.language.grams import Floats
from guichet.language.learning import logistic
from guichet.language.meaning import Embedder

FOLDS = 4
# How far weights are held back: there are about as many of them as texts.
CALM = 5.0
# Of the texts that come, about so many bear a given sign: what is said of it must hold for those.
USUAL_SHARE = 0.05

Progress = Callable[[str], None]


class Unlike(Exception):
    """What was learnt was learnt with another encoder: it says nothing here."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the signs that it bears; `line` is the same for variants of one line."""

    text: str
    signs: frozenset[str]
    line: int


@dataclass(frozen=True, slots=True)
class Signs:
    """What was learnt: for each sign a row of weights, the first for none; `made_of` names examples and encoder."""

    names: tuple[str, ...]
    weights: Floats
    encoder: str
    made_of: str

    def heard(self, texts: Sequence[str], embedder: Embedder) -> list[dict[str, float]]:
        """Return of each text how probable each sign is. Raises Unlike for another encoder."""
        if embedder.name != self.encoder:
            raise Unlike(embedder.name)
        if not texts:
            return []
        shares = _chance(_scores(embedder.vectors(texts), self.weights))
        return [
            dict(zip(self.names, map(float, row), strict=True)) if text.strip() else dict.fromkeys(self.names, 0.0)
            for text, row in zip(texts, shares, strict=True)
        ]


def learn_signs(
    examples: Sequence[Example],
    names: Collection[str],
    embedder: Embedder,
    *,
    made_of: str = "",
    tell: Progress = lambda _: None,
) -> Signs:
    """Return what examples teach about the signs of these names, the same for the same examples."""
    vectors = embedder.vectors([one.text for one in examples])
    bears = np.array([[name in one.signs for name in names] for one in examples])
    tell("learning")
    found = _fitted(vectors, bears)
    held = np.zeros(bears.shape, dtype=np.float32)
    turn = np.array([one.line for one in examples]) % FOLDS
    for fold in range(FOLDS):
        kept, out = turn != fold, turn == fold
        held[out] = _scores(vectors[out], _fitted(vectors[kept], bears[kept]))
    tell("learning how sure it may be")
    rows = []
    for at, borne in enumerate(bears.T):
        weight = np.where(borne, USUAL_SHARE / borne.sum(), (1 - USUAL_SHARE) / (~borne).sum()) * len(examples)
        sure = logistic(held[:, [at]], borne, weight.astype(np.float32), hold=0.01)
        slope = float(sure.weights[1] / sure.spread[0])
        row = slope * found[at]
        row[0] += float(sure.weights[0]) - slope * float(sure.centre[0])
        rows.append(row)
    return Signs(tuple(names), np.asarray(rows, dtype=np.float32), embedder.name, made_of)


def keep_signs(signs: Signs, path: Path) -> None:
    """Write what was learnt to a file."""
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            names=np.array(signs.names, dtype=np.str_),
            weights=signs.weights.astype(np.float16),
            encoder=np.array(signs.encoder, dtype=np.str_),
            made_of=np.array(signs.made_of, dtype=np.str_),
        )


def take_up_signs(path: Path) -> Signs:
    """Return what a file holds. Raises OSError, ValueError, KeyError for a file that holds none."""
    with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
        found: dict[str, Any] = {name: held[name] for name in held.files}
    return Signs(
        tuple(map(str, found["names"])),
        found["weights"].astype(np.float32),
        str(found["encoder"]),
        str(found["made_of"]),
    )


def _fitted(vectors: Floats, bears: np.ndarray[Any, np.dtype[np.bool_]]) -> Floats:
    """Return for each sign a row of weights, by least squares that are held back (ridge regression)."""
    usual = bears.mean(axis=0)
    held = vectors.T @ vectors + CALM * np.eye(vectors.shape[1], dtype=np.float32)
    slopes = np.linalg.solve(held, vectors.T @ (bears - usual))
    return np.hstack([usual[:, None], slopes.T]).astype(np.float32)


def _scores(vectors: Floats, weights: Floats) -> Floats:
    return np.asarray(vectors @ weights[:, 1:].T + weights[:, 0], dtype=np.float32)


def _chance(scores: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))), dtype=np.float32)
