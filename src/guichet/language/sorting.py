"""Which of some labels a text belongs to, with the probability that it is right, or none: learnt from examples."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from guichet.foundation.languages import Language
from guichet.language.grams import WORD_SLOTS, Floats
from guichet.language.learning import Labels, Logistic, Texts, among, fitted, logistic
from guichet.language.meaning import Embedder

NONE = "none"
# What a label must at least be, to be given: below this a person sorts. Low, since the probability is a cautious one:
# it is learnt from fits that had seen fewer examples, with labels close to others taken away, and on the texts of
# CLINC150 it falls under this for three in four that belong to nothing, and for one in two hundred of the others.
SURE_ENOUGH = 0.13
# Held out by turns to learn how often the engine is right; some labels are left out wholly each time, so that it also
# meets texts that belong to nothing it knows.
FOLDS = 3
LEFT_OUT = 5
# Of the texts that come, about so many belong to no label.
OUTSIDE_SHARE = 0.15
AT_ONCE = 1_024

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Sorted:
    """The label of a text, or `none`; `confidence` is the probability that the likeliest label is right."""

    label: str
    confidence: float
    likeliest: str


@dataclass(frozen=True, slots=True)
class Sorter:
    """What was learnt from examples."""

    labels: tuple[str, ...]
    texts: Texts
    known: Labels
    says: Floats
    sure: Logistic

    def sort(self, texts: Sequence[str], language: Language, embedder: Embedder) -> list[Sorted]:
        """Return the label of each text."""
        found: list[Sorted] = []
        for at in range(0, len(texts), AT_ONCE):
            some = texts[at : at + AT_ONCE]
            read = self.texts.others(some, [language] * len(some), embedder)
            likeness = self.texts.likeness(read)
            scores = likeness @ self.says
            confidence = self.sure.probability(_signs(scores, likeness, self.known, _familiar(self.texts, read)))
            for text, best, share in zip(some, scores.argmax(axis=1), confidence, strict=True):
                likeliest, sure = self.labels[int(best)], float(share) if text.strip() else 0.0
                is_given = sure >= SURE_ENOUGH and likeliest != NONE
                found.append(Sorted(likeliest if is_given else NONE, sure, likeliest))
        return found


def learn(
    examples: Sequence[tuple[str, str]], language: Language, embedder: Embedder, *, tell: Progress = lambda _: None
) -> Sorter:
    """Return what examples (text, label) teach. A label `none` is for texts that belong to no other.

    Raises ValueError where there are not at least two labels.
    """
    labels = tuple(sorted({label for _, label in examples}))
    if len(labels) < 2:
        raise ValueError("at least two labels are needed")
    number = {label: at for at, label in enumerate(labels)}
    known = np.array([number[label] for _, label in examples], dtype=np.int64)
    # By label, so that fits which take every third text take from every label.
    order = np.argsort(known, kind="stable")
    known = known[order]
    tell("reading the examples")
    texts = Texts.read([examples[at][0] for at in order], [language] * len(examples), embedder)
    likeness = among(texts)
    tell("learning")
    says = fitted(likeness, known, len(labels))
    tell("learning how sure it may be")
    return Sorter(labels, texts, known, says, _calibrated(texts, likeness, known, labels))


def _calibrated(texts: Texts, likeness: Floats, known: Labels, labels: Sequence[str]) -> Logistic:
    """Return how sure the engine may be, from examples held out by turns, some with their whole label."""
    signs: list[Floats] = []
    right: list[np.ndarray] = []
    inside: list[np.ndarray] = []
    familiar = _familiar(texts, texts)
    turn = np.arange(len(known)) % FOLDS
    for fold in range(FOLDS):
        gone = known % max(FOLDS, min(LEFT_OUT, len(labels))) == fold if len(labels) > 2 else known < 0
        held = turn == fold
        kept = np.flatnonzero(~held & ~gone)
        says = fitted(likeness[np.ix_(kept, kept)], known[kept], len(labels))
        close = likeness[np.ix_(np.flatnonzero(held), kept)]
        scores = close @ says
        best = scores.argmax(axis=1)
        is_none = np.array([labels[at] == NONE for at in known[held]])
        signs.append(_signs(scores, close, known[kept], familiar[held]))
        right.append((best == known[held]) & ~is_none)
        inside.append(~gone[held] & ~is_none)
    every, was_right, belongs = np.vstack(signs), np.concatenate(right), np.concatenate(inside)
    weight = np.ones(len(every), dtype=np.float32)
    if belongs.any() and not belongs.all():
        weight[~belongs] = OUTSIDE_SHARE / (1 - OUTSIDE_SHARE) * belongs.sum() / (~belongs).sum()
    return logistic(every, was_right, weight)


def _signs(scores: Floats, likeness: Floats, known: Labels, familiar: Floats) -> Floats:
    """Return by what one sees how sure the engine may be: its lead, the nearest examples, and how much it has read."""
    top_two = -np.partition(-scores, 1, axis=1)[:, :2]
    best = scores.argmax(axis=1)
    nearest = likeness.max(axis=1)
    of_best = np.where(known[None, :] == best[:, None], likeness, 0).max(axis=1)
    return np.column_stack(
        [top_two[:, 0], top_two[:, 0] - top_two[:, 1], nearest, of_best, nearest - of_best, familiar]
    ).astype(np.float32)


def _familiar(texts: Texts, read: Texts) -> Floats:
    """Return what share of the words of each text was met among the examples."""
    weigh = texts.weigh[:WORD_SLOTS]
    never = weigh >= weigh.max() - 1e-6
    found = np.ones((len(read), 1), dtype=np.float32)
    for at in range(len(read)):
        slots = read.grams.slots[read.grams.starts[at] : read.grams.starts[at + 1]]
        words = slots[slots < WORD_SLOTS]
        if len(words):
            found[at] = 1 - never[words].mean()
    return found[:, 0]
