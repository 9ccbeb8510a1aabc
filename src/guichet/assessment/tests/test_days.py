"""Days of presence for citizenship, and the obligation of permanent residents: worked cases, and what always holds."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guichet.assessment.policy import obligation_law, presence_law
from guichet.assessment.rules import (
    Backwards,
    ObligationCase,
    PresenceCase,
    Stay,
    Trip,
    obligation,
    presence,
    what_if,
    years_after,
    years_before,
)
from guichet.assessment.terms import Route, StepCode
from guichet.assessment.tests.models import obligation_by_hand, presence_by_hand
from guichet.assessment.words import both

LAW = presence_law(date(2026, 11, 1))
DUTY = obligation_law(date(2026, 11, 1))
QUICK = settings(max_examples=60, deadline=None)

days = st.dates(date(2019, 1, 1), date(2028, 12, 31))
stays = st.builds(lambda first, length: Stay(first, first + timedelta(length)), days, st.integers(0, 900))
trips = st.builds(lambda out, length: Trip(out, out + timedelta(length)), days, st.integers(0, 400))
cases = st.builds(
    PresenceCase,
    signed_on=st.dates(date(2024, 1, 1), date(2028, 12, 31)),
    resident_since=st.none() | days,
    lawful=st.lists(stays, max_size=3).map(tuple),
    trips=st.lists(trips | st.builds(Trip, days), max_size=4).map(tuple),
    sentences=st.lists(stays, max_size=2).map(tuple),
    credited=st.lists(stays, max_size=2).map(tuple),
)
duties = st.builds(
    lambda since, after, trips, credited: ObligationCase(
        examined_on=since + timedelta(after), resident_since=since, trips=tuple(trips), credited=tuple(credited)
    ),
    st.dates(date(2016, 1, 1), date(2024, 12, 31)),
    st.integers(0, 4000),
    st.lists(trips | st.builds(Trip, days), max_size=4),
    st.lists(stays, max_size=2),
)


def pairs(stays: tuple[Stay, ...]) -> list[tuple[date, date | None]]:
    return [(one.first, one.last) for one in stays]


def outs(trips: tuple[Trip, ...]) -> list[tuple[date, date | None]]:
    return [(one.out, one.back) for one in trips]


@QUICK
@given(cases)
def test_presence_is_what_a_count_by_hand_finds(case: PresenceCase) -> None:
    found = presence(case, LAW)
    expected = presence_by_hand(
        case.signed_on, case.resident_since, pairs(case.lawful), outs(case.trips), pairs(case.sentences),
        pairs(case.credited),
    )  # fmt: skip
    assert (found.full_days, found.half_days, found.total) == expected


@QUICK
@given(cases)
def test_presence_keeps_within_its_bounds(case: PresenceCase) -> None:
    found = presence(case, LAW)
    window = (found.window_last - found.window_first).days + 1
    assert 1826 <= window <= 1827
    assert 0 <= found.full_days + found.half_days <= window
    assert 0 <= found.credit <= LAW.credit_cap
    assert found.short == max(Decimal(0), LAW.days - found.total)
    assert found.meets <= (found.total >= LAW.days)
    if found.meets:
        assert found.earliest == case.signed_on
    if found.earliest and found.earliest_safe:
        assert case.signed_on <= found.earliest <= found.earliest_safe


@QUICK
@given(cases, trips)
def test_another_trip_never_adds_a_day(case: PresenceCase, trip: Trip) -> None:
    changed = what_if(case, LAW, [trip])
    assert changed.days_lost >= 0
    if changed.without.earliest and changed.with_trips.earliest:
        assert changed.without.earliest <= changed.with_trips.earliest


@QUICK
@given(cases, stays)
def test_another_stay_abroad_that_counts_never_takes_a_day(case: PresenceCase, stay: Stay) -> None:
    more = replace(case, credited=(*case.credited, stay))
    assert presence(more, LAW).total >= presence(case, LAW).total


@QUICK
@given(cases, st.randoms(use_true_random=False))
def test_the_order_of_what_is_told_and_telling_it_twice_change_nothing(case: PresenceCase, chance) -> None:
    def shuffled(stays: tuple) -> tuple:
        again = [*stays, *stays]
        chance.shuffle(again)
        return tuple(again)

    other = replace(
        case, lawful=shuffled(case.lawful), trips=shuffled(case.trips), sentences=shuffled(case.sentences),
        credited=shuffled(case.credited),
    )  # fmt: skip
    assert presence(other, LAW) == presence(case, LAW)


@QUICK
@given(cases)
def test_on_the_earliest_day_the_days_are_enough_and_a_day_before_they_are_not(case: PresenceCase) -> None:
    # Whoever is still away comes back on the day of signing: said outright, so that later days can be asked.
    case = replace(case, trips=tuple(trip.back_by(case.signed_on) for trip in case.trips))
    found = presence(case, LAW)
    if found.earliest is None:
        return
    assert presence(replace(case, signed_on=found.earliest), LAW).meets
    if found.earliest > case.signed_on:
        assert not presence(replace(case, signed_on=found.earliest - timedelta(1)), LAW).meets


@QUICK
@given(duties)
def test_the_obligation_is_what_a_count_by_hand_finds(case: ObligationCase) -> None:
    found = obligation(case, DUTY)
    by_hand = obligation_by_hand(case.examined_on, case.resident_since, outs(case.trips), pairs(case.credited))
    assert (found.met, found.possible) == by_hand
    assert found.meets == (sum(by_hand) >= 730)
    assert (found.at_risk_on is None) or found.meets
    assert (found.met_again_on is None) or not found.meets


@QUICK
@given(duties, trips)
def test_another_trip_never_helps_with_the_obligation(case: ObligationCase, trip: Trip) -> None:
    more, less = obligation(case, DUTY), obligation(replace(case, trips=(*case.trips, trip)), DUTY)
    assert less.best <= more.best
    if less.at_risk_on and more.at_risk_on:
        assert less.at_risk_on <= more.at_risk_on


@QUICK
@given(duties)
def test_on_the_day_of_risk_it_is_too_little_and_the_day_before_it_was_enough(case: ObligationCase) -> None:
    # Whoever is away now came back on the day of examination, and then left for good.
    known = tuple(trip.back_by(case.examined_on) for trip in case.trips)
    case = replace(case, trips=known)
    found = obligation(case, DUTY)
    if found.at_risk_on is None:
        return
    gone = replace(case, trips=(*known, Trip(case.examined_on, found.at_risk_on + timedelta(1))))
    assert not obligation(replace(gone, examined_on=found.at_risk_on), DUTY).meets
    assert obligation(replace(gone, examined_on=found.at_risk_on - timedelta(1)), DUTY).meets


@QUICK
@given(duties, st.randoms(use_true_random=False))
def test_the_order_of_trips_changes_nothing(case: ObligationCase, chance) -> None:
    again = [*case.trips, *case.trips]
    chance.shuffle(again)
    assert obligation(replace(case, trips=tuple(again)), DUTY) == obligation(case, DUTY)


@QUICK
@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(1, 10))
def test_years_go_back_and_forth_except_over_a_leap_day(day: date, years: int) -> None:
    there_and_back = years_after(years_before(day, years), years)
    assert there_and_back == day or ((day.month, day.day) == (2, 29) and there_and_back == day - timedelta(1))


@pytest.mark.parametrize("make", [Stay, Trip])
def test_what_ends_before_it_begins_is_refused(make) -> None:
    with pytest.raises(Backwards):
        make(date(2025, 1, 2), date(2025, 1, 1))


def test_nobody_has_an_obligation_before_they_are_a_resident() -> None:
    with pytest.raises(ValueError, match="before"):
        obligation(ObligationCase(examined_on=date(2020, 1, 1), resident_since=date(2020, 1, 2)), DUTY)


# Resident since 2 June 2022, so 1,095 days on 1 June 2025.
SETTLED = PresenceCase(signed_on=date(2025, 3, 1), resident_since=date(2022, 6, 2))


@pytest.mark.parametrize(
    ("planned", "earliest"),
    [
        ([], date(2025, 6, 1)),
        ([Trip(date(2025, 4, 1), date(2025, 4, 1))], date(2025, 6, 1)),
        ([Trip(date(2025, 4, 1), date(2025, 4, 2))], date(2025, 6, 1)),
        ([Trip(date(2025, 4, 1), date(2025, 4, 12))], date(2025, 6, 11)),
        ([Trip(date(2025, 4, 1), date(2025, 4, 12)), Trip(date(2025, 4, 5), date(2025, 4, 13))], date(2025, 6, 12)),
        # Back after the day on which it would have been enough.
        ([Trip(date(2025, 5, 30), date(2025, 7, 1))], date(2025, 7, 2)),
    ],
)
def test_a_planned_trip_moves_the_earliest_day(planned: list[Trip], earliest: date) -> None:
    found = what_if(SETTLED, LAW, planned)
    assert found.with_trips.earliest == earliest
    assert found.days_lost == 0  # nothing planned lies in the window of today


def test_the_safe_day_is_later_by_the_margin() -> None:
    found = presence(SETTLED, LAW)
    assert (found.earliest, found.earliest_safe) == (date(2025, 6, 1), date(2025, 6, 1) + timedelta(LAW.margin))


def test_old_days_fall_out_of_the_window_as_time_passes() -> None:
    # 365 of credit and 700 whole days; every half day that is lost takes longer to make up.
    case = PresenceCase(
        signed_on=date(2025, 6, 1), resident_since=date(2023, 7, 2), lawful=(Stay(date(2020, 6, 1), date(2022, 5, 31)),)
    )
    found = presence(case, LAW)
    assert (found.total, found.short) == (Decimal(1065), Decimal(30))
    assert found.earliest is not None
    assert (found.earliest - case.signed_on).days == 60


def test_a_sentence_without_end_has_no_earliest_day() -> None:
    found = presence(replace(SETTLED, sentences=(Stay(date(2024, 1, 1)),)), LAW)
    assert found.earliest is None


@pytest.mark.parametrize(("route", "needed"), [(Route.MINOR, 0), (Route.STATELESS, 1095), (Route.FORCES, 1095)])
def test_each_route_asks_for_its_own_days(route: Route, needed: int) -> None:
    assert presence_law(date(2026, 1, 1), route).days == needed


def test_each_step_is_said_in_both_languages() -> None:
    case = replace(
        SETTLED, lawful=(Stay(date(2020, 1, 1), date(2022, 6, 1)),), trips=(Trip(date(2024, 1, 1), date(2024, 2, 1)),),
        sentences=(Stay(date(2023, 1, 1), date(2023, 1, 1)),), credited=(Stay(date(2024, 1, 5), date(2024, 1, 9)),),
    )  # fmt: skip
    said = {step.code: both(step) for step in presence(case, LAW).why}
    assert {StepCode.PRESENCE_WINDOW, StepCode.PRESENCE_CAP, StepCode.PRESENCE_SENTENCE} <= said.keys()
    assert all(text.en != text.fr and "%" not in text.en + text.fr for text in said.values())
    assert "365\u00a0jours" in said[StepCode.PRESENCE_CAP].fr
