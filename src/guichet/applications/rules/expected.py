"""When an answer may be expected, what that rests on, and why it moved. Pure, in the language that is active."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from guichet.applications.rules.facts import FileFacts, Promise
from guichet.applications.terms import Basis, Overall, WaitingOn
from guichet.foundation.dates import days, long_date, number
from guichet.foundation.languages import Language
from guichet.standards.words import time_in_words

if TYPE_CHECKING:
    from guichet.standards.rules import Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """When: `headline` in few words, `text` what it rests on, `moved` why the day is another than first promised.

    `start` is the day of receipt, `first_end` the day promised, `end` the same moved by pauses; None where there is no
    standard. The range from `range_first` to `range_last` and how many of those `alike` are decided are added by the
    room of processing times, above; without it no date is a forecast, and `basis` says so.
    """

    basis: Basis
    headline: str
    text: str
    moved: str = ""
    start: date
    first_end: date | None = None
    end: date | None = None
    days_late: int = 0
    range_first: date | None = None
    range_middle: date | None = None
    range_last: date | None = None
    alike: str = ""


def expected(
    file: FileFacts, promise: Promise, waiting_on: WaitingOn, *, language: Language, today: date, zone: ZoneInfo
) -> Expected:
    """Return when an answer may be expected, as far as that can be said honestly."""
    start = file.received_at.astimezone(zone).date()
    if file.decision and file.decided_at:
        return _decided(promise, start, file.decided_at.astimezone(zone).date(), language)
    if file.overall == Overall.CLOSED:
        return Expected(basis=Basis.NONE, headline=_("This file is closed"), text="", start=start)
    if promise.standard is None or promise.clock.due_on is None:
        return Expected(
            basis=Basis.NONE,
            headline=_("We cannot give you a date"),
            text=_(
                "There is no published service standard for this program, and we do not guess dates. "
                "We will write to you each time something happens."
            ),
            start=start,
        )
    return _promised(promise, promise.standard, promise.clock.due_on, waiting_on, start, today, language)


def standard_in_words(standard: "Standard", language: Language) -> str:
    """Return a promise as a phrase: `14 days, for 80% of applications`."""
    return _("%(time)s, for %(share)s%% of applications") % {
        "time": time_in_words(standard, language),
        "share": number(standard.target_pct, language),
    }


def _decided(promise: Promise, start: date, decided_on: date, language: Language) -> Expected:
    text = ""
    if promise.standard and promise.clock.due_on:
        words = {
            "standard": standard_in_words(promise.standard, language),
            "days": days(promise.clock.days_late, language),
        }
        if promise.clock.days_late:
            text = (
                _("That was %(days)s later than our service standard (%(standard)s). We are sorry for the wait.")
                % words
            )
        else:
            text = _("That was within our service standard (%(standard)s).") % words
    return Expected(
        basis=Basis.DECIDED,
        headline=_("Decided on %(day)s") % {"day": long_date(decided_on, language)},
        text=text,
        start=start,
        first_end=promise.first_due,
        end=promise.clock.due_on,
        days_late=promise.clock.days_late,
    )


def _promised(
    promise: Promise,
    standard: "Standard",
    due: date,
    waiting_on: WaitingOn,
    start: date,
    today: date,
    language: Language,
) -> Expected:
    phrase = standard_in_words(standard, language)
    if due < today:
        headline = _("Our service standard ended on %(day)s") % {"day": long_date(due, language)}
        text = _(
            "Your application is taking longer than our standard (%(standard)s). We are sorry. It is still active, and "
            "you do not lose your place."
        ) % {"standard": phrase}
    else:
        headline = _("By %(day)s, if we keep our service standard") % {"day": long_date(due, language)}
        text = _("Our service standard: %(standard)s. It is not a forecast for your file.") % {"standard": phrase}
    return Expected(
        basis=Basis.SERVICE_STANDARD,
        headline=headline,
        text=text,
        moved=_moved(promise, due, waiting_on, language),
        start=start,
        first_end=promise.first_due,
        end=due,
        days_late=(today - due).days if due < today else 0,
    )


def _moved(promise: Promise, due: date, waiting_on: WaitingOn, language: Language) -> str:
    """Return why the day moved: the clock stands still while we wait for the client."""
    if promise.first_due is None or due <= promise.first_due:
        return ""
    words = {
        "first": long_date(promise.first_due, language),
        "days": days(promise.clock.days_with_you, language),
    }
    if waiting_on is WaitingOn.YOU:
        return _("It was %(first)s. It moves while we wait for you: %(days)s so far.") % words
    return _("It was %(first)s. It moved because we waited for you for %(days)s.") % words
