"""Which of some labels a text belongs to, with the probability that it is right, or none: learnt from examples."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from guichet.foundation.languages import Language
from guichet.language.grams import WORD_SLOTS, Floats
from guichet.language.kernels import Judge, judge
from guichet.language.learning import Labels, Learnt, Logistic, Texts, chances, learn, logistic
from guichet.language.matching import outside
from guichet.language.meaning import Embedder

NONE = "none"
# What a label must at least be, to be given: below this a person sorts. Low, since the probability is a cautious one:
# it is learnt from fits that had seen fewer examples, with labels close to others taken away.
SURE_ENOUGH = 0.1
# Held out by turns to learn how often the engine is right; some labels are left out wholly each time, so that it also
# meets texts that belong to nothing it knows.
FOLDS = 3
LEFT_OUT = 5
# Of the texts that come, about so many belong to no label.
OUTSIDE_SHARE = 0.15
# What belongs nowhere weighs, all together, as much as this share of the examples.
NOWHERE = 0.05
AT_ONCE = 1_024
# How much the second judge weighs beside the logarithm of the first one's probability.
SECOND = 6.0

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Sorted:
    """The label of a text, or `none`; `confidence` is the probability that the likeliest label is right."""

    label: str
    confidence: float
    likeliest: str


@dataclass(frozen=True, slots=True)
class Sorter:
    """What was learnt from examples. There is one label more than was named: what belongs nowhere."""

    labels: tuple[str, ...]
    texts: Texts
    known: Labels
    learnt: Learnt
    second: Judge
    sure: Logistic

    def sort(self, texts: Sequence[str], language: Language, embedder: Embedder) -> list[Sorted]:
        """Return the label of each text."""
        found: list[Sorted] = []
        for at in range(0, len(texts), AT_ONCE):
            some = texts[at : at + AT_ONCE]
            read = self.texts.others(some, [language] * len(some), embedder)
            said = _Said.of(self.learnt, self.second, read)
            confidence = self.sure.probability(_signs(said, read, self.texts, self.known))
            for text, best, share in zip(some, said.best, confidence, strict=True):
                likeliest, sure = self.labels[int(best)], float(share) if text.strip() else 0.0
                is_given = sure >= SURE_ENOUGH and likeliest != NONE
                found.append(Sorted(likeliest if is_given else NONE, sure, likeliest))
        return found


def learn_examples(
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
    # By label, so that folds which take every third text take from every label.
    order = np.argsort(known, kind="stable")
    known = known[order]
    tell("reading the examples")
    texts = Texts.read([examples[at][0] for at in order], [language] * len(examples), embedder)
    others = outside()
    strange = texts.others([text for _, text in others], [said for said, _ in others], embedder)
    tell("learning how sure it may be")
    sure = _calibrated(texts, known, labels, strange)
    tell("learning")
    learnt, second = _fitted(texts, known, len(labels), strange), judge(texts, known, len(labels))
    return Sorter(labels, texts, known, learnt, second, sure)


@dataclass(frozen=True, slots=True)
class _Said:
    """What the two judges say of some texts: the probability of each label and of none, and how each label scores."""

    share: Floats
    second: Floats
    scores: Floats
    best: Labels

    @classmethod
    def of(cls, learnt: Learnt, second: Judge, read: Texts) -> "_Said":
        share, other = chances(learnt.scores(read)), second.scores(read)
        scores = np.log(share[:, :-1] + 1e-9) + SECOND * other
        return cls(share, other, scores, scores.argmax(axis=1))


def _fitted(texts: Texts, known: Labels, count: int, strange: Texts) -> Learnt:
    weights = np.ones(len(texts) + len(strange), dtype=np.float32)
    weights[len(texts) :] = NOWHERE * len(texts) / len(strange)
    labels = np.concatenate([known, np.full(len(strange), count, dtype=np.int64)])
    return learn(texts.joined(strange), labels, count + 1, weights)


def _calibrated(texts: Texts, known: Labels, labels: Sequence[str], strange: Texts) -> Logistic:
    """Return how sure the engine may be, from examples held out by turns, some with their whole label."""
    signs: list[Floats] = []
    right: list[np.ndarray] = []
    inside: list[np.ndarray] = []
    turn, turn_of_strange = np.arange(len(known)) % FOLDS, np.arange(len(strange)) % FOLDS
    for fold in range(FOLDS):
        gone = known % max(FOLDS, min(LEFT_OUT, len(labels))) == fold if len(labels) > 2 else known < 0
        held, kept = np.flatnonzero(turn == fold), np.flatnonzero((turn != fold) & ~gone)
        kept_texts = texts.some(kept)
        learnt = _fitted(kept_texts, known[kept], len(labels), strange.some(np.flatnonzero(turn_of_strange != fold)))
        asked = texts.some(held).joined(strange.some(np.flatnonzero(turn_of_strange == fold)))
        owners = np.concatenate([known[held], np.full(len(asked) - len(held), len(labels))])
        away = np.concatenate([gone[held], np.ones(len(asked) - len(held), dtype=bool)])
        said = _Said.of(learnt, judge(kept_texts, known[kept], len(labels)), asked)
        is_none = np.array([owner < len(labels) and labels[owner] == NONE for owner in owners])
        signs.append(_signs(said, asked, kept_texts, known[kept]))
        right.append((said.best == owners) & ~is_none)
        inside.append(~away & ~is_none)
    every, was_right, belongs = np.vstack(signs), np.concatenate(right), np.concatenate(inside)
    weight = np.ones(len(every), dtype=np.float32)
    if belongs.any() and not belongs.all():
        weight[~belongs] = OUTSIDE_SHARE / (1 - OUTSIDE_SHARE) * belongs.sum() / (~belongs).sum()
    return logistic(every, was_right, weight)


def _signs(said: _Said, read: Texts, texts: Texts, known: Labels) -> Floats:
    """Return by what one sees how sure the engine may be: its lead, the nearest examples, and how much it has read."""
    at = np.arange(len(read))
    first, next_ = np.moveaxis(-np.partition(-said.scores, 1, axis=1)[:, :2], 1, 0)
    second = -np.partition(-said.second, 1, axis=1)[:, :2]
    close = read.vectors @ texts.vectors.T
    nearest = close.max(axis=1)
    of_best = np.where(known[None, :] == said.best[:, None], close, -1).max(axis=1)
    return np.column_stack(
        [
            np.log(said.share[at, said.best] + 1e-6),
            first - next_,
            np.log(said.share[:, -1] + 1e-6),
            -(said.share * np.log(said.share + 1e-9)).sum(axis=1),
            said.second[at, said.best],
            second[:, 0] - second[:, 1],
            nearest,
            of_best,
            _familiar(texts, read),
        ]
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
