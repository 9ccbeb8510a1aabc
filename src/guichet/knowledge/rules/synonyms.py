"""What people say for what we call otherwise, and what they may have meant to type. Pure."""

import re
from collections.abc import Iterable, Mapping
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


def meant(text: str, words: Mapping[str, tuple[str, int]], also_known: Iterable[str] = ()) -> str:
    """Return a text with what is probably mistyped put right; empty where nothing is.

    `words` are the words of guidance, each with how it is written and how often. A word that is neither among them
    nor `also_known` is put right where one of theirs is one slip away: a letter more, less, another, or two changed
    places. Of several, the first letter as it was typed goes first, and then the most usual.
    """
    known, right, at = frozenset(also_known), "", 0
    for match in _WORD.finditer(text):
        word = fold(match[0])
        if word in words or word in known or len(word) < SHORTEST_MISTYPED or not word.isalpha():
            continue
        found = extract(word, words.keys(), scorer=OSA.distance, score_cutoff=1, limit=None)
        near = [other for other, _, _ in found if len(other) >= SHORTEST_MISTYPED]
        if near:
            best = min(near, key=lambda other: (other[0] != word[0], -words[other][1], other))
            right += text[at : match.start()] + words[best][0]
            at = match.end()
    return right + text[at:] if at else ""


def _folded(text: str) -> list[str]:
    return [fold(match[0]) for match in _WORD.finditer(text)]
