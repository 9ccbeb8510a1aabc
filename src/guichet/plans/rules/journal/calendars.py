"""A journal as a calendar file (.ics), and calendars of others read into one. Pure.

A trip is an event of whole days, from the day of leaving to the day of coming back. Of events with a time, the day in
Canada counts; where that is not sure, the event is doubtful. Source of the form: RFC 5545.
"""

import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, override
from icalendar import Calendar, Event
from icalendar.cal import Component
from pydantic import ValidationError

from guichet.assessment.rules.days import DAY
from guichet.foundation.languages import Language
from guichet.plans.rules.journal.content import Entry, Journal, PeriodEntry, TripEntry, one_line
from guichet.plans.rules.journal.files import (
    MOST_ROWS,
    CannotRead,
    Doubt,
    Fate,
    FileRow,
    Reading,
    judged,
    quoted,
)
from guichet.plans.rules.journal.lists import text_of
from guichet.plans.rules.journal.words import PeriodKind, Unreadable, Why

# The first and the last of Canada’s time zones to begin a day: where both are on one day, all are.
EASTERN, WESTERN = ZoneInfo("America/St_Johns"), ZoneInfo("America/Vancouver")
CANADIAN = frozenset(
    f"America/{place}"
    for place in (
        "St_Johns", "Halifax", "Glace_Bay", "Moncton", "Goose_Bay", "Toronto", "Montreal", "Winnipeg", "Regina",
        "Edmonton", "Vancouver", "Whitehorse", "Yellowknife", "Iqaluit", "Thunder_Bay", "Dawson_Creek",
    )
)  # fmt: skip
# What only our own files say.
KIND, PLANNED, UNSURE, PROOF, COUNTRY, REASON, OPEN = (
    f"X-GUICHET-{name}" for name in ("KIND", "PLANNED", "UNSURE", "PROOF", "COUNTRY", "REASON", "OPEN")
)
RESIDENT, SIGNING = "RESIDENT-SINCE", "SIGNS-ON"


def write_calendar(journal: Journal, language: Language, *, made_at: datetime) -> bytes:
    """Return a journal as a calendar file, with names in a language."""
    calendar = Calendar()
    calendar.add("prodid", "-//Guichet//Travel journal//EN")
    calendar.add("version", "2.0")
    with override(language):
        for trip in journal.trips:
            name = gettext("Planned trip") if trip.planned else gettext("Outside Canada")
            event = _event(f"trip-{trip.number}", f"{name}: {trip.country}" if trip.country else name, made_at)
            _span(event, trip.out, trip.back)
            marks = {KIND: "TRIP", COUNTRY: trip.country, REASON: trip.reason, PROOF: trip.proof}
            marks |= {PLANNED: "TRUE" if trip.planned else "", UNSURE: "TRUE" if trip.unsure else ""}
            _mark(event, marks)
            calendar.add_component(event)
        for one in journal.periods:
            event = _event(f"time-{one.number}", str(one.kind.label), made_at)
            _span(event, one.first, one.last)
            _mark(event, {KIND: one.kind.value, PROOF: one.note})
            calendar.add_component(event)
        facts = [
            (RESIDENT, journal.resident_since, gettext("Permanent resident since")),
            (SIGNING, journal.signs_on, gettext("I mean to sign on")),
        ]
        for code, day, name in facts:
            if day:
                event = _event(code.lower(), name, made_at)
                _span(event, day, day)
                _mark(event, {KIND: code})
                calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def read_calendar(data: bytes, zone: tzinfo) -> Reading:
    """Return what a calendar file holds, event by event; `zone` is where the service is. Raises CannotRead."""
    text = text_of(data)
    if "BEGIN:VCALENDAR" not in text.upper():
        raise CannotRead(Unreadable.NOT_CALENDAR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a zone whose name the library had to shorten is held doubtful by us
            components = [part for calendar in Calendar.from_ical(text, multiple=True) for part in _parts(calendar)]
            return _reading(components, zone)
    except CannotRead:
        raise
    except (ValueError, KeyError, IndexError, AttributeError, TypeError, RecursionError, OverflowError):
        # The library raises whatever its own steps raise; for the person it is all one: the file cannot be read.
        raise CannotRead(Unreadable.NOT_CALENDAR) from None


def _parts(calendar: Component) -> Iterator[Component]:
    for part in calendar.subcomponents:
        if part.name in {"VEVENT", "VTODO", "VJOURNAL"}:
            yield part


def _reading(components: list[Component], zone: tzinfo) -> Reading:
    if len(components) > MOST_ROWS:
        raise CannotRead(Unreadable.TOO_MANY)
    rows, resident, signs_on = [], None, None
    for place, part in enumerate(components, start=1):
        kind = _text(part, KIND)
        if kind in {RESIDENT, SIGNING}:
            day = _bounds(part, zone)[0]
            resident, signs_on = (day, signs_on) if kind == RESIDENT else (resident, day)
            continue
        rows.append(_row(place, part, zone))
    if not rows and not resident and not signs_on:
        raise CannotRead(Unreadable.NOTHING)
    return Reading(rows=tuple(rows), resident_since=resident, signs_on=signs_on)


def _row(place: int, part: Component, zone: tzinfo) -> FileRow:
    name = quoted(_text(part, "SUMMARY"))
    if part.name != "VEVENT":
        return FileRow(place, Fate.SET_ASIDE, None, (Doubt(Why.NOT_A_TRIP, name),))
    if any(part.get(repeating) for repeating in ("RRULE", "RDATE", "RECURRENCE-ID")):
        return FileRow(place, Fate.SET_ASIDE, None, (Doubt(Why.REPEATS, name),))
    if _text(part, "STATUS").upper() == "CANCELLED":
        return FileRow(place, Fate.SET_ASIDE, None, (Doubt(Why.CANCELLED, name),))
    try:
        first, last, is_sure = _bounds(part, zone)
        if last and last < first:
            return FileRow(place, Fate.SET_ASIDE, None, (Doubt(Why.BACKWARDS, name),))
        entry = _entry(part, first, last)
    except ValidationError:
        return FileRow(place, Fate.SET_ASIDE, None, (Doubt(Why.OUT_OF_REACH, name),))
    except _NoStart:
        return FileRow(place, Fate.SET_ASIDE, None, (Doubt(Why.NO_DATES, name),))
    except (ValueError, TypeError, AttributeError, OverflowError, KeyError):
        return FileRow(place, Fate.SET_ASIDE, None, (Doubt(Why.BROKEN, name),))
    return judged(place, entry, () if is_sure else (Doubt(Why.OTHER_DAY),))


class _NoStart(Exception):
    """An event without a day."""


def _bounds(part: Component, zone: tzinfo) -> tuple[date, date | None, bool]:
    """Return the first and the last day of an event, and whether the days in Canada are sure."""
    start, end = _moment(part, "DTSTART"), _moment(part, "DTEND")
    if start is None:
        raise _NoStart
    length = getattr(part.get("DURATION"), "dt", None)
    if end is None and isinstance(length, timedelta):
        end = start + length
    first, first_sure = _day_in_canada(start, zone)
    if _text(part, OPEN) == "TRUE":
        return first, None, first_sure
    if end is None:
        return first, first, first_sure
    last, last_sure = _day_in_canada(end, zone)
    # The end of an event of whole days is the day after its last (RFC 5545, section 3.6.1).
    if not isinstance(end, datetime) and last > first:
        last -= DAY
    return first, last, first_sure and last_sure


def _day_in_canada(value: date | datetime, zone: tzinfo) -> tuple[date, bool]:
    """Return the day in Canada, and whether it is that day all over Canada or the event says where in Canada it is."""
    if not isinstance(value, datetime):
        return value, True
    if value.tzinfo is None:  # a time of wherever one is: its day stays
        return value.date(), True
    if str(value.tzinfo) in CANADIAN:
        return value.date(), True
    here = value.astimezone(zone).date()
    everywhere = {value.astimezone(one).date() for one in (EASTERN, WESTERN)} | {value.date()}
    return here, everywhere == {here}


def _moment(part: Component, name: str) -> date | datetime | None:
    found = part.get(name)
    if isinstance(found, list):
        found = found[0] if found else None
    value = getattr(found, "dt", None)
    if isinstance(value, date):
        return value
    if found is not None:
        raise ValueError(f"{name} holds no moment")
    return None


def _entry(part: Component, first: date, last: date | None) -> Entry:
    kind = _text(part, KIND)
    if kind in PeriodKind.values:
        return PeriodEntry(number=1, kind=PeriodKind(kind), first=first, last=last, note=_text(part, PROOF)[:200])
    ours = kind == "TRIP"
    country = _text(part, COUNTRY) if ours else _text(part, "LOCATION")
    return TripEntry(
        number=1,
        out=first,
        back=last,
        country=country[:60],
        reason=(_text(part, REASON) if ours else _text(part, "SUMMARY"))[:60],
        proof=_text(part, PROOF)[:200],
        planned=_text(part, PLANNED) == "TRUE",
        unsure=_text(part, UNSURE) == "TRUE",
    )


def _text(part: Component, name: str) -> str:
    found = part.get(name)
    if isinstance(found, list):
        found = found[0] if found else None
    return one_line(str(found)) if found is not None else ""


def _event(name: str, summary: str, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{name}@guichet")
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    return event


def _span(event: Event, first: date, last: date | None) -> None:
    event.add("dtstart", first)
    event.add("dtend", (last or first) + DAY)
    if last is None:
        event.add(OPEN, "TRUE")


def _mark(event: Event, marks: dict[str, str]) -> None:
    for name, value in marks.items():
        if value:
            event.add(name, value)
