"""Where a file stands: what is happening, who acts next, when, which steps, and everything that happened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby

from guichet.design import dates
from guichet.design.parts.actions import Button, Link
from guichet.design.parts.base import Content, Part, Words
from guichet.design.parts.facts import Tag


class Turn(StrEnum):
    """Who must act next."""

    US = "us"
    YOU = "you"
    NOBODY = "nobody"


@dataclass(frozen=True, kw_only=True)
class DateRange(Part):
    """When an answer may be expected, drawn on a line from `received` by way of `today` to `first`–`last`.

    `text` says the same as the picture, and is always shown.
    """

    received: date
    today: date
    first: date
    last: date
    text: Words = ""

    def _at(self, day: date) -> float:
        """Return where a day stands on the line, from 0 to 100."""
        end = max(self.last, self.today)
        whole = (end - self.received).days or 1
        return min(100.0, max(0.0, 100 * (day - self.received).days / whole))

    @property
    def today_x(self) -> str:
        """Return where today stands."""
        return _percent(_inside(self._at(self.today)))

    @property
    def first_x(self) -> str:
        """Return where the range begins."""
        return _percent(_inside(self._at(self.first)))

    @property
    def range_width(self) -> str:
        """Return how wide the range is; a single day is still seen."""
        return _percent(max(1.5, _inside(self._at(self.last)) - _inside(self._at(self.first))))

    @property
    def range_label_x(self) -> str:
        """Return where the label of the range is anchored."""
        return {"start": self.first_x, "end": "100%"}.get(self.range_anchor, self._middle())

    def _middle(self) -> str:
        return _percent((_inside(self._at(self.first)) + _inside(self._at(self.last))) / 2)

    @property
    def range_anchor(self) -> str:
        """Return which end of the label is anchored, so that it never runs out of the picture."""
        return _anchor((self._at(self.first) + self._at(self.last)) / 2)

    @property
    def today_anchor(self) -> str:
        """Return which end of the label "Today" is anchored."""
        return _anchor(self._at(self.today), margin=12)

    @property
    def late(self) -> bool:
        """Return whether the last day has passed."""
        return self.today > self.last

    @property
    def span(self) -> str:
        """Return the range in words."""
        return dates.span(self.first, self.last)

    @property
    def short_span(self) -> str:
        """Return the range in few words, for the picture."""
        if self.first == self.last:
            return dates.short_day(self.first)
        return f"{dates.short_day(self.first)} – {dates.short_day(self.last)}"


@dataclass(frozen=True, kw_only=True)
class StatusHero(Part):
    """The first screen of a file: what is happening now, who must act next, when, and what comes next.

    `needed` says who acts ("Nothing is needed from you now", "Send your proof of funds by November 8, 2026"); `action`
    is the button where it is the client's turn. `when` is the date or range in words, `sure` how sure we are or which
    service standard it is, `moved` why it changed.
    """

    now: Words
    turn: Turn | str = Turn.US
    needed: Words = ""
    needed_detail: Content = ""
    action: Button | None = None
    when: Words = ""
    sure: Content = ""
    moved: Words = ""
    picture: DateRange | None = None
    next: Words = ""
    tag: Tag | None = None
    updated: Words = ""
    refresh: str = ""
    """An address that answers 204 while nothing has changed; the page asks it now and then, and loads itself anew."""


@dataclass(frozen=True, kw_only=True)
class RangeLine:
    """One range of a chart: its label, from where to where, its middle, and a text that says the same."""

    label: Words
    first: float
    last: float
    middle: float
    text: Words


@dataclass(frozen=True, kw_only=True)
class RangeChart(Part):
    """Ranges under one another on one scale that begins at nought: how what was said changed from month to month.

    The words stand beside each bar, so that it can be read without the picture.
    """

    label: Words
    lines: Sequence[RangeLine]

    @property
    def bars(self) -> Iterator[tuple[RangeLine, str, str, str]]:
        """Yield each line with where its bar begins, how wide it is, and where its middle stands."""
        end = max((line.last for line in self.lines), default=1) or 1
        for line in self.lines:
            first, last, middle = (97 * value / end for value in (line.first, line.last, line.middle))
            yield line, _percent(first), _percent(max(1.0, last - first)), _percent(middle)


class StepState(StrEnum):
    """Where a step stands."""

    DONE = "done"
    NOW = "now"
    TO_COME = "to_come"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a file: its name, whether it is done, on which day, and a word about it."""

    title: Words
    state: StepState | str = StepState.TO_COME
    on: date | None = None
    detail: Content = ""
    tag: Tag | None = None

    @property
    def day(self) -> str:
        """Return the day of the step in words, or nothing."""
        return dates.long_day(self.on) if self.on else ""


@dataclass(frozen=True, kw_only=True)
class StepList(Part):
    """The steps of a file, in order: done, now, to come."""

    steps: Sequence[Step]

    @property
    def done(self) -> int:
        """Return how many steps are done."""
        return sum(step.state == StepState.DONE for step in self.steps)


class NoteKind(StrEnum):
    """What became of a message: it arrived, it is on its way, it did not arrive."""

    PLAIN = "plain"
    DONE = "done"
    WAITING = "waiting"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class TimelineNote:
    """Small print under an entry: "Sent by e-mail on October 9, 2026 · delivered"."""

    text: Words
    kind: NoteKind | str = NoteKind.PLAIN


@dataclass(frozen=True, kw_only=True)
class TimelineEntry:
    """One thing that happened, at a moment or on a day."""

    at: datetime | date
    title: Words
    body: Content = ""
    notes: Sequence[TimelineNote] = ()
    links: Sequence[Link] = ()
    tag: Tag | None = None
    important: bool = False

    @property
    def day(self) -> str:
        """Return the day in words."""
        return dates.long_day(dates.local_day(self.at))

    @property
    def time(self) -> str:
        """Return the time of day in words; nothing where only the day is known."""
        return dates.clock(self.at) if isinstance(self.at, datetime) else ""

    @property
    def machine(self) -> str:
        """Return the moment for machines (ISO 8601)."""
        return self.at.isoformat()


@dataclass(frozen=True, kw_only=True)
class TimelineMonth:
    """The entries of one month."""

    name: str
    entries: Sequence[TimelineEntry]


@dataclass(frozen=True, kw_only=True)
class Timeline(Part):
    """Everything that happened, in the order given, under the name of each month. `dense` is for staff."""

    entries: Sequence[TimelineEntry]
    dense: bool = False
    level: int = 3
    """The level of the months' headings: one below the heading above the timeline."""

    @property
    def months(self) -> Iterator[TimelineMonth]:
        """Yield the entries month by month."""
        for (year, number), entries in groupby(self.entries, key=_month_of):
            yield TimelineMonth(name=dates.month(date(year, number, 1)), entries=list(entries))


@dataclass(frozen=True, kw_only=True)
class TwoClocks(Part):
    """How long a file has been with us and how long it waited for the client, in days; one of them is running.

    `allowed` is the service standard in days, where there is one; `text` says what it is. Staff read "with the client".
    """

    with_us: int
    with_you: int
    running: Turn | str = Turn.US
    allowed: int | None = None
    text: Words = ""
    for_staff: bool = False

    @property
    def us_share(self) -> str:
        """Return how much of the bar is ours."""
        whole = self.with_us + self.with_you
        return _percent(100 * self.with_us / whole if whole else 0)

    @property
    def you_share(self) -> str:
        """Return how much of the bar is the client's."""
        whole = self.with_us + self.with_you
        return _percent(100 * self.with_you / whole if whole else 0)

    @property
    def over(self) -> int:
        """Return by how many days we are over the service standard."""
        return max(0, self.with_us - self.allowed) if self.allowed is not None else 0


@dataclass(frozen=True, kw_only=True)
class ProgressBar(Part):
    """How far long work has come: `value` of `whole`, and a text that says the same."""

    label: Words
    value: int
    whole: int
    text: Words = ""


def _month_of(entry: TimelineEntry) -> tuple[int, int]:
    day = dates.local_day(entry.at)
    return day.year, day.month


def _inside(share: float) -> float:
    """Return a place on the line a little in from its ends, where round marks are not cut off."""
    return 1.5 + share * 0.97


def _percent(share: float) -> str:
    return f"{share:.2f}%"


def _anchor(share: float, *, margin: int = 30) -> str:
    if share < margin:
        return "start"
    return "end" if share > 100 - margin else "middle"
