"""When an answer may be expected on one file, with its range: what every door then says. Pure."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.applications.rules.expected import Expected
from guichet.applications.rules.lines import FileStatus
from guichet.applications.terms import Basis, WaitingOn
from guichet.foundation.dates import date_range, long_date, number
from guichet.foundation.languages import Language
from guichet.processing_times.rules.moves import Reason
from guichet.processing_times.rules.ranges import Days
from guichet.processing_times.rules.words import likely, why_it_moved
from guichet.processing_times.terms import Why

# A range that begins within so many days of today is said by its end alone: it may be any day now.
ANY_DAY = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRange:
    """The range of a file as last reckoned; what was told before, and why it moved, where it did."""

    as_of: date
    days: Days
    before: tuple[date, date] | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """How many files of the same program came in the same week, and how many of those are decided."""

    received: int
    decided: int


def with_range(file: FileStatus, known: KnownRange | None, alike: Alike | None, today: date) -> FileStatus:
    """Return what is said of a file with its range in it; where none is known, what was said without one."""
    expected = file.expected
    if known is None or expected.basis in {Basis.DECIDED} or file.decision or not _is_open(file):
        return file
    with override(file.language):
        return replace(
            file,
            expected=replace(
                expected,
                basis=Basis.FORECAST,
                headline=_headline(known, today, file.language),
                text=_text(file, expected, known, today),
                moved=_moved(known, file),
                range_first=max(known.days.p10, today),
                range_last=max(known.days.p90, today),
                range_middle=max(known.days.p50, today),
                alike=alike_in_words(alike, file.language) if alike else "",
            ),
        )


def alike_in_words(alike: Alike, language: Language) -> str:
    """Return how many who applied in the same week have a decision."""
    with override(language):
        return _("Of those who applied in the same week, %(share)s%% have a decision.") % {
            "share": number(round(100 * alike.decided / alike.received), language)
        }


def _is_open(file: FileStatus) -> bool:
    return file.overall.value != "CLOSED"


def _headline(known: KnownRange, today: date, language: Language) -> str:
    first, last = max(known.days.p10, today), max(known.days.p90, today)
    if (first - today).days <= ANY_DAY:
        return _("Likely by %(day)s") % {"day": long_date(last, language)}
    return likely(first, last, language)


def _text(file: FileStatus, expected: Expected, known: KnownRange, today: date) -> str:
    language = file.language
    words = {
        "middle": long_date(max(known.days.p50, today), language),
        "last": long_date(max(known.days.p90, today), language),
    }
    said = [
        _("Of files that have waited as long as yours, half are decided by %(middle)s, and 9 in 10 by %(last)s.")
        % words
    ]
    if file.waiting_on is WaitingOn.YOU:
        said.append(_("That is if you answer today: while we wait for you, it moves day by day."))
    if expected.days_late:
        # Late is late, whatever we expect now.
        said.append(expected.text)
    elif expected.end:
        said.append(_("Our service standard ends on %(day)s.") % {"day": long_date(expected.end, language)})
    else:
        said.append(_("This program has no published service standard."))
    return " ".join(said)


def _moved(known: KnownRange, file: FileStatus) -> str:
    if known.before is None:
        return ""
    # Where the file is, is said nowhere to a client in danger.
    reasons = tuple(one for one in known.reasons if not (file.hides_place and one.why is Why.OFFICE_CHANGED))
    words = {
        "before": date_range(*known.before, file.language),
        "why": why_it_moved(reasons or (Reason(Why.UNKNOWN),), file.language),
    }
    return _("Before, we said: %(before)s. %(why)s") % words
