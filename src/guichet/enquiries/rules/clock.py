"""By when an enquiry is to be answered. Pure.

A promise of so many business days from the day of receipt, as the published standard says, until the department closes
on the last of them. What came first counts: a later message about the same question moves nothing. While we wait for
the person who asked, the clock stands still, for a reason that they are told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from guichet.foundation.working_days import Calendar
from guichet.standards.rules import Pause, Standard, clock, due_on


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised to whoever asks by a channel: a standard, and the hour at which a business day ends."""

    standard: Standard
    closes: time


def due(
    received_at: datetime, promise: Promise, calendar: Calendar, zone: ZoneInfo, *, pauses: Sequence[Pause] = ()
) -> datetime:
    """Return the moment by which an answer is promised, in UTC: its pauses so far counted, where they are over."""
    over = [one for one in pauses if one.ended is not None]
    if over:
        last = max(one.ended for one in over if one.ended is not None)
        day = clock(
            received_at=received_at,
            pauses=over,
            now=last,
            standard=promise.standard,
            calendar=calendar,
            zone=zone,
        ).due_on
        assert day is not None, "a standard of enquiries promises a time"
    else:
        day = due_on(received_at.astimezone(zone).date(), promise.standard, calendar)
    return datetime.combine(day, promise.closes, tzinfo=zone).astimezone(UTC)


def business_days_to_go(ahead: int, per_day: int) -> int | None:
    """Return after how many business days a question with so many before it is reached; None where nobody can say."""
    return None if per_day < 1 else ahead // per_day + 1
