"""What people say for what we call otherwise, and what they may have meant to type. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from guichet.foundation.languages import Language
from guichet.language.stems import fold

_WORD = re.compile(r"[^\W_]+")
# A shorter word has too many neighbours: one letter away from it stands another word that somebody meant.
SHORTEST_MISTYPED = 4


@dataclass(frozen=True, slots=True)
class Group:
    """What one thing is called, in both languages; the first phrase of each is our own."""

    en: tuple[str, ...]
    fr: tuple[str, ...]

    def say(self, language: Language) -> str:
        """Return our own word for it in a language."""
        return (self.fr if language is Language.FR else self.en)[0]


@dataclass(frozen=True)
class Synonyms:
    """All groups, ready to read a text by."""

    groups: tuple[Group, ...]

    def in_our_words(self, text: str, language: Language) -> str:
        """Return a text of a language with what we call otherwise replaced by our own word; the longest phrase first.

        What is in our words already stays as it is written.
        """
        found = [(fold(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]
        said, kept, at, place = [word for word, _, _ in found], "", 0, 0
        while place < len(said):
            phrase, group = self._longest(said, place)
            if group is None:
                place += 1
                continue
            if _folded(group.say(language)) != list(phrase):
                kept += text[at : found[place][1]] + group.say(language)
                at = found[place + len(phrase) - 1][2]
            place += len(phrase)
        return kept + text[at:]

    @cached_property
    def words(self) -> frozenset[str]:
        """Return every word of every phrase, in small letters without accents."""
        return frozenset(word for group in self.groups for one in (*group.en, *group.fr) for word in _folded(one))

    def _longest(self, said: list[str], place: int) -> tuple[tuple[str, ...], Group | None]:
        for phrase, group in self._by_first.get(said[place], ()):
            if tuple(said[place : place + len(phrase)]) == phrase:
                return phrase, group
        return (), None

    @cached_property
    def _by_first(self) -> Mapping[str, list[tuple[tuple[str, ...], Group]]]:
        """Return the phrases by their first word, the longest first; of two alike, that of the earlier group."""
        found: dict[str, list[tuple[tuple[str, ...], Group]]] = {}
        for group in self.groups:
            for one in (*group.en, *group.fr):
                phrase = tuple(_folded(one))
                found.setdefault(phrase[0], []).append((phrase, group))
        return {first: sorted(some, key=lambda one: -len(one[0])) for first, some in found.items()}


@dataclass(frozen=True, slots=True)
class Spellings:
    """Words without accents, each with how it is written and how often; and which of them are like another one.

    A slip at the beginning leaves the end as it is, and the other way round: whatever is one slip away begins or ends
    with the same letter, and is as long or one letter more or less. A twentieth of the words is left to compare.
    """

    words: Mapping[str, tuple[str, int]]
    by_ends: Mapping[tuple[int, str, int], Sequence[str]]

    @classmethod
    def of(cls, words: Mapping[str, tuple[str, int]]) -> "Spellings":
        """Return words, put where they are looked for."""
        by_ends: dict[tuple[int, str, int], list[str]] = {}
        for word in words:
            if len(word) >= SHORTEST_MISTYPED:
                by_ends.setdefault((0, word[0], len(word)), []).append(word)
                by_ends.setdefault((-1, word[-1], len(word)), []).append(word)
        return cls(words, by_ends)

    def near(self, word: str) -> set[str]:
        """Return the words that are one slip away: a letter more, less, another, or two changed places."""
        near: set[str] = set()
        for end in (0, -1):
            for length in (len(word) - 1, len(word), len(word) + 1):
                some = self.by_ends.get((end, word[end], length), ())
                near |= {one for one, _, _ in extract(word, some, scorer=OSA.distance, score_cutoff=1, limit=None)}
        return near


def meant(text: str, known: Spellings, also_known: Iterable[str] = ()) -> str:
    """Return a text with what is probably mistyped put right; empty where nothing is.

    A word that is neither among those of guidance nor `also_known` is put right where one of theirs is one slip away.
    Of several, the first letter as it was typed goes first, and then the most usual.
    """
    others, right, at = frozenset(also_known), "", 0
    for match in _WORD.finditer(text):
        word = fold(match[0])
        if word in known.words or word in others or len(word) < SHORTEST_MISTYPED or not word.isalpha():
            continue
        if near := known.near(word):
            best = min(near, key=lambda other: (other[0] != word[0], -known.words[other][1], other))
            right += text[at : match.start()] + known.words[best][0]
            at = match.end()
    return right + text[at:] if at else ""


def _folded(text: str) -> list[str]:
    return [fold(match[0]) for match in _WORD.finditer(text)]
