"""Days the department works, and months, as worked out by hand from a calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.foundation.working_days import (
    FederalHolidays,
    add_business_days,
    add_months,
    business_days_between,
    is_business_day,
    next_business_day,
)

FEDERAL = FederalHolidays()
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param(date(2026, 11, 20), True, id="a Friday"),
        pytest.param(date(2026, 11, 21), False, id="a Saturday"),
        pytest.param(date(2026, 9, 30), False, id="Truth and Reconciliation, a government holiday only"),
        pytest.param(date(2023, 10, 2), False, id="Truth and Reconciliation observed on Monday"),
        pytest.param(date(2026, 12, 25), False, id="Christmas on a Friday"),
        pytest.param(date(2026, 12, 28), False, id="Boxing Day of a Saturday, observed on Monday"),
        pytest.param(date(2026, 12, 29), True, id="the day after it"),
        pytest.param(date(2027, 12, 27), False, id="Christmas of a Saturday, observed on Monday"),
        pytest.param(date(2027, 12, 28), False, id="and Boxing Day on Tuesday"),
        pytest.param(date(2022, 1, 3), False, id="New Year of a Saturday, observed on Monday"),
        pytest.param(date(2026, 2, 16), True, id="Family Day is a province's, not federal"),
        pytest.param(date(2026, 4, 3), False, id="Good Friday"),
    ],
)
def test_the_department_works_from_monday_to_friday_without_federal_holidays(day: date, works: bool) -> None:
    assert is_business_day(day, FEDERAL) is works


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        pytest.param(date(2026, 11, 20), 3, date(2026, 11, 25), id="over a weekend"),
        pytest.param(date(2026, 12, 24), 1, date(2026, 12, 29), id="over Christmas and Boxing Day observed"),
        pytest.param(date(2026, 12, 24), 4, date(2027, 1, 4), id="24 December to 2 January and beyond"),
        pytest.param(date(2026, 9, 29), 1, date(2026, 10, 1), id="over 30 September"),
        pytest.param(date(2026, 11, 21), 1, date(2026, 11, 23), id="from a Saturday, Monday is the first"),
        pytest.param(date(2026, 11, 21), 0, date(2026, 11, 23), id="none, from a Saturday"),
        pytest.param(date(2026, 11, 20), 0, date(2026, 11, 20), id="none, from a day of work"),
    ],
)
def test_business_days_are_counted_after_the_day_itself(day: date, count: int, found: date) -> None:
    assert add_business_days(day, count, FEDERAL) == found


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        pytest.param(date(2027, 1, 31), 1, date(2027, 2, 28), id="clamped"),
        pytest.param(date(2028, 1, 31), 1, date(2028, 2, 29), id="clamped in a leap year"),
        pytest.param(date(2028, 2, 29), 12, date(2029, 2, 28), id="29 February and a year"),
        pytest.param(date(2026, 8, 31), 6, date(2027, 2, 28), id="half a year"),
        pytest.param(date(2026, 12, 15), 1, date(2027, 1, 15), id="over the new year"),
        pytest.param(date(2026, 11, 30), 0, date(2026, 11, 30), id="none"),
        pytest.param(date(2026, 1, 15), 11, date(2026, 12, 15), id="to December"),
    ],
)
def test_a_month_is_a_calendar_month_and_ends_where_the_month_ends(day: date, months: int, found: date) -> None:
    assert add_months(day, months) == found


def test_business_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        add_business_days(date(2026, 1, 1), -1, FEDERAL)


@given(DAYS, st.integers(1, 60))
def test_between_a_day_and_the_day_so_many_business_days_later_lie_so_many(day: date, count: int) -> None:
    found = add_business_days(day, count, FEDERAL)
    assert is_business_day(found, FEDERAL)
    assert business_days_between(day, found, FEDERAL) == count
    assert business_days_between(found, day, FEDERAL) == 0


@given(DAYS)
def test_the_next_business_day_is_never_more_than_a_week_away(day: date) -> None:
    assert timedelta(0) <= next_business_day(day, FEDERAL) - day <= timedelta(days=6)
