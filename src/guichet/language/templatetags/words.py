"""What templates say of dates, numbers and names, in the language of the page: `{% load words %}`."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from guichet.foundation import dates
from guichet.foundation.languages import Language
from guichet.language.names import is_right_to_left
from guichet.language.typography import french

register = template.Library()


@register.filter
def typeset(text: object) -> str:
    """Return a text with French spaces and apostrophes where the page is in French; otherwise as it is."""
    return french(str(text)) if _language() is Language.FR else str(text)


@register.filter
def long_date(day: date | datetime | None) -> str:
    """Return a day in words; of a moment, the day where the service is; nothing where there is none."""
    return dates.long_date(_day(day), _language()) if day else ""


@register.filter
def weekday_date(day: date | datetime | None) -> str:
    """Return a day in words with its weekday."""
    return dates.weekday_date(_day(day), _language()) if day else ""


@register.filter
def long_moment(moment: datetime | None) -> str:
    """Return day and time in words, in the time zone of the page."""
    return dates.long_moment(moment, _language(), timezone.get_current_timezone()) if moment else ""


@register.filter
def date_range(start: date, end: date) -> str:
    """Return two days as a range: `{{ start|date_range:end }}`."""
    return dates.date_range(_day(start), _day(end), _language())


@register.filter
def money(amount: Decimal | int | None) -> str:
    """Return an amount in Canadian dollars."""
    return dates.money(amount, _language()) if amount is not None else ""


@register.filter
def number(value: int | float | Decimal | None) -> str:
    """Return a number, grouped."""
    return dates.number(value, _language()) if value is not None else ""


@register.filter
def days(count: int | None) -> str:
    """Return a number of days with its unit."""
    return dates.days(count, _language()) if count is not None else ""


@register.filter
def person(name: object) -> SafeString:
    """Return a name set apart with its own direction, so that one in Arabic does not turn the line around."""
    return format_html('<bdi dir="{}">{}</bdi>', "rtl" if is_right_to_left(str(name)) else "ltr", name)


def _day(day: date | datetime) -> date:
    return timezone.localtime(day).date() if isinstance(day, datetime) else day


def _language() -> Language:
    return Language.of(get_language())
