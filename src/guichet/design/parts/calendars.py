"""Days seen at a glance: months whose days are marked, and forms to fill in by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from guichet.design import dates
from guichet.design.parts.base import Part, Words

WEEK = 7


class DayMark(StrEnum):
    """How a day stands out. Each has a shape beside its colour; a plain day has none."""

    PLAIN = "plain"
    HALF = "half"
    AWAY = "away"
    OTHER = "other"
    PLANNED = "planned"
    STOPPED = "stopped"
    OUTSIDE = "outside"


@dataclass(frozen=True, kw_only=True)
class MarkedMonth:
    """A month: the marks of its days by number (the others are outside), and a text that says the same."""

    year: int
    month: int
    marks: Mapping[int, DayMark | str]
    text: Words = ""

    @property
    def name(self) -> str:
        """Return the month in words."""
        return dates.month(date(self.year, self.month, 1))

    @property
    def weeks(self) -> Sequence[Sequence[tuple[int, str]]]:
        """Return the weeks from Sunday on: number and mark of each day, 0 where the week is of another month."""
        first = date(self.year, self.month, 1)
        day = first - timedelta(days=first.isoweekday() % WEEK)
        weeks: list[list[tuple[int, str]]] = []
        while (day.year, day.month) <= (self.year, self.month):
            week = []
            for _each in range(WEEK):
                here = (day.year, day.month) == (self.year, self.month)
                mark = self.marks.get(day.day, DayMark.OUTSIDE) if here else ""
                week.append((day.day if here else 0, str(mark)))
                day += timedelta(days=1)
            weeks.append(week)
        return weeks


@dataclass(frozen=True, kw_only=True)
class DayCalendar(Part):
    """Months of marked days, with what each mark means; every month says the same in words below it."""

    months: Sequence[MarkedMonth]
    meanings: Mapping[DayMark, Words] = field(default_factory=dict)
    """What the marks are called, in the order of the legend; a mark that is not named is not read out."""
    level: int = 3

    @property
    def weekdays(self) -> Sequence[tuple[str, str]]:
        """Return the days of the week from Sunday on: one or two letters, and the whole name."""
        return dates.weekdays()

    def name_of(self, mark: str) -> Words:
        """Return what a mark is called; nothing for a plain day."""
        return self.meanings.get(DayMark(mark), "") if mark and mark != DayMark.PLAIN else ""


@dataclass(frozen=True, kw_only=True)
class RuledTable(Part):
    """A table to be printed and written on: filled rows, then empty ones with room for a pen."""

    caption: Words
    columns: Sequence[Words]
    rows: Sequence[Sequence[Words]] = ()
    empty_rows: int = 0
