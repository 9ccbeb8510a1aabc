"""What a journal comes to: held against the law’s own rule, day by day."""

import time
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guichet.assessment.queries import obligation, presence
from guichet.assessment.rules.citizenship import PresenceCase
from guichet.assessment.rules.days import Stay, Trip
from guichet.assessment.terms import Route
from guichet.plans.rules.journal.content import Journal, undone, with_entries
from guichet.plans.rules.journal.counting import (
    DayKind,
    costs,
    day_kinds,
    longest_back,
    obligation_case,
    presence_case,
    remarks,
)
from guichet.plans.rules.journal.words import PeriodKind, Remark
from guichet.plans.tests.journals import AT_LEISURE, DAYS, TODAY, journal, journals, period, trip

HALF = Decimal("0.5")


@settings(AT_LEISURE, max_examples=60)
@given(journals(), DAYS)
def test_the_calendar_counts_as_the_law_does(one: Journal, signs_on: date) -> None:
    found = presence(presence_case(one, signs_on), one.route)
    kinds = Counter(day_kinds(one, found.window_first, found.window_last, until=signs_on).values())
    assert kinds[DayKind.FULL] + kinds[DayKind.CREDITED] == found.full_days
    assert kinds[DayKind.HALF] == found.half_days


@settings(AT_LEISURE, max_examples=60)
@given(journals(), DAYS, st.randoms())
def test_the_order_of_trips_does_not_matter(one: Journal, signs_on: date, lot: Random) -> None:
    entries = [*one.trips, *one.periods]
    lot.shuffle(entries)
    other = with_entries(one.model_copy(update={"trips": (), "periods": ()}), entries)
    assert presence(presence_case(other, signs_on), one.route) == presence(presence_case(one, signs_on), one.route)


@settings(AT_LEISURE, max_examples=60)
@given(st.integers(2, 400), st.data())
def test_splitting_a_trip_at_a_day_in_canada_gains_that_day_only(length: int, data: st.DataObject) -> None:
    out = date(2024, 1, 10)
    back = out + timedelta(days=length)
    home = out + timedelta(days=data.draw(st.integers(1, length - 1)))
    whole = presence(presence_case(journal(trip(out, back)), TODAY))
    split = presence(presence_case(journal(trip(out, home), trip(home, back)), TODAY))
    assert split.total == whole.total + 1


@settings(AT_LEISURE, max_examples=40)
@given(journals(planned=False), DAYS)
def test_what_the_trips_cost_is_what_the_total_is_short_of(one: Journal, signs_on: date) -> None:
    found = presence(presence_case(one, signs_on), one.route)
    at_home = presence(presence_case(one.model_copy(update={"trips": ()}), signs_on), one.route)
    lost = sum((cost.days_lost for cost in costs(one, found)), Decimal(0))
    # Before half days reach their most, each half that is lost is lost to the total too.
    assert lost == (at_home.full_days - found.full_days) + (at_home.half_days - found.half_days) * HALF


def test_a_journal_gives_the_rule_what_a_case_says() -> None:
    one = journal(
        trip(date(2023, 2, 27), date(2023, 3, 1)),
        trip(date(2027, 1, 1), date(2027, 2, 1), planned=True),
        period(PeriodKind.TEMPORARY, date(2020, 9, 1), date(2021, 12, 31)),
        period(PeriodKind.CLAIM, date(2020, 1, 1), date(2020, 8, 31)),
        period(PeriodKind.SENTENCE, date(2023, 5, 1), date(2023, 5, 10)),
        period(PeriodKind.CROWN, date(2024, 1, 1), date(2024, 6, 30)),
        period(PeriodKind.WITH_CITIZEN, date(2025, 1, 1), date(2025, 2, 1)),
    )
    assert presence_case(one, TODAY) == PresenceCase(
        signed_on=TODAY,
        resident_since=date(2022, 1, 1),
        lawful=(Stay(date(2020, 9, 1), date(2021, 12, 31)),),
        trips=(Trip(date(2023, 2, 27), date(2023, 3, 1)),),
        sentences=(Stay(date(2023, 5, 1), date(2023, 5, 10)),),
        credited=(Stay(date(2024, 1, 1), date(2024, 6, 30)),),
    )
    case = obligation_case(one, TODAY)
    assert case is not None
    assert [stay.first for stay in case.credited] == [date(2024, 1, 1), date(2025, 1, 1)]
    assert obligation(case).meets


@pytest.mark.parametrize(("since", "on"), [(None, TODAY), (TODAY + timedelta(days=1), TODAY)])
def test_who_is_no_permanent_resident_has_no_obligation(since: date | None, on: date) -> None:
    assert obligation_case(journal(since=since), on) is None


@pytest.mark.parametrize(
    ("trips", "lost"),
    [
        # The day of leaving and the day of coming back are days in Canada.
        ([(date(2024, 2, 28), date(2024, 3, 1))], 1),  # 29 February of a leap year
        ([(date(2023, 2, 28), date(2023, 3, 1))], 0),
        ([(date(2023, 12, 31), date(2024, 1, 1))], 0),
        ([(date(2023, 12, 30), date(2024, 1, 2))], 2),  # over the end of a year
        ([(date(2024, 5, 5), date(2024, 5, 5))], 0),  # out and back on one day
        ([(date(2024, 5, 1), date(2024, 5, 10)), (date(2024, 5, 10), date(2024, 5, 20))], 17),
        ([(date(2024, 5, 1), date(2024, 5, 10)), (date(2024, 5, 5), date(2024, 5, 12))], 10),
        ([(date(2024, 5, 1), date(2024, 5, 10)), (date(2024, 5, 1), date(2024, 5, 10))], 8),
        ([(TODAY - timedelta(days=10), None)], 9),
    ],
)
def test_the_days_that_trips_cost(trips: list[tuple[date, date | None]], lost: int) -> None:
    one = journal(*(trip(out, back) for out, back in trips))
    found = presence(presence_case(one, TODAY))
    assert presence(presence_case(journal(), TODAY)).total - found.total == lost
    assert sum(cost.days_lost for cost in costs(one, found)) == lost


def test_a_day_abroad_before_residence_costs_half_a_day_or_nothing() -> None:
    student = period(PeriodKind.TEMPORARY, date(2022, 1, 1), date(2023, 12, 31))
    one = journal(student, trip(date(2023, 1, 1), date(2023, 1, 12)), since=date(2024, 1, 1))
    (cost,) = costs(one, presence(presence_case(one, TODAY)))
    assert (cost.days_away, cost.days_lost) == (10, Decimal(5))
    nobody = journal(trip(date(2023, 1, 1), date(2023, 1, 12)), since=date(2024, 1, 1))
    (cost,) = costs(nobody, presence(presence_case(nobody, TODAY)))
    assert (cost.days_away, cost.days_lost) == (10, Decimal(0))


@pytest.mark.parametrize(
    ("trips", "codes"),
    [
        ([trip(date(2024, 5, 5), date(2024, 5, 5))], [Remark.SAME_DAY]),
        ([trip(date(2024, 5, 5), date(2024, 5, 6))], [Remark.OVERNIGHT]),
        ([trip(date(2024, 5, 1), date(2024, 5, 9)), trip(date(2024, 5, 9), date(2024, 5, 12))], [Remark.TOUCHES]),
        ([trip(date(2024, 5, 1), date(2024, 5, 9)), trip(date(2024, 5, 8), date(2024, 5, 12))], [Remark.OVERLAPS]),
        ([trip(date(2024, 5, 1), date(2024, 5, 9)), trip(date(2024, 5, 1), date(2024, 5, 9))], [Remark.TWICE]),
        ([trip(date(2026, 5, 1))], [Remark.STILL_AWAY]),
        ([trip(date(2024, 5, 1)), trip(date(2025, 5, 8), date(2025, 5, 12))], [Remark.RETURN_MISSING]),
        ([trip(date(2023, 5, 1), date(2024, 5, 9))], [Remark.LONG]),
        ([trip(date(2027, 5, 1), date(2027, 5, 9))], [Remark.IN_FUTURE]),
        ([trip(date(2026, 5, 1), date(2026, 5, 9), planned=True)], [Remark.PLAN_IS_PAST]),
        ([trip(date(2024, 5, 1), date(2024, 5, 9), unsure=True)], [Remark.UNSURE]),
        ([trip(date(2024, 5, 1), date(2024, 5, 9)), trip(date(2024, 6, 1), date(2024, 6, 9))], []),
    ],
)
def test_what_is_said_of_trips(trips: list, codes: list[Remark]) -> None:  # type: ignore[type-arg]
    assert [one.code for one in remarks(journal(*trips), TODAY)] == codes


@settings(AT_LEISURE, max_examples=30)
@given(st.integers(0, 200), st.integers(0, 60))
def test_the_longest_trip_is_the_longest(spare: int, starts_in: int) -> None:
    signs_on = TODAY + timedelta(days=300)
    one = journal(since=signs_on - timedelta(days=1095 + spare))
    out = TODAY + timedelta(days=starts_in)

    def enough(planned: Trip) -> bool:
        more = with_entries(one, [trip(planned.out, planned.back)])
        return presence(presence_case(more, signs_on)).meets

    back = longest_back(out, signs_on, enough)
    assert back is not None
    assert enough(Trip(out, back))
    assert back == signs_on or not enough(Trip(out, back + timedelta(days=1)))
    assert back == min(signs_on, out + timedelta(days=spare + 1))


def test_no_trip_is_short_enough_where_the_days_are_missing() -> None:
    assert longest_back(TODAY, TODAY + timedelta(days=9), lambda _trip: False) is None


def test_five_hundred_trips_are_counted_at_once() -> None:
    first = date(2022, 1, 5)
    one = journal(*(trip(first + timedelta(days=3 * n), first + timedelta(days=3 * n + 2)) for n in range(500)))
    begun = time.process_time()
    found = presence(presence_case(one, TODAY))
    costs(one, found)
    remarks(one, TODAY)
    day_kinds(one, found.window_first, found.window_last, until=TODAY)
    assert time.process_time() - begun < 0.2
    assert found.full_days == 1786 - 500


def test_taking_back_a_trip_gives_its_days_back() -> None:
    one = journal(since=date(2020, 1, 1))
    gone = with_entries(one, [trip(date(2024, 1, 1), date(2024, 3, 1))])
    assert presence(presence_case(undone(gone), TODAY)) == presence(presence_case(one, TODAY))
    assert presence(presence_case(gone, TODAY)).total < presence(presence_case(one, TODAY)).total


def test_service_in_the_forces_counts_wherever_it_was() -> None:
    one = journal(period(PeriodKind.FORCES, date(2023, 1, 1)), trip(date(2024, 1, 1), date(2024, 12, 31)))
    one = one.model_copy(update={"route": Route.FORCES})
    found = presence(presence_case(one, TODAY), Route.FORCES)
    kinds = Counter(day_kinds(one, found.window_first, found.window_last, until=TODAY).values())
    assert kinds[DayKind.FULL] == found.full_days == (TODAY - date(2023, 1, 1)).days
