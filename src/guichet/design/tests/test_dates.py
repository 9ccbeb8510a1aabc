"""Dates are written as each official language writes them."""

from datetime import UTC, date, datetime

import pytest

from guichet.design import dates

NB = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("day", "language", "words"),
    [
        (date(2026, 10, 1), "en", f"October{NB}1, 2026"),
        (date(2026, 10, 1), "fr", f"1er{NB}octobre 2026"),
        (date(2026, 8, 31), "fr", f"31{NB}août 2026"),
        (date(2026, 2, 28), "en", f"February{NB}28, 2026"),
    ],
)
def test_a_day_in_words(day: date, language: str, words: str) -> None:
    assert dates.long_day(day, language) == words


@pytest.mark.parametrize(
    ("first", "last", "language", "words"),
    [
        (date(2026, 10, 1), date(2026, 11, 8), "en", f"October{NB}1 to November{NB}8, 2026"),
        (date(2026, 10, 1), date(2026, 11, 8), "fr", f"du{NB}1er{NB}octobre au{NB}8{NB}novembre 2026"),
        (date(2026, 12, 4), date(2027, 1, 15), "en", f"December{NB}4, 2026 to January{NB}15, 2027"),
        (date(2026, 12, 4), date(2027, 1, 15), "fr", f"du{NB}4{NB}décembre 2026 au{NB}15{NB}janvier 2027"),
        (date(2026, 12, 4), date(2026, 12, 4), "en", f"December{NB}4, 2026"),
        (date(2026, 12, 4), date(2026, 12, 4), "fr", f"4{NB}décembre 2026"),
    ],
)
def test_a_range_names_the_year_once_where_once_is_enough(first: date, last: date, language: str, words: str) -> None:
    assert dates.span(first, last, language) == words


@pytest.mark.parametrize(
    ("moment", "language", "words"),
    [
        (datetime(2026, 7, 1, 18, 5, tzinfo=UTC), "en", f"2:05{NB}p.m."),
        (datetime(2026, 7, 1, 18, 5, tzinfo=UTC), "fr", f"14{NB}h{NB}05"),
        (datetime(2026, 7, 1, 18, 0, tzinfo=UTC), "fr", f"14{NB}h"),
        (datetime(2026, 7, 1, 4, 30, tzinfo=UTC), "en", f"12:30{NB}a.m."),
        (datetime(2026, 7, 1, 16, 0, tzinfo=UTC), "en", f"12:00{NB}p.m."),
        (datetime(2026, 12, 1, 18, 5, tzinfo=UTC), "en", f"1:05{NB}p.m."),
    ],
)
def test_the_time_of_day_is_that_of_the_department(moment: datetime, language: str, words: str) -> None:
    assert dates.clock(moment, language) == words


def test_a_moment_after_midnight_utc_is_still_the_day_before_in_toronto() -> None:
    assert dates.local_day(datetime(2026, 7, 2, 3, 0, tzinfo=UTC)) == date(2026, 7, 1)
