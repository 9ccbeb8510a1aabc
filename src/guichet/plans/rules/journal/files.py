"""What is read from a file before anything of it is taken: each line with its fate, and why. Pure."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from guichet.assessment.terms import Route
from guichet.plans.rules.journal.content import LATEST, Entry, Journal, PeriodEntry, TripEntry
from guichet.plans.rules.journal.words import Unreadable, Why

LARGEST = 1_000_000
MOST_ROWS = 2000
# A cell of more characters is no cell: a quotation mark was left open.
LONGEST_CELL = 10_000
# No trip of the last hundred years matters any more.
EARLIEST_YEAR = 1930
A_YEAR = 366
LONGEST_QUOTE = 40


class Fate(StrEnum):
    """What becomes of a line: taken, taken only if the person says so, or set aside."""

    TAKEN = "taken"
    DOUBTFUL = "doubtful"
    SET_ASIDE = "set_aside"


class CannotRead(Exception):
    """A file that cannot be read as a whole, and why."""

    def __init__(self, reason: Unreadable) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a line is doubtful or set aside, with the words of the file that it is about."""

    code: Why
    text: str = ""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A line or an event: where it stands in the file, what we made of it, and why it was not simply taken."""

    line: int
    fate: Fate
    entry: Entry | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a file holds.

    `asks_order` says that its dates can be read in two ways (`example` is one of them): the person must say which.
    `resident_since`, `signs_on` and `route` are what a file written here says besides its trips; `asked`: that its
    person said whether they are a permanent resident.
    """

    rows: tuple[FileRow, ...] = ()
    asks_order: bool = False
    example: str = ""
    day_first: bool | None = None
    without_header: bool = False
    resident_since: date | None = None
    signs_on: date | None = None
    asked: bool = False
    route: Route | None = None

    def with_fate(self, fate: Fate) -> tuple[FileRow, ...]:
        """Return the rows of one fate."""
        return tuple(row for row in self.rows if row.fate is fate)


def quoted(text: str) -> str:
    """Return words of a file short enough to be shown."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text).strip()
    return shown if len(shown) <= LONGEST_QUOTE else f"{shown[: LONGEST_QUOTE - 1]}…"


def judged(line: int, entry: Entry, doubts: tuple[Doubt, ...] = ()) -> FileRow:
    """Return the row of what was read, doubtful where anything about it should be looked at."""
    own = list(doubts)
    first, last = (entry.out, entry.back) if isinstance(entry, TripEntry) else (entry.first, entry.last)
    if first.year < EARLIEST_YEAR or first > LATEST:
        return FileRow(line, Fate.SET_ASIDE, None, (*own, Doubt(Why.OUT_OF_REACH)))
    if isinstance(entry, TripEntry):
        if last is None:
            own.append(Doubt(Why.NO_RETURN))
        elif last == first:
            own.append(Doubt(Why.SAME_DAY))
        elif (last - first).days > A_YEAR:
            own.append(Doubt(Why.LONG))
    return FileRow(line, Fate.DOUBTFUL if own else Fate.TAKEN, entry, tuple(own))


def held_against(reading: Reading, journal: Journal) -> Reading:
    """Return a reading with what the journal has already set aside, and what overlaps a trip of it doubtful."""
    known: set[object] = {trip.same_as for trip in journal.trips} | {one.same_as for one in journal.periods}
    seen: set[object] = set()
    rows = []
    for row in reading.rows:
        if row.entry is None:
            rows.append(row)
            continue
        if row.entry.same_as in known:
            rows.append(FileRow(row.line, Fate.SET_ASIDE, None, (Doubt(Why.ALREADY_THERE),)))
            continue
        doubts = list(row.doubts)
        if row.entry.same_as in seen:
            doubts.append(Doubt(Why.TWICE_IN_FILE))
        elif isinstance(row.entry, TripEntry) and any(_overlap(row.entry, trip) for trip in journal.trips):
            doubts.append(Doubt(Why.OVERLAPS))
        seen.add(row.entry.same_as)
        rows.append(FileRow(row.line, Fate.DOUBTFUL if doubts else row.fate, row.entry, tuple(doubts)))
    return replace(reading, rows=tuple(rows))


def _overlap(one: TripEntry, other: TripEntry) -> bool:
    return one.out < (other.back or date.max) and other.out < (one.back or date.max)


__all__ = [
    "LARGEST",
    "MOST_ROWS",
    "CannotRead",
    "Doubt",
    "Fate",
    "FileRow",
    "PeriodEntry",
    "Reading",
    "held_against",
    "judged",
    "quoted",
]
