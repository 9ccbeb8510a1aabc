"""How phrases are found in what somebody typed: without accents, capitals or marks. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from guichet.assistant.terms import Meant
from guichet.language.phrases import pattern, plain

__all__ = ["Phrases", "plain"]


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
        return any(pattern(one).search(words) for one in self.of.get(meant, ()))

    def is_all(self, meant: Meant, words: str) -> bool:
        """Return whether the words are one phrase of this meaning and nothing else."""
        return any(pattern(one).fullmatch(words) for one in self.of.get(meant, ()))

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
        return any(pattern(one).match(words) for one in self.openers)

    def points(self, words: str) -> bool:
        """Return whether a word stands in them that means something said before."""
        return any(pattern(one).search(words) for one in self.pointers)

    def times(self, words: str) -> bool:
        """Return whether words begin as those do that ask when something will be."""
        return any(pattern(one).match(words) for one in self.timing)

    def asks(self, words: str) -> bool:
        """Return whether words begin as a question does."""
        return any(pattern(one).match(words) for one in self.askers)


@lru_cache(maxsize=4)
def _words(phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for one in phrases for word in plain(one).split())


def _at_an_end(phrase: str, words: str) -> str:
    found = pattern(phrase)
    if start := found.match(words):
        return words[start.end() :].strip()
    for one in found.finditer(words):
        if one.end() == len(words):
            return words[: one.start()].strip()
    return words
