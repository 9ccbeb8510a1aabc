"""Which days the department works, and how days and months are counted. Pure."""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from typing import Protocol

import holidays

SATURDAY = 5


class Calendar(Protocol):
    """Whatever knows which days are holidays."""

    def is_holiday(self, day: date) -> bool:
        """Return whether nobody works on that day although it may be a weekday."""
        ...


class FederalHolidays:
    """The holidays of the federal public service, with the weekdays on which those of a weekend are observed.

    Source: Canada Labour Code, s. 166, and Boxing Day, as the `holidays` library gives them for the categories
    "public" and "government". Easter Monday and days given once (19 September 2022) are not among them.
    """

    def is_holiday(self, day: date) -> bool:
        return day in _federal(day.year)


@cache
def _federal(year: int) -> frozenset[date]:
    # The plain list of the library is the public one only; the government observes more days.
    return frozenset(holidays.country_holidays("CA", years=year, categories=("public", "government")))


def is_business_day(day: date, calendar: Calendar) -> bool:
    """Return whether the department works on that day: Monday to Friday, holidays excepted."""
    return day.weekday() < SATURDAY and not calendar.is_holiday(day)


def next_business_day(day: date, calendar: Calendar) -> date:
    """Return `day` if the department works on it, or else the first day after it on which it does."""
    while not is_business_day(day, calendar):
        day += timedelta(days=1)
    return day


def add_business_days(day: date, count: int, calendar: Calendar) -> date:
    """Return the day `count` business days after `day`; the day itself is not counted.

    With a count of zero, the day itself, or the first business day after it. Raises ValueError below zero.
    """
    if count < 0:
        raise ValueError("business days are counted forwards")
    found = next_business_day(day, calendar) if count == 0 else day
    for _ in range(count):
        found = next_business_day(found + timedelta(days=1), calendar)
    return found


def business_days_between(first: date, last: date, calendar: Calendar) -> int:
    """Return how many business days come after `first`, up to and with `last`; zero if `last` is not later."""
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(is_business_day(day, calendar) for day in days)


def add_months(day: date, months: int) -> date:
    """Return the same day of the month `months` later, or the last day of that month if it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
