"""Dates, moments, numbers and amounts in words, as each official language writes them. Pure.

Names of months come from the Unicode CLDR (through Babel), for Canada. Parts that belong together never part at the
end of a line. Source of the forms: The Canadian Style, chapter 5 (English); Le guide du rédacteur, chapitre 2 (French).
"""

from datetime import date, datetime, tzinfo
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date, get_day_names
from babel.numbers import format_currency, format_decimal

from guichet.foundation.languages import Language

NO_BREAK = "\N{NO-BREAK SPACE}"
LOCALES = {Language.EN: "en_CA", Language.FR: "fr_CA"}
# A page says some fifty days and amounts, most of them often; Babel reads its pattern anew for each.
WORDS_KEPT = 4096


@lru_cache(maxsize=WORDS_KEPT)
def long_date(day: date, language: Language) -> str:
    """Return `November 3, 2026` or `3 novembre 2026`; in French the first of a month is `1er`."""
    return f"{_day_and_month(day, language)}{_year(day, language)}"


def short_date(day: date, language: Language) -> str:
    """Return `Nov 3` or `3 nov.`; in French the first of a month is `1er`."""
    if language is Language.EN:
        return _written(day, f"MMM{NO_BREAK}d", LOCALES[language])
    return f"{_french_day(day)}{NO_BREAK}{_written(day, 'MMM', LOCALES[language])}"


def weekday_date(day: date, language: Language) -> str:
    """Return `Tuesday, November 3, 2026` or `mardi 3 novembre 2026`."""
    weekday = _written(day, "EEEE", LOCALES[language])
    comma = "," if language is Language.EN else ""
    return f"{weekday}{comma} {long_date(day, language)}"


def month(day: date, language: Language) -> str:
    """Return `November 2026` or `novembre 2026`."""
    return _written(day, f"MMMM{NO_BREAK}y", LOCALES[language])


def weekdays(language: Language) -> list[tuple[str, str]]:
    """Return the days of the week from Sunday on, as calendars in Canada have them: two letters, and the name."""
    names = get_day_names("wide", locale=LOCALES[language])
    in_order = [names[day] for day in (6, 0, 1, 2, 3, 4, 5)]
    return [(name[:2], name) for name in in_order]


def date_range(start: date, end: date, language: Language) -> str:
    """Return `November 3 to December 1, 2026` or `du 3 novembre au 1er décembre 2026`; one day where both are one.

    What both days share is said once. Raises ValueError where `end` lies before `start`.
    """
    if end < start:
        raise ValueError(f"a range cannot end on {end} and begin on {start}")
    if start == end:
        return long_date(start, language)
    same_year = start.year == end.year
    if language is Language.EN:
        first = _day_and_month(start, language) if same_year else long_date(start, language)
        return f"{first} to {long_date(end, language)}"
    if same_year and start.month == end.month:
        first = _french_day(start)
    else:
        first = _day_and_month(start, language) if same_year else long_date(start, language)
    return f"du{NO_BREAK}{first} au{NO_BREAK}{long_date(end, language)}"


def clock_time(moment: datetime, language: Language, zone: tzinfo) -> str:
    """Return the time of day in `zone`: `2:05 p.m.` or `14 h 05`."""
    local = moment.astimezone(zone)
    if language is Language.FR:
        minutes = f"{NO_BREAK}{local.minute:02}" if local.minute else ""
        return f"{local.hour}{NO_BREAK}h{minutes}"
    half = "a.m." if local.hour < 12 else "p.m."
    return f"{local.hour % 12 or 12}:{local.minute:02}{NO_BREAK}{half}"


def long_moment(moment: datetime, language: Language, zone: tzinfo) -> str:
    """Return day and time in `zone`: `November 3, 2026 at 2:05 p.m.` or `3 novembre 2026 à 14 h 05`.

    Raises ValueError for a moment without a time zone, which could be any of a day’s.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    day = moment.astimezone(zone).date()
    at = "at" if language is Language.EN else "à"
    return f"{long_date(day, language)} {at}{NO_BREAK}{clock_time(moment, language, zone)}"


# By type as well: 0 and -0.0 are equal, but not written alike.
@lru_cache(maxsize=WORDS_KEPT, typed=True)
def number(value: int | float | Decimal, language: Language) -> str:
    """Return a number as the language groups it: `12,345.6` or `12 345,6`."""
    return _unbroken(format_decimal(value, locale=LOCALES[language]))


@lru_cache(maxsize=WORDS_KEPT)
def money(amount: Decimal | int, language: Language) -> str:
    """Return an amount in Canadian dollars: `$1,155.00` or `1 155,00 $`; whole dollars lose their cents: `$85`."""
    whole = amount == int(amount)
    pattern = {Language.EN: "¤#,##0", Language.FR: f"#,##0{NO_BREAK}¤"}[language]
    pattern = pattern if whole else pattern.replace("#,##0", "#,##0.00")
    return _unbroken(format_currency(amount, "CAD", pattern, locale=LOCALES[language], currency_digits=False))


def days(count: int, language: Language) -> str:
    """Return `1 day`, `12 days`, `1 jour`, `12 jours`; in French nought is singular."""
    if language is Language.FR:
        return f"{number(count, language)}{NO_BREAK}jour{'s' if abs(count) > 1 else ''}"
    return f"{number(count, language)}{NO_BREAK}day{'' if abs(count) == 1 else 's'}"


@lru_cache(maxsize=WORDS_KEPT)
def _written(day: date, form: str, locale: str) -> str:
    """Return a day in a form of CLDR."""
    return format_date(day, form, locale)


def _day_and_month(day: date, language: Language) -> str:
    if language is Language.EN:
        return _written(day, f"MMMM{NO_BREAK}d", LOCALES[language])
    return f"{_french_day(day)}{NO_BREAK}{_written(day, 'MMMM', LOCALES[language])}"


def _year(day: date, language: Language) -> str:
    return f", {day.year}" if language is Language.EN else f" {day.year}"


def _french_day(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def _unbroken(text: str) -> str:
    """Return a figure whose groups stay on one line: CLDR’s narrow space is missing from many fonts."""
    return text.replace("\N{NARROW NO-BREAK SPACE}", NO_BREAK)
