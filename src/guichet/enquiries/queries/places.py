"""How many questions stand before one, and when it is likely to be reached."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.utils.timezone import localtime

from guichet.enquiries.models import Enquiry
from guichet.enquiries.policy import limits
from guichet.enquiries.rules import business_days_to_go
from guichet.enquiries.terms import EnquiryState
from guichet.foundation.working_days import FederalHolidays, add_business_days

# Over so many days it is counted how many questions we answer in a business day.
COUNTED = timedelta(days=14)
_BUSINESS_DAYS = 10


@dataclass(frozen=True, slots=True)
class Place:
    """How many open questions are due before one; with `is_more`, at least so many."""

    ahead: int
    is_more: bool = False


# Counted no further than people want to know: the same whether ten wait or a million.
_AHEAD = """
SELECT count(*) FROM (
    SELECT 1 FROM enquiries_enquiry WHERE state = 'OPEN' AND (due_at, id) < (%s, %s) LIMIT %s
) AS before
"""
_ANSWERED = "SELECT count(*) FROM enquiries_enquiry WHERE answered_at >= %s AND answered_at < %s"


def place_of(enquiry: Enquiry) -> Place | None:
    """Return the place of an open question in the line; None where it does not stand in it."""
    if enquiry.state != EnquiryState.OPEN:
        return None
    most = limits(localtime(enquiry.opened_at).date()).place_up_to
    with connection.cursor() as cursor:
        cursor.execute(_AHEAD, [enquiry.due_at, enquiry.pk, most + 1])
        ahead = int(cursor.fetchone()[0])
    return Place(min(ahead, most), is_more=ahead > most)


def expected_on(place: Place, now: datetime) -> date | None:
    """Return the day on which a question in this place is likely to be reached, by how many we answered lately.

    None where too few were answered to say, or more stand before it than are counted.
    """
    today = localtime(now).date()
    days = business_days_to_go(place.ahead, _per_day(today))
    if days is None or place.is_more:
        return None
    return add_business_days(today, days, FederalHolidays())


@lru_cache(maxsize=4)
def _per_day(today: date) -> int:
    """Return how many questions were answered in a business day lately. Counted once a day by each process."""
    zone = ZoneInfo(settings.TIME_ZONE)
    until = datetime(today.year, today.month, today.day, tzinfo=zone)
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERED, [until - COUNTED, until])
        return int(cursor.fetchone()[0]) // _BUSINESS_DAYS
