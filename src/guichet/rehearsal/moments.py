"""Moments and working days, in whole seconds since 1970 in UTC: small and quick, for millions of events. Pure."""

from datetime import UTC, date, datetime, timedelta

from guichet.rehearsal.dice import Dice

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
MONTH = 30.44  # days
YEAR = 365.25  # days

_START = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_DAY = date(1970, 1, 1)
_OPENS, _CLOSES = 13 * HOUR, 21 * HOUR  # eight to five, summer and winter, in the eastern half of the country
# Days on which the offices are closed each year. Holidays that move are left out: the country is a rough one.
_CLOSED = ((1, 1), (7, 1), (9, 30), (11, 11), (12, 25), (12, 26))
_HOLIDAYS = frozenset(
    (date(year, month, day) - _FIRST_DAY).days for year in range(1970, 2100) for month, day in _CLOSED
)


def moment(day: date) -> int:
    """Return the moment at which a day begins."""
    return (day - _FIRST_DAY).days * DAY


def day_of(at: int) -> date:
    """Return the day in which a moment lies."""
    return _FIRST_DAY + timedelta(days=at // DAY)


def written(at: int) -> str:
    """Return a moment as CloudEvents write it: `2026-10-01T14:00:00Z`."""
    return (_START + timedelta(seconds=at)).isoformat()[:-6] + "Z"


def read(text: str) -> int:
    """Return the moment that `written` wrote."""
    return int((datetime.fromisoformat(text) - _START).total_seconds())


def is_working_day(day: int) -> bool:
    """Return whether the offices are open on a day, counted from 1970-01-01, a Thursday."""
    return (day + 3) % 7 < 5 and day not in _HOLIDAYS


def at_work(at: int, dice: Dice) -> int:
    """Return a moment in office hours of the same day; of the open day nearest to it where the offices are closed."""
    day = at // DAY
    step = (
        -1 if (day + 3) % 7 == 5 else 1
    )  # Saturday goes back to Friday, Sunday on to Monday: on the whole, nothing shifts
    while not is_working_day(day):
        day += step
    return day * DAY + int(dice.between(_OPENS, _CLOSES))


def any_hour(at: int, dice: Dice) -> int:
    """Return a moment of the same day at which somebody may sit at home and send something."""
    return at // DAY * DAY + int(dice.between(11 * HOUR, DAY - 1))


def after_working_days(at: int, count: int) -> int:
    """Return the moment `count` working days later, at the same hour."""
    day = at // DAY
    while count > 0:
        day += 1
        count -= is_working_day(day)
    return day * DAY + at % DAY


def working_days_between(start: int, end: int) -> int:
    """Return how many working days come after the day of `start`, up to and including that of `end`."""
    return sum(map(is_working_day, range(start // DAY + 1, end // DAY + 1)))
