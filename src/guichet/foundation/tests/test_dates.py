"""Dates, moments, amounts and numbers, as each language writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from guichet.foundation.dates import (
    clock_time,
    date_range,
    days,
    long_date,
    long_moment,
    money,
    month,
    number,
    short_date,
    weekday_date,
)
from guichet.foundation.languages import Language

EN, FR = Language.EN, Language.FR
OTTAWA = ZoneInfo("America/Toronto")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("day", "en", "fr"),
    [
        (date(2026, 11, 3), "November 3, 2026", "3 novembre 2026"),
        (date(2026, 8, 1), "August 1, 2026", "1er août 2026"),
        (date(2024, 2, 29), "February 29, 2024", "29 février 2024"),
        (date(1919, 12, 31), "December 31, 1919", "31 décembre 1919"),
    ],
)
def test_a_day_is_written_out(day: date, en: str, fr: str) -> None:
    assert (plain(long_date(day, EN)), plain(long_date(day, FR))) == (en, fr)


@pytest.mark.parametrize(
    ("start", "end", "en", "fr"),
    [
        (date(2026, 11, 3), date(2026, 11, 3), "November 3, 2026", "3 novembre 2026"),
        (date(2026, 11, 1), date(2026, 11, 30), "November 1 to November 30, 2026", "du 1er au 30 novembre 2026"),
        (date(2026, 10, 1), date(2026, 11, 8), "October 1 to November 8, 2026", "du 1er octobre au 8 novembre 2026"),
        (date(2025, 12, 24), date(2026, 1, 2), "December 24, 2025 to January 2, 2026",
         "du 24 décembre 2025 au 2 janvier 2026"),
    ],
)  # fmt: skip
def test_a_range_says_once_what_its_ends_share(start: date, end: date, en: str, fr: str) -> None:
    assert (plain(date_range(start, end, EN)), plain(date_range(start, end, FR))) == (en, fr)


@pytest.mark.parametrize(
    ("day", "en", "fr"),
    [(date(2026, 10, 1), "Oct 1", "1er oct."), (date(2026, 5, 31), "May 31", "31 mai")],
)
def test_a_day_is_written_short_beside_its_year(day: date, en: str, fr: str) -> None:
    said = [short_date(day, language) for language in Language]
    assert [plain(words) for words in said] == [en, fr]
    assert not any(" " in words for words in said)


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        date_range(date(2026, 2, 1), date(2026, 1, 1), EN)


@pytest.mark.parametrize(
    ("moment", "en", "fr"),
    [
        (datetime(2026, 11, 3, 19, 5, tzinfo=UTC), "November 3, 2026 at 2:05 p.m.", "3 novembre 2026 à 14 h 05"),
        (datetime(2026, 7, 1, 3, 30, tzinfo=UTC), "June 30, 2026 at 11:30 p.m.", "30 juin 2026 à 23 h 30"),
        (datetime(2026, 7, 1, 4, 0, tzinfo=UTC), "July 1, 2026 at 12:00 a.m.", "1er juillet 2026 à 0 h"),
        (datetime(2026, 7, 1, 16, 0, tzinfo=UTC), "July 1, 2026 at 12:00 p.m.", "1er juillet 2026 à 12 h"),
    ],
)
def test_a_moment_is_told_in_the_time_of_the_reader(moment: datetime, en: str, fr: str) -> None:
    assert (plain(long_moment(moment, EN, OTTAWA)), plain(long_moment(moment, FR, OTTAWA))) == (en, fr)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        long_moment(datetime(2026, 1, 1), EN, OTTAWA)


@pytest.mark.parametrize(
    ("amount", "en", "fr"),
    [
        (Decimal("155.00"), "$155", "155 $"),
        (Decimal("1155.50"), "$1,155.50", "1 155,50 $"),
        (Decimal("0.05"), "$0.05", "0,05 $"),
        (0, "$0", "0 $"),
        (Decimal("-85"), "-$85", "-85 $"),
    ],
)
def test_an_amount_is_in_dollars(amount: Decimal | int, en: str, fr: str) -> None:
    assert (plain(money(amount, EN)), plain(money(amount, FR))) == (en, fr)


@pytest.mark.parametrize(
    ("value", "en", "fr"),
    [(999, "999", "999"), (12345, "12,345", "12 345"), (0.25, "0.25", "0,25"), (Decimal("-1000"), "-1,000", "-1 000")],
)
def test_a_number_is_grouped(value: int | float | Decimal, en: str, fr: str) -> None:
    assert (plain(number(value, EN)), plain(number(value, FR))) == (en, fr)


@pytest.mark.parametrize(
    ("count", "en", "fr"),
    [(0, "0 days", "0 jour"), (1, "1 day", "1 jour"), (2, "2 days", "2 jours"), (1200, "1,200 days", "1 200 jours")],
)
def test_days_are_counted_in_words(count: int, en: str, fr: str) -> None:
    assert (plain(days(count, EN)), plain(days(count, FR))) == (en, fr)


def test_what_belongs_together_is_not_parted_at_the_end_of_a_line() -> None:
    moment = datetime(2026, 11, 3, 19, 5, tzinfo=UTC)
    assert "3\u00a0novembre" in long_date(date(2026, 11, 3), FR)
    assert clock_time(moment, FR, OTTAWA) == "14\u00a0h\u00a005"
    assert money(1155, FR) == "1\u00a0155\u00a0$"


def test_months_and_weekdays_have_small_letters_in_french() -> None:
    assert plain(month(date(2026, 11, 3), FR)) == "novembre 2026"
    assert plain(weekday_date(date(2026, 11, 3), FR)) == "mardi 3 novembre 2026"
    assert plain(weekday_date(date(2026, 11, 3), EN)) == "Tuesday, November 3, 2026"
