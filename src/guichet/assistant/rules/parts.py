"""A message of many sentences, read as a whole and sentence by sentence. Pure; for whoever looks a text up.

A long message says one thing in the midst of much else. As a whole it is found, but never surely: what stands around
the question is likeness to everything. A sentence alone may be sure of the wrong thing, since it lacks what was said
around it ("how do I get my money back?"). So neither decides by itself: the whole names the answer, and a sentence
that names it too, read by itself, makes it surer, as a second witness does.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from guichet.language.matching import SURE_ENOUGH

# A sentence of fewer words says nothing by itself: "Please!", "Why?".
FEWEST_WORDS = 3
# The last sentences are read; whoever writes more asks at the end. Each costs one look-up.
MOST_SENTENCES = 10
# The whole must be half as sure as an answer by itself, or what stands around the question decides.
HALF_SURE = SURE_ENOUGH / 2
MOST_RANKED = 10
# After a full stop or a question mark, however many; at the end of a line.
ENDS = re.compile(r"(?<=[.!?…;])\s+|\s*\n+\s*|(?<=\?)(?=[^\s?!.…;:,»”’\")\]])")


class Candidate(Protocol):
    """An article that may answer, and how probable it is that it does."""

    @property
    def article_id(self) -> str: ...

    @property
    def probability(self) -> float: ...


class Found(Protocol):
    """What finding gives for a text: the likeliest first, how sure it is, and whether that is sure enough."""

    @property
    def ranked(self) -> Sequence[Candidate]: ...

    @property
    def confidence(self) -> float: ...

    @property
    def answered(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Weighed:
    """An article, and how probable several readings together make it."""

    article_id: str
    probability: float


@dataclass(frozen=True, slots=True)
class Together:
    """What several readings found together."""

    ranked: tuple[Weighed, ...]
    confidence: float
    answered: bool


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, one after another, as they stand."""
    return tuple(one.strip() for one in ENDS.split(text) if one.strip())


def parts(text: str) -> tuple[str, ...]:
    """Return what is looked up for a message: the whole of it first, then each of its sentences that says something."""
    whole, said = " ".join(text.split()), sentences(text)
    if len(said) < 2:
        return (whole,)
    telling = [one for one in said if sum(any(map(str.isalpha, word)) for word in one.split()) >= FEWEST_WORDS]
    return (whole, *dict.fromkeys(telling[-MOST_SENTENCES:]))


def heard(text: str, find: Callable[[str], Found]) -> Found:
    """Return what is found for a message, however long: by the whole of it, and by sentences that agree with that."""
    whole, *said = parts(text)
    found = find(whole)
    if found.answered or not found.ranked or not said:
        return found
    beside: dict[str, float] = {}
    for each in map(find, said):
        for match in each.ranked:
            beside[match.article_id] = max(beside.get(match.article_id, 0.0), match.probability)
    alone = shares(found)
    scores = {name: either(alone.get(name, 0.0), beside.get(name, 0.0)) for name in {*alone, *beside}}
    first = found.ranked[0].article_id
    if alone[first] >= HALF_SURE and scores[first] >= SURE_ENOUGH:
        # What a sentence alone is surer of does not stand before what the whole is about.
        return Together(in_order(scores, first=first), scores[first], answered=True)
    return Together(in_order(scores), found.confidence, answered=False)


def shares(found: Found) -> dict[str, float]:
    """Return the articles that were found, with how probable each is."""
    return {one.article_id: one.probability for one in found.ranked}


def either(one: float, other: float) -> float:
    """Return how probable something is that two readings say, each by itself."""
    return 1 - (1 - one) * (1 - other)


def in_order(scores: Mapping[str, float], *, first: str = "") -> tuple[Weighed, ...]:
    """Return articles by how probable they are; `first` before all others."""
    order = sorted(scores.items(), key=lambda pair: (pair[0] != first, -pair[1], pair[0]))
    return tuple(Weighed(name, score) for name, score in order[:MOST_RANKED])
