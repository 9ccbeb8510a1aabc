"""Waits, ranges and why they moved, in words. Pure, in the language that is active or is asked for."""

from collections.abc import Iterable
from datetime import date
from math import ceil, floor

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from guichet.foundation.dates import date_range, days, number
from guichet.foundation.languages import Language
from guichet.processing_times.rules.moves import Reason
from guichet.processing_times.rules.ranges import Wait
from guichet.processing_times.terms import Why

# A wait is said in the unit in which people plan: up to so many days in days, in weeks, else in months.
DAYS_UP_TO, WEEKS_UP_TO = 14, 120
UNITS = {"day": 1.0, "week": 7.0, "month": 30.44}


def wait_in_words(wait: Wait, language: Language) -> str:
    """Return the range that holds eight in ten: `3 to 7 weeks`, `up to 4 days`. Rounded outwards."""
    return span_in_words(wait.p10, wait.p90, language)


def span_in_words(least: int, most: int, language: Language) -> str:
    """Return `3 to 7 weeks`, `2 weeks to 5 months`, for so many days at least and at most, rounded outwards."""
    with override(language):
        high_unit = _unit(most)
        low_unit = "week" if least == DAYS_UP_TO and high_unit != "day" else _unit(least)
        high = ceil(most / UNITS[high_unit])
        low = floor(least / UNITS[low_unit])
        upper = _count(high, high_unit, language)
        if not low:
            return _("up to %(most)s") % {"most": upper}
        if low_unit != high_unit:
            return _("%(least)s to %(most)s") % {"least": _count(low, low_unit, language), "most": upper}
        if low == high:
            return upper
        return _("%(least)s to %(most)s") % {"least": number(low, language), "most": upper}


def _unit(days_of: int) -> str:
    if days_of <= DAYS_UP_TO:
        return "day"
    return "week" if days_of <= WEEKS_UP_TO else "month"


def _count(count: int, unit: str, language: Language) -> str:
    match unit:
        case "day":
            said = ngettext("%(n)s day", "%(n)s days", count)
        case "week":
            said = ngettext("%(n)s week", "%(n)s weeks", count)
        case _:
            said = ngettext("%(n)s month", "%(n)s months", count)
    return said % {"n": number(count, language)}


def likely(first: date, last: date, language: Language) -> str:
    """Return when a decision is likely: `Likely June 3 to August 20, 2027`."""
    with override(language):
        return _("Likely %(range)s") % {"range": date_range(first, last, language)}


def why_it_moved(reasons: Iterable[Reason], language: Language) -> str:
    """Return why a range moved, a sentence for each reason."""
    with override(language):
        return " ".join(_sentence(each, language) for each in reasons)


def _sentence(reason: Reason, language: Language) -> str:
    percent = {"percent": number(reason.figure, language)}
    match reason.why:
        case Why.WAITED_FOR_YOU:
            return _("We waited %(days)s for an answer from you.") % {"days": days(reason.figure, language)}
        case Why.OFFICE_CHANGED:
            return _("Your file moved to another office.")
        case Why.PROGRAM_CHANGED:
            return _("Your file is now in another program.")
        case Why.MORE_PEOPLE:
            return _("%(percent)s%% more people applied than when we last told you.") % percent
        case Why.FEWER_PEOPLE:
            return _("%(percent)s%% fewer people applied than when we last told you.") % percent
        case Why.FEWER_DECISIONS:
            return _("We decide %(percent)s%% fewer files a week than when we last told you.") % percent
        case Why.MORE_DECISIONS:
            return _("We decide %(percent)s%% more files a week than when we last told you.") % percent
        case Why.MORE_WAITING:
            return _("%(percent)s%% more files are waiting than when we last told you.") % percent
        case Why.FEWER_WAITING:
            return _("%(percent)s%% fewer files are waiting than when we last told you.") % percent
        case Why.LONG_WAIT:
            return _("The middle of the time we named has passed, and files that wait this long take longer.")
        case _:
            return _("We do not know why yet.")
