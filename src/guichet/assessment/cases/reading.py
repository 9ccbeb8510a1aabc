"""How the cells of a worked case are read: days, stays, trips, yes and no, numbers. Pure.

Several stays are written `2020-01-01/2020-06-30; 2021-01-01/` (an empty end still goes on), trips `day out/day back`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

from guichet.assessment.rules.days import Backwards, Stay, Trip
from guichet.assessment.rules.levels import Levels
from guichet.assessment.rules.why import Step
from guichet.assessment.words import both, plain
from guichet.foundation.languages import Text
from guichet.foundation.worked import Line, Reason, Row, Unreadable

# Our own cases, derived from the law; they come with the package.
OWN = Path(__file__).parents[1] / "data/cases"
Made = TypeVar("Made")
YES, NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0", "", "none", "na", "n/a"}
# Outside of these years, dates are slips of the keyboard.
FIRST_YEAR, LAST_YEAR = 1900, 2200


def cell(row: Row, column: str) -> str:
    """Return what a cell says, without the spaces around it."""
    return str(row.get(column) or "").strip()


def day(row: Row, column: str) -> date:
    """Return a day. Raises Unreadable where there is none."""
    found = maybe_day(row, column)
    if found is None:
        raise Unreadable(column, "")
    return found


def maybe_day(row: Row, column: str) -> date | None:
    """Return a day, or None where the cell is empty. Raises Unreadable."""
    said = cell(row, column)
    return _day(said, column) if said else None


def stays(row: Row, column: str) -> tuple[Stay, ...]:
    """Return the stays of a cell. Raises Unreadable, also where one ends before it begins."""
    return tuple(_pairs(row, column, Stay))


def trips(row: Row, column: str) -> tuple[Trip, ...]:
    """Return the trips of a cell. Raises Unreadable, also where one ends before it begins."""
    return tuple(_pairs(row, column, Trip))


def yes(row: Row, column: str) -> bool:
    """Return whether a cell says yes; empty is no. Raises Unreadable."""
    said = cell(row, column).lower()
    if said not in YES | NO:
        raise Unreadable(column, said)
    return said in YES


def maybe_yes(row: Row, column: str) -> bool | None:
    """Return whether a cell says yes, or None where it is empty. Raises Unreadable."""
    return yes(row, column) if cell(row, column) else None


def whole(row: Row, column: str, *, empty: int | None = None) -> int:
    """Return a whole number of zero or more; parts of a year that is not full are left out. Raises Unreadable."""
    return int(number(row, column, empty=empty))


def number(row: Row, column: str, *, empty: int | None = None) -> Decimal:
    """Return a number of zero or more. Raises Unreadable."""
    said = cell(row, column)
    if not said and empty is not None:
        return Decimal(empty)
    try:
        found = Decimal(said)
    except InvalidOperation:
        raise Unreadable(column, said) from None
    if not found.is_finite() or found < 0:
        raise Unreadable(column, said)
    return found


def levels(row: Row, column: str) -> Levels:
    """Return the levels of the four abilities, `9/9/8/9`; an empty cell is no test. Raises Unreadable."""
    said = cell(row, column)
    parts = said.split("/") if said else ["0"] * 4
    if len(parts) != 4 or not all(part.strip().isascii() and part.strip().isdigit() for part in parts):
        raise Unreadable(column, said)
    return Levels(*(int(part) for part in parts))


def word(row: Row, column: str, known: Mapping[str, str], *, empty: str = "") -> str:
    """Return what a word of a cell means. Raises Unreadable."""
    said = cell(row, column).lower().replace(" ", "_").replace("-", "_") or empty
    if said not in known:
        raise Unreadable(column, said)
    return known[said]


def written(value: Decimal | int) -> str:
    """Return a number as cases write it: `1094.5`, `1095`."""
    return f"{Decimal(plain(value)).normalize():f}"


def yes_or_no(value: bool) -> str:  # noqa: FBT001  # how a cell says it
    """Return `yes` or `no`."""
    return "yes" if value else "no"


def reasons(why: Iterable[Step]) -> tuple[Reason, ...]:
    """Return the steps of a result, in both languages."""
    return tuple(Reason(step.code.value, both(step), step.source) for step in why)


def outcome(
    row: Row, code: str, result: str, reason: Text, source: str, *, decided: bool, change: Mapping[str, str]
) -> Line:
    """Return one of the ways in which a rule can come out, and the change of the case that would bring it about."""
    if decided:
        return Line(code, result, reason, source, decided=True)
    misses = tuple((column, cell(row, column), (wanted,)) for column, wanted in change.items())
    return Line(code, result, reason, source, misses=misses, change=change)


def _pairs(row: Row, column: str, make: Callable[[date, date | None], Made]) -> Iterator[Made]:
    for part in filter(None, map(str.strip, cell(row, column).split(";"))):
        first, slash, last = map(str.strip, part.partition("/"))
        if not slash:
            raise Unreadable(column, part)
        try:
            yield make(_day(first, column), _day(last, column) if last else None)
        except Backwards as fault:
            raise Unreadable(column, str(fault)) from None


def _day(said: str, column: str) -> date:
    try:
        found = date.fromisoformat(said)
    except ValueError:
        raise Unreadable(column, said) from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Unreadable(column, said)
    return found
