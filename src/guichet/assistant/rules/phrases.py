"""How phrases are found in what somebody typed: without accents, capitals or marks. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from guichet.assistant.terms import Meant

# In a phrase, up to so many words may stand in place of `...`.
GAP = 4
_CHOICE = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of each meaning, and the words by which a message leans on the one before it."""

    of: Mapping[Meant, tuple[str, ...]]
    openers: tuple[str, ...] = ()
    pointers: tuple[str, ...] = ()
    askers: tuple[str, ...] = ()
    timing: tuple[str, ...] = ()

    @property
    def words(self) -> frozenset[str]:
        """Return all words that stand in them."""
        return _words((*chain.from_iterable(self.of.values()), *self.openers, *self.askers, *self.pointers))

    def says(self, meant: Meant, words: str) -> bool:
        """Return whether a phrase of this meaning stands anywhere in plain words."""
        return any(_pattern(one).search(words) for one in self.of.get(meant, ()))

    def is_all(self, meant: Meant, words: str) -> bool:
        """Return whether the words are one phrase of this meaning and nothing else."""
        return any(_pattern(one).fullmatch(words) for one in self.of.get(meant, ()))

    def without(self, meants: Iterable[Meant], words: str) -> tuple[str, Meant | None]:
        """Return the words without phrases of these meanings at either end, and the last meaning so taken away."""
        taken: Meant | None = None
        changed = True
        while changed and words:
            changed = False
            for meant in meants:
                for phrase in self.of.get(meant, ()):
                    rest = _at_an_end(phrase, words)
                    if rest != words:
                        words, taken, changed = rest, taken or meant, True
        return words, taken

    def opens(self, words: str) -> bool:
        """Return whether words begin as something does that goes on from before."""
        return any(_pattern(one).match(words) for one in self.openers)

    def points(self, words: str) -> bool:
        """Return whether a word stands in them that means something said before."""
        return any(_pattern(one).search(words) for one in self.pointers)

    def times(self, words: str) -> bool:
        """Return whether words begin as those do that ask when something will be."""
        return any(_pattern(one).match(words) for one in self.timing)

    def asks(self, words: str) -> bool:
        """Return whether words begin as a question does."""
        return any(_pattern(one).match(words) for one in self.askers)


def plain(text: str) -> str:
    """Return a text as plain words: small letters without accents, one space between."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
    return " ".join(re.sub(r"[^\w]+", " ", bare.replace("œ", "oe")).split())


@lru_cache(maxsize=4)
def _words(phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for one in phrases for word in plain(one).split())


@lru_cache(maxsize=4096)
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile("|".join(_one(each) for each in _each_of(phrase)))


def _one(phrase: str) -> str:
    pieces = [re.escape(plain(one)) for one in phrase.split("...")]
    return r"\b" + rf"(?:\W+\w+){{0,{GAP}}}\W+".join(pieces) + r"\b"


def _each_of(phrase: str) -> list[str]:
    """Return the phrases that one stands for: `will (he/she) come` is two; `(will/) he` may begin with "he"."""
    found = _CHOICE.search(phrase)
    if found is None:
        return [phrase]
    return [
        each for one in found[1].split("/") for each in _each_of(phrase[: found.start()] + one + phrase[found.end() :])
    ]


def _at_an_end(phrase: str, words: str) -> str:
    found = _pattern(phrase)
    if start := found.match(words):
        return words[start.end() :].strip()
    for one in found.finditer(words):
        if one.end() == len(words):
            return words[: one.start()].strip()
    return words
