"""The clocks of members’ offices, the times they may book, the lists they send, and what may be counted. Pure."""

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from guichet.foundation.check_digits import check_digit
from guichet.foundation.small_groups import guarded
from guichet.foundation.working_days import Calendar, add_business_days, business_days_between
from guichet.mp_enquiries.terms import Lane, MpRefusal

LETTER = "P"
_FIRST = 10_000_000
_WRITTEN = re.compile(r"P-?(\d{3})-?(\d{3})-?(\d{3})", re.IGNORECASE)
# A number that a file could have; whether there is such a file is asked elsewhere.
_FILE = re.compile(r"[A-Z]{0,3}[0-9]{6,14}")
LONGEST_TEXT = 6_000


class Unit(StrEnum):
    """What a clock counts."""

    BUSINESS_DAYS = "business_days"
    HOURS = "hours"
    SLOT = "slot"


@dataclass(frozen=True, slots=True)
class Clock:
    """How long a lane may take: business days until a closing hour, hours, or until the booked time."""

    count: int
    unit: Unit
    closes: time


@dataclass(frozen=True, slots=True)
class SlotTimes:
    """Which times may be booked: on business days, between two hours, each so long, so many at once."""

    opens: time
    closes: time
    lasts: timedelta
    at_once: int
    days_ahead: int


def due_at(asked_at: datetime, clock: Clock, calendar: Calendar, zone: ZoneInfo, *, slot: datetime | None) -> datetime:
    """Return by when an office is answered, in UTC. Source: handbook, channels, MP."""
    match clock.unit:
        case Unit.HOURS:
            return asked_at + timedelta(hours=clock.count)
        case Unit.SLOT:
            if slot is None:
                raise ValueError("a booked lane has its time")
            return slot
        case Unit.BUSINESS_DAYS:
            last = add_business_days(asked_at.astimezone(zone).date(), clock.count, calendar)
            return datetime.combine(last, clock.closes, tzinfo=zone).astimezone(UTC)


def due_after_pause(
    due: datetime, clock: Clock, calendar: Calendar, zone: ZoneInfo, *, began: datetime, ended: datetime
) -> datetime:
    """Return by when an office is answered once a pause is over: later by as long as we waited for it.

    A booked time stays, unless it went by meanwhile: then we answer as soon as the office told us what we asked.
    """
    match clock.unit:
        case Unit.HOURS:
            return due + (ended - began)
        case Unit.SLOT:
            return max(due, ended)
        case Unit.BUSINESS_DAYS:
            waited = business_days_between(began.astimezone(zone).date(), ended.astimezone(zone).date(), calendar)
            last = add_business_days(due.astimezone(zone).date(), waited, calendar)
            return datetime.combine(last, clock.closes, tzinfo=zone).astimezone(UTC)


def slots(now: datetime, times: SlotTimes, calendar: Calendar, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield the times that may be booked, in UTC, from the next business day on."""
    day = now.astimezone(zone).date()
    for _each in range(times.days_ahead):
        day = add_business_days(day, 1, calendar)
        at = datetime.combine(day, times.opens, tzinfo=zone)
        while at + times.lasts <= datetime.combine(day, times.closes, tzinfo=zone):
            yield at.astimezone(UTC)
            at += times.lasts


def free(offered: Iterable[datetime], taken: Mapping[datetime, int], at_once: int) -> list[datetime]:
    """Return the times that can still be booked."""
    return [each for each in offered if taken.get(each, 0) < at_once]


def refusal_to_ask(
    lane: Lane | None, reason: str, urgent: str, *, reasons: Collection[str], urgents: Collection[str]
) -> MpRefusal | None:
    """Return why an enquiry cannot be asked like this, or None where it can."""
    if lane is None:
        return MpRefusal.NO_LANE
    if reason not in reasons:
        return MpRefusal.NO_REASON
    if lane is Lane.URGENT and urgent not in urgents:
        return MpRefusal.NOT_URGENT
    return None


def refusal_of_text(text: str) -> MpRefusal | None:
    """Return why a text cannot be kept, or None where it can."""
    if not text:
        return MpRefusal.NO_WORDS
    return MpRefusal.TOO_LONG if len(text) > LONGEST_TEXT else None


def reference_of(row: int) -> str:
    """Return the number under which an office knows what it asked: P-100-000-427, the last digit catches slips."""
    start = str(_FIRST + row)
    digits = start + check_digit(start)
    return f"{LETTER}-{digits[:3]}-{digits[3:6]}-{digits[6:]}"


def row_of(reference: str) -> int:
    """Return the row of a number that somebody typed; 0 where it is none."""
    found = _WRITTEN.fullmatch(reference.strip())
    digits = "".join(found.groups()) if found else ""
    start = digits[:-1]
    return int(start) - _FIRST if start and check_digit(start) == digits[-1] and int(start) > _FIRST else 0


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list of file numbers says: the numbers, each once, and the lines that hold none or one twice."""

    numbers: tuple[str, ...]
    # Lines, counted from one, that could not be read, as they were; and those that name a file again.
    unreadable: tuple[tuple[int, str], ...]
    twice: tuple[tuple[int, str], ...]
    # How many lines were left out, since the list is longer than it may be.
    left_out: int


def listed_in(text: str, *, most: int) -> Listed:
    """Return the file numbers of a list: the first cell of each line that looks like one. A heading is passed over.

    Commas, semicolons and tabs part the cells, as programs for tables write them.
    """
    text = text.removeprefix("\ufeff").replace("\x00", "")
    separator = max(",;\t", key=text.count)
    numbers: dict[str, None] = {}
    unreadable, twice, read, left_out = [], [], 0, 0
    for place, cells in enumerate(csv.reader(io.StringIO(text), delimiter=separator), start=1):
        filled = [cell.strip() for cell in cells if cell.strip()]
        if not filled:
            continue
        found = next((number for cell in filled if (number := _number(cell))), "")
        if not found and place == 1:
            continue  # what stands above the columns
        read += 1
        if read > most:
            left_out += 1
        elif not found:
            unreadable.append((place, filled[0][:40]))
        elif found in numbers:
            twice.append((place, found))
        else:
            numbers[found] = None
    return Listed(tuple(numbers), tuple(unreadable), tuple(twice), left_out)


def _number(cell: str) -> str:
    plain = "".join(cell.split()).replace("-", "").upper()
    return plain if _FILE.fullmatch(plain) else ""


@dataclass(frozen=True, slots=True)
class Theme:
    """How many people one thing was asked about; None where so few that somebody could be known by it."""

    code: str
    people: int | None


def themes(asked: Iterable[tuple[int, str]], order: Sequence[str] = ()) -> list[Theme]:
    """Return how many people each code was asked about, the most first, small groups left out.

    `asked` are pairs of a person and a code; somebody for whom it was asked thrice is one person. Only the order of
    `order` tells apart what is left out, never its size.
    """
    counts = Counter(code for _person, code in set(asked))
    shown = guarded(counts)
    place = {code: number for number, code in enumerate(order)}
    return sorted(
        (Theme(code, people) for code, people in shown.items()),
        key=lambda theme: (-(theme.people or 0), place.get(theme.code, len(place)), theme.code),
    )


def first_day(today: date, over: timedelta) -> date:
    """Return the first day of those that are counted."""
    return today - over
