"""What the generator needs to know of each program: the catalogue's codes, and nothing else of it."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache


@dataclass(frozen=True, slots=True)
class Plan:
    """One program as far as a file in it goes through stages, asks for documents, costs fees and may be refused."""

    code: str
    line: str
    stages: tuple[str, ...]
    optional_stages: frozenset[str]
    documents: tuple[str, ...]
    fees: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Amounts:
    """What each fee has cost since when; before its first day, a fee is taken to have cost the same."""

    of: Mapping[str, tuple[tuple[date, Decimal], ...]]

    def on(self, fee: str, day: date) -> Decimal:
        """Return the amount of a fee on a day, in Canadian dollars.

        :raises KeyError: where there is no such fee.
        """
        rows = self.of[fee]
        return rows[max(0, bisect_right([since for since, _ in rows], day) - 1)][1]
