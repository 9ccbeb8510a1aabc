"""The rows of one kind, by code and by date. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar


class UnknownCode(KeyError):
    """No record of this kind has the code."""

    def __init__(self, kind: str, code: str) -> None:
        self.kind = kind
        self.code = code
        super().__init__(f"{kind} {code}")


class Dated(Protocol):
    """What has a code and is in force from a day to a day, both included; None means without end."""

    @property
    def code(self) -> str: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...


Row = TypeVar("Row", bound=Dated)


def is_in_force(row: Dated, on: date) -> bool:
    """Return whether the row is in force on that day."""
    return (row.valid_from or date.min) <= on <= (row.valid_to or date.max)


class Rows(Generic[Row]):
    """All rows of one kind. Never changes; a look-up by code is one look into a dictionary."""

    __slots__ = ("_by_code", "_newest", "kind")

    def __init__(self, kind: str, rows: Iterable[Row]) -> None:
        by_code: dict[str, list[Row]] = {}
        for row in rows:
            by_code.setdefault(row.code, []).append(row)
        self.kind = kind
        self._by_code = MappingProxyType({code: tuple(sorted(found, key=_begins)) for code, found in by_code.items()})
        self._newest = MappingProxyType({code: found[-1] for code, found in self._by_code.items()})

    def __contains__(self, code: object) -> bool:
        return code in self._newest

    def __len__(self) -> int:
        return len(self._newest)

    def __iter__(self) -> Iterator[Row]:
        """Yield every row, in the order of the files; the rows of one code from the oldest to the newest."""
        for rows in self._by_code.values():
            yield from rows

    def row(self, code: str, on: date | None = None) -> Row:
        """Return how `code` is described on that day, or in its newest row if no day is given.

        What has ended keeps its last description, and what has not begun its first: an old file must still
        have a name. Whoever must know whether it is in force asks `in_force`. Raises UnknownCode.
        """
        try:
            if on is None:
                return self._newest[code]
            rows = self._by_code[code]
        except KeyError:
            raise UnknownCode(self.kind, code) from None
        begun = [row for row in rows if _begins(row) <= on]
        return begun[-1] if begun else rows[0]

    def in_force(self, code: str, on: date) -> Row | None:
        """Return the row of `code` in force on that day, or None if there is none. Raises UnknownCode."""
        found = self.row(code, on)
        return found if is_in_force(found, on) else None

    def all_in_force(self, on: date) -> tuple[Row, ...]:
        """Return every row in force on that day, in the order of the files."""
        return tuple(row for row in self if is_in_force(row, on))

    def history(self, code: str) -> tuple[Row, ...]:
        """Return all rows of `code`, oldest first. Raises UnknownCode."""
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownCode(self.kind, code) from None


def _begins(row: Dated) -> date:
    return row.valid_from or date.min
