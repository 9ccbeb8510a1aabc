"""Chance that falls the same way everywhere: on every machine, in every process, with every version of Python. Pure.

Only `random.Random.random()` and whole-number seeds are promised to stay as they are from one version of Python to the
next; everything else here is made from them.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from itertools import accumulate
from random import Random
from statistics import NormalDist
from typing import Generic, TypeVar

Thing = TypeVar("Thing")
_BELL = NormalDist()
_SPREAD_OUT = 2_654_435_769  # 2**32 over the golden ratio: its multiples fill a range evenly from the first on


def deviate(share: float) -> float:
    """Return how many standard deviations above the mean `share` (0 to 1, neither included) of a bell curve lies."""
    return _BELL.inv_cdf(share)


def number_from(*words: object) -> int:
    """Return a whole number under 2**64 that depends on these words and on nothing else."""
    return int.from_bytes(sha256("/".join(map(str, words)).encode()).digest()[:8])


def even_share(rank: int, *words: object) -> float:
    """Return a number from 0 up to 1: neighbours fall far apart, and any run of ranks covers the whole evenly."""
    return (rank * _SPREAD_OUT + number_from(*words)) % 2**32 / 2**32


class Weighted(Generic[Thing]):
    """Things of which some are drawn more often than others."""

    def __init__(self, weights: Mapping[Thing, float]) -> None:
        """Take each thing with its weight.

        :raises ValueError: where no weight is above nothing.
        """
        kept = {thing: weight for thing, weight in weights.items() if weight > 0}
        if not kept:
            raise ValueError("nothing can be drawn: no weight is above nothing")
        self.things = tuple(kept)
        self._reach = tuple(accumulate(kept.values()))

    def at(self, share: float) -> Thing:
        """Return the thing that stands at `share` (0 up to 1) of the whole weight."""
        mark = share * self._reach[-1]
        return next(
            (thing for thing, reach in zip(self.things, self._reach, strict=True) if mark < reach), self.things[-1]
        )


class Dice:
    """One stream of chance, known by the words it began with."""

    def __init__(self, *words: object) -> None:
        """Begin a stream; the same words begin the same stream."""
        self.share = Random(number_from(*words)).random

    def chance(self, share: float) -> bool:
        """Return yes in `share` (0 to 1) of all cases."""
        return self.share() < share

    def between(self, low: float, high: float) -> float:
        """Return a number from `low` up to `high`."""
        return low + (high - low) * self.share()

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return low + int(self.share() * (high - low + 1))

    def pick(self, things: Sequence[Thing]) -> Thing:
        """Return one of the things, each as likely as the next."""
        return things[int(self.share() * len(things))]

    def draw(self, weighted: Weighted[Thing]) -> Thing:
        """Return one of the things, by their weights."""
        return weighted.at(self.share())

    def bell(self) -> float:
        """Return a number from the standard bell curve."""
        return deviate(min(max(self.share(), 1e-9), 1 - 1e-9))

    def some(self, things: Sequence[Thing], count: int) -> list[Thing]:
        """Return `count` different things, or all where there are fewer, in their own order."""
        left = max(0, min(count, len(things)))
        chosen = []
        for place, thing in enumerate(things):
            if self.share() * (len(things) - place) < left:
                chosen.append(thing)
                left -= 1
        return chosen
