"""What a demonstration would have said of times, had it run for a while: month by month, and now."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from guichet.journal.actions import Origin
from guichet.processing_times.actions import publish_times

MONTHS = 15
# So long ago each client was first shown a range; some have moved since, and say why.
SHOWN_BEFORE = timedelta(days=75)


def publish_past_times(*, as_of: date, origin: Origin) -> int:
    """Publish times as of the first of each month before `as_of`, then as of that day; return how many ranges moved.

    Done twice, it is done once. Of a country drawn for a day to come, as it is where the department is, times are those
    of today.
    """
    as_of = min(as_of, _today(origin.at))
    first, months = as_of.replace(day=1), []
    for _ in range(MONTHS):
        months.append(first)
        first = (first - timedelta(days=1)).replace(day=1)
    shown = as_of - SHOWN_BEFORE
    moved = 0
    for day in sorted({*months, shown, as_of}):
        done = publish_times(as_of=day, origin=origin, files_too=day in {shown, as_of})
        moved += done.moved
    return moved


def _today(moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
