"""Whether two messages are the same question, in either language, with the probability that they are.

A message is read sentence by sentence: which of them ask, what these mean, which words and numbers they hold. What two
messages have in common is a row of signs, and a table that was learnt once (`tools/learn_sameness.py`) makes of them a
probability. The table comes with the code and knows nothing of anybody: texts of other fields are compared as well.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from guichet.foundation.languages import Language
from guichet.language.detection import language_of
from guichet.language.grams import WORD_SLOTS, Floats, Grams, grams_of
from guichet.language.learning import Logistic
from guichet.language.meaning import Embedder, Vectors
from guichet.language.things import things_in

DATA = Path(__file__).parent / "data" / "sameness.npz"
# Two messages are taken for the same question from here on; what that is worth stands in decision 59.
SAME_ENOUGH = 0.5
LONGEST_TEXT, MOST_SENTENCES = 4_000, 24
# A sentence that asks less than this says nothing about the matter, unless none asks more.
ASKS = 0.5
FEWEST_LETTERS = 2
KINDS = ("program", "document")
# How much pieces count beside meanings, and in how few slots they are looked at.
PIECES, SLOTS = 0.5, 1_536
_ENDS = re.compile(r"(?<=[.?!…])\s+|\n+")
_WORDS = re.compile(r"\w+")
# A file number, or the number under which a client or a question is known: long enough to be nothing else.
_REFERENCES = re.compile(r"\b(?=[\w-]{7,})[A-Za-z]{0,3}-?\d[\d-]{5,}\d\b")
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Said:
    """A message as it is compared: what its sentences mean, how much each asks, its words, numbers and language."""

    whole: Floats
    core: Floats
    seen: Floats
    sentences: Vectors
    views: Vectors
    asks: Floats
    grams: Grams
    references: frozenset[str]
    numbers: frozenset[str]
    things: Mapping[str, frozenset[str]]
    language: Language
    length: int

    @property
    def says_nothing(self) -> bool:
        """Return whether there is nothing in it that could be compared."""
        return self.length < FEWEST_LETTERS


@dataclass(frozen=True, slots=True)
class Sameness:
    """What was learnt: which sentences ask, how meanings lie by their matter, what pieces weigh, what signs say."""

    asking: Floats
    view: Floats
    weigh: Floats
    sure: Logistic

    def read(self, texts: Sequence[str], embedder: Embedder) -> list[Said]:
        """Return messages as they are compared; all their sentences are understood at once."""
        parts = [sentences_of(text) for text in texts]
        vectors = embedder.vectors([sentence for some in parts for sentence in some])
        found, at = [], 0
        for text, some in zip(texts, parts, strict=True):
            found.append(self._said(text, some, vectors[at : at + len(some)]))
            at += len(some)
        return found

    def probability(self, one: Said, other: Said) -> float:
        """Return how probable it is that two messages are the same question."""
        if one.says_nothing or other.says_nothing:
            return 0.0
        return float(self.sure.probability(signs(one, other)[None, :])[0])

    def _said(self, text: str, sentences: Sequence[str], vectors: Vectors) -> Said:
        language = language_of(text, otherwise=Language.EN).language or Language.EN
        asks = asking(sentences, vectors, self.asking)
        views = _unit(looked_at(sentences, vectors, language, self.weigh) @ self.view)
        asking_ones = " ".join(one for one, share in zip(sentences, asks, strict=True) if share >= ASKS)
        references = references_in(text)
        numbers = frozenset(_NUMBERS.findall(_REFERENCES.sub(" ", asking_ones)))
        return Said(
            whole=_unit(vectors.mean(axis=0)),
            core=_unit(asks @ vectors),
            seen=_unit(asks @ views),
            sentences=vectors,
            views=views,
            asks=asks,
            grams=grams_of([asking_ones or text[:LONGEST_TEXT]], [language], self.weigh),
            references=references,
            numbers=numbers,
            things=things_in(asking_ones or text[:LONGEST_TEXT]),
            language=language,
            length=sum(one.isalnum() for one in text),
        )


def references_in(text: str) -> frozenset[str]:
    """Return the numbers in a text that are long enough to name one file or one person, without hyphens."""
    return frozenset(_plain(found) for found in _REFERENCES.findall(text))


def looked_at(sentences: Sequence[str], vectors: Vectors, language: Language, weigh: Floats) -> Floats:
    """Return sentences as numbers, by what they mean and by their pieces: what the view is learnt from."""
    grams = grams_of(sentences, [language] * len(sentences), weigh)
    pieces = grams.folded(SLOTS, np.arange(len(sentences)))
    return np.hstack([vectors, PIECES * pieces, np.ones((len(sentences), 1), dtype=np.float32)]).astype(np.float32)


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, never none: what a text of one word says is that word."""
    parts = [" ".join(part.split()) for part in _ENDS.split(text[:LONGEST_TEXT])]
    found = [part for part in parts if sum(one.isalnum() for one in part) >= FEWEST_LETTERS]
    return found[:MOST_SENTENCES] or [" ".join(text.split())[:LONGEST_TEXT]]


def asking_signs(sentences: Sequence[str], vectors: Vectors) -> Floats:
    """Return by what one sees of a sentence whether it asks: what it means, its length, a question mark."""
    more = [
        [1.0, float("?" in one), min(len(_WORDS.findall(one)), 20) / 20, float(bool(_REFERENCES.search(one)))]
        for one in sentences
    ]
    return np.hstack([vectors, np.array(more, dtype=np.float32)]).astype(np.float32)


def asking(sentences: Sequence[str], vectors: Vectors, weights: Floats) -> Floats:
    """Return how much each sentence asks, from 0 to 1; the one that asks most always asks."""
    sums = np.clip(asking_signs(sentences, vectors) @ weights, -30, 30)
    found = (1 / (1 + np.exp(-sums))).astype(np.float32)
    if found.max() < ASKS:
        found = np.maximum(found * (ASKS / max(float(found.max()), 1e-6)), 1e-3)
    return np.asarray(found, dtype=np.float32)


def signs(one: Said, other: Said) -> Floats:
    """Return by what one sees whether two messages are the same question; the order of the two changes nothing."""
    is_crossing = float(one.language is not other.language)
    words, letters = _pieces(one.grams, other.grams)
    near = _nearness(one.sentences @ other.sentences.T, one.asks, other.asks)
    seen = _nearness(one.views @ other.views.T, one.asks, other.asks)
    core, view = float(one.core @ other.core), float(one.seen @ other.seen)
    shorter, longer = sorted((one.length, other.length))
    best = max(view, seen[0])
    apart = float(bool(one.references and other.references and not one.references & other.references))
    return np.array(
        [
            float(one.whole @ other.whole), core, view, *near, *seen,
            words, letters, words * words,
            best * best, max(best - 0.5, 0.0), max(best - 0.7, 0.0), max(near[0] - 0.6, 0.0), max(near[0] - 0.8, 0.0),
            is_crossing, is_crossing * core, is_crossing * best, is_crossing * near[0],
            float(bool(one.references & other.references)), apart,
            float(bool(one.numbers & other.numbers)),
            float(bool(one.numbers and other.numbers and not one.numbers & other.numbers)),
            *_things(one, other),
            float(np.log1p(shorter)), float(np.log1p(longer) - np.log1p(shorter)),
        ],
        dtype=np.float32,
    )  # fmt: skip


@cache
def sameness() -> Sameness:
    """Return what comes with the code."""
    with np.load(DATA, allow_pickle=False) as held:
        return of_arrays({name: held[name].astype(np.float32) for name in held.files})


def of_arrays(held: dict[str, Any]) -> Sameness:
    """Return what was learnt, from the arrays of its file."""
    return Sameness(
        asking=held["asking"],
        view=held["view"],
        weigh=held["weigh"],
        sure=Logistic(held["centre"], held["spread"], held["weights"]),
    )


def probabilities(pairs: Iterable[tuple[str, str]], embedder: Embedder, known: Sameness | None = None) -> list[float]:
    """Return for each pair of texts how probable it is that they are the same question; a text is read once."""
    known = known or sameness()
    rows = list(pairs)
    texts = list(dict.fromkeys(text for pair in rows for text in pair))
    said = dict(zip(texts, known.read(texts, embedder), strict=True))
    return [known.probability(said[one], said[other]) for one, other in rows]


def _nearness(near: Floats, one: Floats, other: Floats) -> tuple[float, float, float, float]:
    """Return how near the nearest two sentences that ask lie, how well each message is met in the other, less and
    more, and how far what one of them asks most lies from all that the other asks."""
    loud = near * np.sqrt(np.outer(one, other))
    forth = float(one @ near.max(axis=1) / one.sum())
    back = float(other @ near.max(axis=0) / other.sum())
    first = min(float(near[one.argmax()].max()), float(near[:, other.argmax()].max()))
    return float(loud.max()), min(forth, back), max(forth, back), first


def _pieces(one: Grams, other: Grams) -> tuple[float, float]:
    """Return how alike the words are, and how alike the letters, each from 0 to 1."""
    mine = dict(zip(one.slots.tolist(), one.weights.tolist(), strict=True))
    words = letters = 0.0
    for slot, weight in zip(other.slots.tolist(), other.weights.tolist(), strict=True):
        if common := mine.get(slot):
            if slot < WORD_SLOTS:
                words += common * weight
            else:
                letters += common * weight
    return words, letters


def _things(one: Said, other: Said) -> list[float]:
    """Return for each kind of thing whether both name the same one, two others, and whether one of them names none."""
    found = []
    for kind in KINDS:
        mine, theirs = one.things.get(kind, frozenset()), other.things.get(kind, frozenset())
        found += [float(bool(mine & theirs)), float(bool(mine and theirs and not mine & theirs))]
        found.append(float(bool(mine) != bool(theirs)))
    return found


def _unit(vectors: Floats) -> Floats:
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-9), dtype=np.float32)


def _plain(reference: str) -> str:
    return reference.replace("-", "").upper()
