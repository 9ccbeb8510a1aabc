"""Dates in words, as each official language writes them. Pure but for the active language.

Source of the forms: The Canadian Style, chapter 5 (English); Le guide du rédacteur, chapitre 2 (French).
"""

from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import get_language

NO_BREAK = "\N{NO-BREAK SPACE}"
# A page says some fifty days, most of them often; Babel reads its pattern anew for each.
DAYS_KEPT = 4096


def long_day(day: date, language: str | None = None) -> str:
    """Return `October 1, 2026` or `1er octobre 2026`."""
    return _long_day(day, _french(language))


def short_day(day: date, language: str | None = None) -> str:
    """Return `Oct. 1` or `1er oct.`: beside a year that is plain from its surroundings."""
    if _french(language):
        return f"{_day_number(day)}{NO_BREAK}{_written(day, 'MMM', 'fr_CA')}"
    return _written(day, f"MMM{NO_BREAK}d", "en_CA")


def month(day: date, language: str | None = None) -> str:
    """Return `October 2026` or `octobre 2026`."""
    return _written(day, "MMMM y", "fr_CA" if _french(language) else "en_CA")


def span(first: date, last: date, language: str | None = None) -> str:
    """Return `October 1 to November 8, 2026` or `du 1er octobre au 8 novembre 2026`; one day where both are one."""
    if first == last:
        return long_day(first, language)
    same_year = first.year == last.year
    if _french(language):
        start = (
            f"{_day_number(first)}{NO_BREAK}{_written(first, 'MMMM', 'fr_CA')}"
            if same_year
            else long_day(first, language)
        )
        return f"du {start} au {long_day(last, language)}"
    start = _written(first, f"MMMM{NO_BREAK}d", "en_CA") if same_year else long_day(first, language)
    return f"{start} to {long_day(last, language)}"


def clock(moment: datetime, language: str | None = None) -> str:
    """Return the time of day where the service is: `2:05 p.m.` or `14 h 05`."""
    local = timezone.localtime(moment)
    if _french(language):
        return f"{local.hour}{NO_BREAK}h{NO_BREAK}{local.minute:02}" if local.minute else f"{local.hour}{NO_BREAK}h"
    half = "a.m." if local.hour < 12 else "p.m."
    return f"{local.hour % 12 or 12}:{local.minute:02}{NO_BREAK}{half}"


def local_day(moment: date | datetime) -> date:
    """Return the calendar day of a moment where the service is; a day stays as it is."""
    return moment.astimezone(timezone.get_current_timezone()).date() if isinstance(moment, datetime) else moment


@lru_cache(maxsize=DAYS_KEPT)
def _long_day(day: date, french: bool) -> str:  # noqa: FBT001
    if french:
        return f"{_day_number(day)}{NO_BREAK}{_written(day, 'MMMM y', 'fr_CA')}"
    return _written(day, f"MMMM{NO_BREAK}d, y", "en_CA")


@lru_cache(maxsize=DAYS_KEPT)
def _written(day: date, form: str, locale: str) -> str:
    """Return a day in a form of CLDR."""
    return format_date(day, form, locale)


def _day_number(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def _french(language: str | None) -> bool:
    return (language or get_language() or "en").startswith("fr")
