"""By when a request about one's data is answered, and how it is called. Pure."""

from datetime import date, timedelta

from guichet.foundation.working_days import Calendar

SUNDAY = 6


def due_on(asked: date, days: int, calendar: Calendar) -> date:
    """Return the last day on which a request that came on a day is answered in time.

    Calendar days; the day of receipt is not counted. A last day that is a Sunday or a holiday becomes the next that is
    neither; Saturday is no holiday. Source: Privacy Regulations, s. 11(2); Interpretation Act, s. 26, 27, 35.
    """
    last = asked + timedelta(days=days)
    while last.weekday() == SUNDAY or calendar.is_holiday(last):
        last += timedelta(days=1)
    return last


def receipt_number(correction: int) -> str:
    """Return the number that a client quotes."""
    return f"C-{correction:06}"


def years_before(day: date, years: int) -> date:
    """Return the same day so many years earlier; of 29 February the 28th, which is the longer time."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)
