from datetime import date

import pytest

from guichet.rehearsal.dice import Dice
from guichet.rehearsal.moments import (
    DAY,
    HOUR,
    after_working_days,
    at_work,
    day_of,
    is_working_day,
    moment,
    read,
    working_days_between,
    written,
)

FRIDAY, SATURDAY, SUNDAY, MONDAY = (moment(date(2026, 11, day)) for day in (20, 21, 22, 23))


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),
        (date(2026, 11, 22), False),
        (date(2026, 11, 23), True),
        (date(2026, 11, 11), False),  # Remembrance Day, a Wednesday
        (date(2024, 2, 29), True),
        (date(2000, 1, 3), True),
        (date(1969, 12, 31), True),  # before the count of days begins
    ],
)
def test_offices_are_open_on_working_days(day: date, is_open: bool) -> None:
    assert is_working_day(moment(day) // DAY) is is_open


@pytest.mark.parametrize(
    ("asked", "worked"), [(FRIDAY, FRIDAY), (SATURDAY, FRIDAY), (SUNDAY, MONDAY), (MONDAY, MONDAY)]
)
def test_what_would_fall_on_a_weekend_is_done_on_the_nearest_working_day(asked: int, worked: int) -> None:
    at = at_work(asked + 3 * HOUR, Dice("work"))
    assert day_of(at) == day_of(worked)
    assert 13 * HOUR <= at % DAY < 21 * HOUR


@pytest.mark.parametrize(("count", "expected"), [(0, FRIDAY), (1, MONDAY), (5, FRIDAY + 7 * DAY)])
def test_working_days_pass_over_weekends(count: int, expected: int) -> None:
    assert after_working_days(FRIDAY, count) == expected
    assert working_days_between(FRIDAY, expected) == count


@pytest.mark.parametrize("text", ["2026-10-01T14:00:00Z", "1999-12-31T23:59:59Z", "1968-02-29T00:00:01Z"])
def test_a_moment_is_read_as_it_was_written(text: str) -> None:
    assert written(read(text)) == text
