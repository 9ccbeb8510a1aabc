"""What a travel journal holds, and how it is changed: every change can be undone. Pure.

A journal is a value. Each change gives another one; the last changes stand in it, so that the one who made them can
take them back, on another day and on another device too.
"""

import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from guichet.assessment.terms import Route
from guichet.plans.rules.journal.words import PeriodKind

VERSION = 1
# The most that one person could have, many times over: more is a mistake, or somebody who means harm.
MOST_TRIPS = 2000
MOST_PERIODS = 200
# How many changes can be taken back.
CHANGES_KEPT = 10
# Days outside these are slips of the pen.
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


class NotAJournal(ValueError):
    """What was given holds no journal that we can read."""


class Full(ValueError):
    """A journal with more than anybody could have written."""


def one_line(text: str) -> str:
    """Return a text on one line, without what cannot be seen, and without blanks at its ends."""
    seen = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in text)
    return " ".join(seen.split())


def _within_reach(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise ValueError("a day too far away")
    return day


Day = Annotated[date, AfterValidator(_within_reach)]
Short = Annotated[str, AfterValidator(one_line), Field(max_length=60)]
Note = Annotated[str, AfterValidator(one_line), Field(max_length=200)]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TripEntry(_Value):
    """A trip out of Canada. Without a day of return: still away, or the day is not known.

    `planned` trips are still to come, and count only where somebody asks what they would change. `proof` says what
    shows the dates: a stamp, a ticket, a bill.
    """

    number: int = Field(ge=1)
    out: Day
    back: Day | None = None
    country: Short = ""
    reason: Short = ""
    proof: Note = ""
    planned: bool = False
    unsure: bool = False

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.back and self.back < self.out:
            raise ValueError("a trip ends before it begins")
        return self

    @property
    def same_as(self) -> tuple[date, date | None, bool]:
        """Return what makes two trips one."""
        return self.out, self.back, self.planned


class PeriodEntry(_Value):
    """A time that counts otherwise, both days included; without a last day it goes on."""

    number: int = Field(ge=1)
    kind: PeriodKind
    first: Day
    last: Day | None = None
    note: Note = ""

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.last and self.last < self.first:
            raise ValueError("a time ends before it begins")
        return self

    @property
    def same_as(self) -> tuple[PeriodKind, date, date | None]:
        """Return what makes two times one."""
        return self.kind, self.first, self.last


Entry = TripEntry | PeriodEntry


class Change(_Value):
    """One change: what it added, and what it took out; how to take it back."""

    added: tuple[int, ...] = ()
    removed_trips: tuple[TripEntry, ...] = ()
    removed_periods: tuple[PeriodEntry, ...] = ()


class Journal(_Value):
    """All that somebody wrote down. `asked` says that they said since when they are a permanent resident, or that
    they are none; `signs_on` is the day they mean to sign their application (None: as soon as asked).
    """

    version: Literal[1] = 1
    asked: bool = False
    resident_since: Day | None = None
    route: Route = Route.ADULT
    signs_on: Day | None = None
    trips: tuple[TripEntry, ...] = Field(default=(), max_length=MOST_TRIPS)
    periods: tuple[PeriodEntry, ...] = Field(default=(), max_length=MOST_PERIODS)
    changes: tuple[Change, ...] = Field(default=(), max_length=CHANGES_KEPT)

    @model_validator(mode="after")
    def _numbered_once(self) -> Self:
        numbers = [*(trip.number for trip in self.trips), *(period.number for period in self.periods)]
        if len(numbers) != len(set(numbers)):
            raise ValueError("two entries with one number")
        return self

    @property
    def taken(self) -> tuple[TripEntry, ...]:
        """Return the trips that were made, the first first."""
        return tuple(trip for trip in self.trips if not trip.planned)

    @property
    def planned(self) -> tuple[TripEntry, ...]:
        """Return the trips that are still to come, the first first."""
        return tuple(trip for trip in self.trips if trip.planned)

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was written down yet."""
        return not (self.trips or self.periods or self.asked)

    def trip(self, number: int) -> TripEntry | None:
        """Return the trip with a number."""
        return next((trip for trip in self.trips if trip.number == number), None)

    def period(self, number: int) -> PeriodEntry | None:
        """Return the time with a number."""
        return next((period for period in self.periods if period.number == number), None)


def next_number(journal: Journal) -> int:
    """Return the number of the next entry: none that was ever given and could come back."""
    numbers = [*(trip.number for trip in journal.trips), *(period.number for period in journal.periods)]
    for change in journal.changes:
        numbers += change.added
        numbers += [trip.number for trip in change.removed_trips]
        numbers += [period.number for period in change.removed_periods]
    return max(numbers, default=0) + 1


def with_entries(journal: Journal, entries: Iterable[Entry]) -> Journal:
    """Return the journal with new entries, which are given their numbers; one change. Raises Full."""
    first = next_number(journal)
    new = [entry.model_copy(update={"number": place}) for place, entry in enumerate(entries, start=first)]
    return _changed(journal, new, frozenset())


def without(journal: Journal, number: int) -> Journal:
    """Return the journal without an entry; unchanged where there is none."""
    return _changed(journal, [], frozenset({number}))


def with_instead(journal: Journal, entry: Entry) -> Journal:
    """Return the journal with an entry in the place of the one with its number; unchanged where there is none.

    Raises Full where so much was written.
    """
    old: Entry | None = journal.trip(entry.number) if isinstance(entry, TripEntry) else journal.period(entry.number)
    if old is None or old == entry:
        return journal
    return _changed(journal, [entry.model_copy(update={"number": next_number(journal)})], frozenset({entry.number}))


def merged(journal: Journal, other: Journal) -> Journal:
    """Return a journal with the entries of another that it lacks; what it says of its owner stays. Raises Full."""
    trips = {trip.same_as for trip in journal.trips}
    periods = {period.same_as for period in journal.periods}
    new: list[Entry] = []
    for trip in other.trips:
        if trip.same_as not in trips:
            trips.add(trip.same_as)
            new.append(trip)
    for period in other.periods:
        if period.same_as not in periods:
            periods.add(period.same_as)
            new.append(period)
    found = with_entries(journal, new) if new else journal
    if not found.asked and other.asked:
        said = {"asked": True, "resident_since": other.resident_since, "route": other.route}
        found = found.model_copy(update=said)
    return found


def undone(journal: Journal) -> Journal:
    """Return the journal as it was before the last change; unchanged where nothing can be taken back."""
    if not journal.changes:
        return journal
    *earlier, last = journal.changes
    gone = set(last.added)
    trips = (*(trip for trip in journal.trips if trip.number not in gone), *last.removed_trips)
    periods = (*(period for period in journal.periods if period.number not in gone), *last.removed_periods)
    return _put_in_order(journal, trips, periods, tuple(earlier))


def said(journal: Journal, *, resident_since: date | None, route: Route) -> Journal:
    """Return the journal of somebody who said since when they are a permanent resident; None: not one (yet)."""
    return journal.model_copy(update={"asked": True, "resident_since": resident_since, "route": route})


def signing(journal: Journal, day: date | None) -> Journal:
    """Return the journal of somebody who means to sign on a day; None: as soon as they ask."""
    return journal.model_copy(update={"signs_on": day})


def with_owner(
    journal: Journal, *, asked: bool, resident_since: date | None, signs_on: date | None, route: Route | None
) -> Journal:
    """Return the journal with what a file says of its person, where the journal says nothing of it yet."""
    found = journal
    if not found.asked and (asked or resident_since):
        found = said(found, resident_since=resident_since, route=route or found.route)
    return signing(found, signs_on) if signs_on and not found.signs_on else found


def packed(journal: Journal) -> dict[str, object]:
    """Return a journal as it is kept: plain values, without what is empty."""
    return journal.model_dump(mode="json", exclude_defaults=True) | {"version": VERSION}


def unpacked(kept: object) -> Journal:
    """Return the journal that was kept. Raises NotAJournal for anything else."""
    try:
        return Journal.model_validate(kept)
    except (ValidationError, RecursionError) as fault:
        raise NotAJournal("no journal of a version that we know") from fault


def _changed(journal: Journal, new: list[Entry], gone: frozenset[int]) -> Journal:
    out_trips = tuple(trip for trip in journal.trips if trip.number in gone)
    out_periods = tuple(period for period in journal.periods if period.number in gone)
    if not (new or out_trips or out_periods):
        return journal
    change = Change(added=tuple(entry.number for entry in new), removed_trips=out_trips, removed_periods=out_periods)
    trips = [trip for trip in journal.trips if trip.number not in gone]
    trips += [entry for entry in new if isinstance(entry, TripEntry)]
    periods = [period for period in journal.periods if period.number not in gone]
    periods += [entry for entry in new if isinstance(entry, PeriodEntry)]
    return _put_in_order(journal, trips, periods, (*journal.changes, change)[-CHANGES_KEPT:])


def _put_in_order(
    journal: Journal, trips: Iterable[TripEntry], periods: Iterable[PeriodEntry], changes: tuple[Change, ...]
) -> Journal:
    in_order = tuple(sorted(trips, key=lambda trip: (trip.out, trip.back or LATEST, trip.number)))
    times = tuple(sorted(periods, key=lambda period: (period.first, period.last or LATEST, period.number)))
    if len(in_order) > MOST_TRIPS or len(times) > MOST_PERIODS:
        raise Full("more entries than a journal holds")
    return journal.model_copy(update={"trips": in_order, "periods": times, "changes": changes})
