"""What is asked for citizenship besides the days, and how long a sponsor answers, whatever somebody says."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.assessment import queries
from guichet.assessment.rules.conditions import ConditionsCase
from guichet.assessment.rules.days import age_on, birthday
from guichet.assessment.rules.descent import DescentCase
from guichet.assessment.rules.undertaking import UndertakingCase
from guichet.assessment.terms import Asked, Birthplace, CitizenParent, Descent, Kept, Route, Sponsored

DAYS = st.dates(date(2018, 1, 1), date(2060, 12, 31))
BIRTHS = st.dates(date(1930, 1, 1), date(2017, 12, 31))
SAID = st.one_of(st.none(), st.booleans())
PAST = st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2017, 12, 31)))


@given(born=BIRTHS, age=st.integers(1, 110))
def test_nobody_is_an_age_before_that_birthday(born: date, age: int) -> None:
    day = birthday(born, age)
    assert age_on(born, day) == age
    assert age_on(born, day - timedelta(days=1)) == age - 1


@given(st.builds(
    ConditionsCase, signed_on=DAYS, born_on=BIRTHS, route=st.sampled_from(Route),
    tax_years=st.one_of(st.none(), st.integers(0, 6)),
    proves_language=SAID, under_removal_order=SAID, serves_sentence=SAID, is_charged=SAID, convicted_on=PAST,
    misrepresented_on=PAST, revoked_on=PAST, citizen_parent=SAID, always_stateless=SAID,
))  # fmt: skip
def test_on_the_day_from_which_nothing_stands_in_the_way_nothing_does_and_the_day_before_something_did(case) -> None:
    found = queries.conditions(case)
    assert len({one.asked for one in found.each}) == len(found.each)
    if found.free_on:
        assert queries.conditions(replace(case, signed_on=found.free_on)).kept is not Kept.NOT_MET
        assert queries.conditions(replace(case, signed_on=found.free_on - timedelta(days=1))).kept is Kept.NOT_MET


def test_whoever_comes_of_age_before_a_bar_ends_is_told_no_day_of_the_route_for_minors() -> None:
    case = ConditionsCase(
        signed_on=date(2018, 1, 1), born_on=date(2000, 1, 2), route=Route.MINOR, revoked_on=date(2008, 1, 1)
    )
    assert queries.conditions(case).free_on is None
    assert queries.conditions(replace(case, born_on=date(2000, 1, 3))).free_on == date(2018, 1, 2)


def test_whoever_is_old_enough_to_be_asked_for_a_language_once_a_bar_ends_waits_until_nobody_asks() -> None:
    case = ConditionsCase(
        signed_on=date(2018, 1, 1), born_on=date(2000, 1, 2), route=Route.ADULT, tax_years=3, proves_language=False,
        under_removal_order=False, revoked_on=date(2008, 1, 1),
    )  # fmt: skip
    assert queries.conditions(case).free_on == date(2055, 1, 2)


@pytest.mark.parametrize(
    ("signed_on", "years"),
    [
        (date(2026, 1, 1), (2021, 2025)),
        (date(2026, 12, 31), (2021, 2025)),
        (date(2024, 2, 29), (2019, 2023)),
    ],
)
def test_the_tax_years_are_those_that_are_over(signed_on: date, years: tuple[int, int]) -> None:
    assert queries.tax_years(signed_on) == years


def test_a_birthday_ends_what_is_asked_of_language() -> None:
    case = ConditionsCase(signed_on=date(2026, 6, 1), born_on=date(1971, 8, 9), proves_language=False)
    (language,) = [one for one in queries.conditions(case).each if one.asked is Asked.LANGUAGE]
    assert language.free_on == date(2026, 8, 9)
    assert language.until is not None


def test_days_of_the_parent_matter_from_the_change_of_the_law_on() -> None:
    case = DescentCase(born_on=date(2025, 12, 14), birthplace=Birthplace.ABROAD, parent=CitizenParent.DESCENT)
    later = replace(case, born_on=date(2025, 12, 15))
    on = date(2026, 11, 22)
    assert [queries.descent(one, on).outcome for one in (case, later)] == [Descent.CITIZEN, Descent.NOT]


@given(sponsored=st.sampled_from(Sponsored), resident=DAYS, born=BIRTHS)
def test_an_undertaking_ends_after_it_begins_and_by_the_years_it_names(sponsored, resident: date, born: date) -> None:
    found = queries.undertaking(UndertakingCase(sponsored=sponsored, resident_on=resident, born_on=born))
    assert found.until is not None
    assert (
        resident
        < found.until
        <= date(resident.year + found.years, resident.month, min(resident.day, 28)) + timedelta(days=3)
    )


def test_nobody_is_sponsored_before_birth() -> None:
    case = UndertakingCase(sponsored=Sponsored.CHILD, resident_on=date(2026, 1, 1), born_on=date(2026, 1, 2))
    with pytest.raises(ValueError, match="born"):
        queries.undertaking(case)
