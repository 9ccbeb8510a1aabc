"""Dates in words as a page says them: in the active language, where the service is. The forms are foundation’s."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language

from guichet.foundation import dates
from guichet.foundation.languages import Language


def long_day(day: date, language: str | None = None) -> str:
    """Return `October 1, 2026` or `1er octobre 2026`."""
    return dates.long_date(day, _language(language))


def short_day(day: date, language: str | None = None) -> str:
    """Return `Oct 1` or `1er oct.`: beside a year that is plain from its surroundings."""
    return dates.short_date(day, _language(language))


def month(day: date, language: str | None = None) -> str:
    """Return `October 2026` or `octobre 2026`."""
    return dates.month(day, _language(language))


def span(first: date, last: date, language: str | None = None) -> str:
    """Return `October 1 to November 8, 2026` or `du 1er octobre au 8 novembre 2026`; one day where both are one."""
    return dates.date_range(first, last, _language(language))


def weekdays(language: str | None = None) -> list[tuple[str, str]]:
    """Return the days of the week from Sunday on: `Su`, `Sunday`; `di`, `dimanche`."""
    return dates.weekdays(_language(language))


def clock(moment: datetime, language: str | None = None) -> str:
    """Return the time of day where the service is: `2:05 p.m.` or `14 h 05`."""
    return dates.clock_time(moment, _language(language), timezone.get_current_timezone())


def local_day(moment: date | datetime) -> date:
    """Return the calendar day of a moment where the service is; a day stays as it is."""
    return moment.astimezone(timezone.get_current_timezone()).date() if isinstance(moment, datetime) else moment


def _language(language: str | None) -> Language:
    return Language.of(language or get_language())
