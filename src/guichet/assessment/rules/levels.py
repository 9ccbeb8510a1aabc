"""Levels of language: what a test's results come to on the Canadian scale, and the weakest of four abilities. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from guichet.assessment.terms import Test


class Ability(StrEnum):
    """One of the four abilities, in the order in which levels are told."""

    SPEAKING = "speaking"
    LISTENING = "listening"
    READING = "reading"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Levels:
    """A level of the Canadian scale for each ability; 0 where there is no test, or too low a result."""

    speaking: int = 0
    listening: int = 0
    reading: int = 0
    writing: int = 0

    @property
    def each(self) -> tuple[int, int, int, int]:
        """Return the four levels."""
        return self.speaking, self.listening, self.reading, self.writing

    @property
    def weakest(self) -> int:
        """Return the lowest of the four."""
        return min(self.each)


NO_LEVELS = Levels()


@dataclass(frozen=True, slots=True)
class TestTable:
    """What a test's results come to: for each ability, the least result for each level, rising with the level."""

    __test__ = False

    test: Test
    least: Mapping[Ability, tuple[tuple[Decimal, int], ...]]
    source: str

    def level(self, ability: Ability, result: Decimal) -> int:
        """Return the level of a result; 0 where it is below the lowest that the table knows."""
        return max((level for least, level in self.least[ability] if result >= least), default=0)


def levels_of(table: TestTable, results: Mapping[Ability, Decimal]) -> Levels:
    """Return the levels of a test’s results; an ability that was not tested has none."""
    return Levels(**{
        ability.value: table.level(ability, results[ability]) if ability in results else 0 for ability in Ability
    })  # fmt: skip
