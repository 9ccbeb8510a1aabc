"""How hard a text is to read, and which sentences and words make it so, in English and French. Pure.

The number follows how hard people found some thousands of sentences; `data/readability.yaml` says how it was found and
how well it holds. It measures length and words, nothing else: a text that is easy here can still say the wrong thing.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

_DATA = Path(__file__).parent / "data" / "readability.yaml"

# The levels of the people who rated, from A1 to C2 of the Common European Framework.
EASIEST, HARDEST = 1.0, 6.0
# Shorter words are never strange; a word that is strange and as long as this is worth changing.
SHORT, LONG = 3, 3

_LETTERS = r"[^\W\d_]+"
_VOWELS = "aeiouyàâäéèêëîïôöùûüœæ"
_WORD = {"en": re.compile(rf"{_LETTERS}(?:'{_LETTERS})*"), "fr": re.compile(_LETTERS)}
# The end of a word that is written and not said: wanted says it, passed does not; envoient does not, moment does.
_SILENT = {
    "en": re.compile(rf"(?<=[^{_VOWELS}l])e$|(?<=[{_VOWELS}]l)e$|(?<=[^{_VOWELS}cgsxzh])es$|(?<=[^{_VOWELS}td])ed$"),
    "fr": re.compile(rf"(?<=[^{_VOWELS}])(?:es?|(?<!m)ent)$"),
}
_SOUNDS = re.compile(f"[{_VOWELS}]+")

_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+")
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+", re.MULTILINE)
# A line is the last of its sentence, unless the next one goes on in small letters.
_LINE = re.compile(r"\s*\n\s*(?![a-zà-ÿœ])|\s*\n\s*\n\s*")
_MARK = re.compile(r"(?<=[.!?…])[»”\")\]]*\s+(?=[«“\"(\[]?\s?[^\Wa-zà-ÿœ_])")
# A point after these, or after one letter, ends no sentence.
_SHORTENED = re.compile(
    r"(?:^|[\s(])(?:\w|mrs?|ms|mme|mlle|dr|st|no|nos|art|al|p|vol|ch|e\.g|i\.e|p\. ex|c|cf|app|succ)\.$", re.I
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as hard as it is; `words` are those in it that few people use."""

    text: str
    level: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difficulty:
    """How hard a text is: `level` from 1 (A1) to 6 (C2), `grade` in years of school.

    `sentences` are those harder than a plain text is, the hardest first; `words` the long ones that few people use,
    the most used in this text first.
    """

    level: float
    grade: float
    sentences: tuple[Sentence, ...]
    words: tuple[str, ...]


def difficulty(text: str, language: str) -> Difficulty:
    """Return how hard `text` is to read in `language`, en or fr; a sentence weighs as much as it has words."""
    read = [_read(sentence, language) for sentence in sentences(text)]
    weights = [len(_words(sentence.text, language)) for sentence in read]
    total = sum(weights)
    if not total:
        return Difficulty(EASIEST, _grade(EASIEST), (), ())
    level = sum(sentence.level * weight for sentence, weight in zip(read, weights, strict=True)) / total
    hard = sorted((s for s in read if s.level > _figures()["plain_level"]), key=lambda s: -s.level)
    used = Counter(word for sentence in read for word in sentence.words)
    words = sorted(used, key=lambda word: (-used[word], -len(word), word))
    return Difficulty(level, _grade(level), tuple(hard), tuple(words))


def sentences(text: str) -> list[str]:
    """Return the sentences of a plain text; headings and the lines of a list are sentences of their own."""
    text = _ADDRESS.sub(" ", unicodedata.normalize("NFC", text))
    found: list[str] = []
    for line in _LINE.split(_BULLET.sub("\n\n", text)):
        start = 0
        for mark in _MARK.finditer(line):
            if not _SHORTENED.search(line[start : mark.start()]):
                found.append(" ".join(line[start : mark.end()].split()))
                start = mark.end()
        found.append(" ".join(line[start:].split()))
    return [sentence for sentence in found if any(letter.isalpha() for letter in sentence)]


def syllables(word: str, language: str) -> int:
    """Return how many syllables a word has, about: its groups of vowels, without those that are not said."""
    return max(1, len(_SOUNDS.findall(_SILENT[language].sub("", word.lower()))))


def _read(sentence: str, language: str) -> Sentence:
    weights = _figures()[language]
    level = weights["start"] + sum(weights[name] * much for name, much in measures(sentence, language).items())
    strange = (word.lower() for word in _strange(_words(sentence, language), language))
    hard = tuple(dict.fromkeys(word for word in strange if syllables(word, language) >= LONG))
    return Sentence(sentence, min(HARDEST, max(EASIEST, level)), hard)


def measures(sentence: str, language: str) -> dict[str, float]:
    """Return what is counted in one sentence, by the names of the weights."""
    words = _words(sentence, language)
    many, spoken = max(1, len(words)), [syllables(word, language) for word in words]
    strange = len(_strange(words, language))
    return {
        "length": math.log(many),
        "letters": sum(map(len, words)) / many,
        "syllables": sum(spoken) / many,
        "long_words": math.log1p(sum(count >= LONG for count in spoken)),
        "commas": math.log1p(sentence.count(",")),
        "brackets": float("(" in sentence or "[" in sentence),
        "strange_share": strange / many,
        "strange_words": math.log1p(strange),
    }


def _words(text: str, language: str) -> list[str]:
    return _WORD[language].findall(text.replace("’", "'"))


def _strange(words: list[str], language: str) -> list[str]:
    """Return the words that few people use; names, which begin with a capital within a sentence, are not counted."""
    return [
        word
        for place, word in enumerate(words)
        if len(word) > SHORT and (place == 0 or not word[0].isupper()) and not _familiar(word.lower(), language)
    ]


def _familiar(word: str, language: str) -> bool:
    known = _known(language)
    stem = word.split("'")[0]
    return word in known or stem in known or len(stem) <= SHORT or stem.removesuffix("s") in known


def _grade(level: float) -> float:
    figures = _figures()["grade"]
    return max(0.0, float(figures["start"] + figures["a_level"] * level))


@cache
def _known(language: str) -> frozenset[str]:
    return frozenset(_figures()["familiar"][language].split())


@cache
def _figures() -> Mapping[str, Any]:
    return MappingProxyType(yaml.load(_DATA.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
