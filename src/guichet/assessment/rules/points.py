"""Tables of points: a level, perhaps with another beside it, and what it is worth. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from guichet.assessment.terms import Schooling

# Schooling from the least to the most: its place is its level.
SCHOOLING = tuple(Schooling)


@dataclass(frozen=True, slots=True)
class Band:
    """What a level is worth from `at_least` on, where the other of a pair is at least `beside`."""

    at_least: int
    alone: int
    couple: int
    beside: int = 0


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of a table of points, and since when its bands hold."""

    code: str
    valid_from: date | None
    valid_to: date | None
    bands: tuple[Band, ...]
    source: str
    status: str

    def points(self, level: int, beside: int = 0, *, couple: bool = False) -> int:
        """Return what a level is worth: by the last band that is reached; nothing below the first.

        Where bands ask for two levels, the last one of which both are reached; later bands ask for more.
        """
        reached = [band for band in self.bands if level >= band.at_least and beside >= band.beside]
        return 0 if not reached else reached[-1].couple if couple else reached[-1].alone


def faults(bands: tuple[Band, ...]) -> list[str]:
    """Return what is wrong with bands, in the order of the file: they rise, and no pair stands twice."""
    found = []
    for earlier, later in pairwise(bands):
        before, after = (earlier.at_least, earlier.beside), (later.at_least, later.beside)
        if after <= before:
            found.append(f"{before} → {after}")
    return found


Table = Mapping[str, Factor]


def level_of(schooling: Schooling) -> int:
    """Return the place of a level of schooling, from none to a doctorate."""
    return SCHOOLING.index(schooling)
