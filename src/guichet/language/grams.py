"""Texts as weighted pieces of words: stems, pairs of stems, and runs of letters that survive a slip of the hand.

Each piece falls into one of a fixed number of slots, so that nothing but numbers is kept of a text; rare pieces weigh
more than common ones. Numpy only.
"""

import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from guichet.foundation.languages import Language
from guichet.language.stems import fold, stem_of, words_of

Floats = NDArray[np.float32]
WORD_SLOTS, LETTER_SLOTS = 8_192, 16_384
SLOTS = WORD_SLOTS + LETTER_SLOTS
RUNS = (3, 4, 5)
# A text is read to this length; more adds pieces and little meaning.
LONGEST_TEXT = 6_000


@dataclass(frozen=True, slots=True)
class Grams:
    """Some texts in pieces: the slots and weights of each text lie between two of its `starts`."""

    slots: NDArray[np.int32]
    weights: Floats
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def likeness(self, other: "Grams") -> Floats:
        """Return how alike each text of `other` (rows) and each of these (columns) is, from 0 to 2: words, letters."""
        found = np.zeros((len(other), len(self)), dtype=np.float32)
        row = np.zeros(SLOTS, dtype=np.float32)
        filled = np.flatnonzero(np.diff(self.starts))
        for at in range(len(other)):
            mine = slice(other.starts[at], other.starts[at + 1])
            row[other.slots[mine]] = other.weights[mine]
            if filled.size:
                found[at, filled] = np.add.reduceat(self.weights * row[self.slots], self.starts[filled])
            row[other.slots[mine]] = 0
        return found

    def only(self, which: NDArray[np.int64]) -> "Grams":
        """Return some of the texts, in the order in which they are named."""
        counts = np.diff(self.starts)[which]
        taken = self._taken(which, counts)
        return Grams(self.slots[taken], self.weights[taken], np.r_[0, np.cumsum(counts)].astype(np.int64))

    def joined(self, other: "Grams") -> "Grams":
        """Return these texts and others after them."""
        return Grams(
            np.concatenate([self.slots, other.slots]),
            np.concatenate([self.weights, other.weights]),
            np.concatenate([self.starts, other.starts[1:] + self.starts[-1]]),
        )

    def _taken(self, which: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the places of the pieces of some texts."""
        ends = np.cumsum(counts)
        begins = np.repeat(self.starts[which] - (ends - counts), counts)
        return np.asarray(np.arange(int(counts.sum())) + begins, dtype=np.int64)

    def dense_of(self, which: NDArray[np.int64]) -> tuple[NDArray[np.int32], Floats]:
        """Return the slots that some of the texts have, and a row for each of these texts with a column for each."""
        counts = np.diff(self.starts)[which]
        taken = self._taken(which, counts)
        slots, columns = np.unique(self.slots[taken], return_inverse=True)
        rows = np.zeros((len(which), len(slots)), dtype=np.float32)
        rows[np.repeat(np.arange(len(which)), counts), columns] = self.weights[taken]
        return slots, rows

    def folded(self, count: int, which: NDArray[np.int64]) -> Floats:
        """Return a row for each of some texts, in fewer slots, several of these in each: small enough to keep."""
        counts = np.diff(self.starts)[which]
        taken = self._taken(which, counts)
        rows = np.zeros((len(which), count), dtype=np.float32)
        np.add.at(rows, (np.repeat(np.arange(len(which)), counts), self.slots[taken] % count), self.weights[taken])
        return rows


def pieces_of(text: str, language: Language) -> tuple[list[str], list[str]]:
    """Return the pieces of a text: those of its words, and those of its letters."""
    words = words_of(text)
    stems = [stem_of(word, language) or fold(word) for word in words]
    pairs = [f"{one} {next_}" for one, next_ in zip(["^", *stems], [*stems, "$"], strict=True)]
    skips = [f"{one}_{next_}" for one, next_ in zip(stems, stems[2:], strict=False)]
    line = f" {' '.join(fold(word) for word in words)} "
    runs = [line[at : at + size] for size in RUNS for at in range(len(line) - size + 1)]
    return [*stems, *pairs, *skips], runs


def rarity(texts: Sequence[str], languages: Sequence[Language]) -> Floats:
    """Return how much each slot weighs: the rarer among the texts, the more."""
    seen = np.zeros(SLOTS, dtype=np.float32)
    for text, language in zip(texts, languages, strict=True):
        seen[list({slot for slot, _ in _signed(text, language)})] += 1
    return np.log((len(texts) + 1) / (seen + 1)).astype(np.float32) + 1


def grams_of(texts: Sequence[str], languages: Sequence[Language], weigh: Floats) -> Grams:
    """Return some texts in pieces; the words of each have length one together, and so have its letters."""
    slots: list[NDArray[np.int32]] = []
    weights: list[Floats] = []
    starts = [0]
    for text, language in zip(texts, languages, strict=True):
        sums: dict[int, float] = {}
        for (slot, sign), count in Counter(_signed(text, language)).items():
            sums[slot] = sums.get(slot, 0.0) + sign * (1 + np.log(count)) * float(weigh[slot])
        mine = np.fromiter(sums.keys(), dtype=np.int32, count=len(sums))
        heavy = np.fromiter(sums.values(), dtype=np.float32, count=len(sums))
        for part in (mine < WORD_SLOTS, mine >= WORD_SLOTS):
            heavy[part] /= max(float(np.linalg.norm(heavy[part])), 1e-9)
        slots.append(mine)
        weights.append(heavy)
        starts.append(starts[-1] + len(mine))
    return Grams(
        np.concatenate(slots) if slots else np.zeros(0, dtype=np.int32),
        np.concatenate(weights) if weights else np.zeros(0, dtype=np.float32),
        np.asarray(starts, dtype=np.int64),
    )


def _signed(text: str, language: Language) -> list[tuple[int, int]]:
    words, runs = pieces_of(text[:LONGEST_TEXT], language)
    return [*(_slot(piece, 0, WORD_SLOTS) for piece in words), *(_slot(run, WORD_SLOTS, LETTER_SLOTS) for run in runs)]


def _slot(piece: str, first: int, count: int) -> tuple[int, int]:
    # Two pieces in one slot shall not always add up: one bit of the sum is the sign.
    number = zlib.crc32(piece.encode())
    return first + number % count, 1 if number >> 31 else -1
