"""What the page of service standards shows to staff."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guichet.design import parts
from guichet.doors.entrance import Visit
from guichet.doors.office.catalogue.cells import both, certainty, own_folder, percent, problems_table, time_promised
from guichet.doors.staff import StaffPage, frame
from guichet.foundation.dates import long_date, number
from guichet.foundation.languages import Language
from guichet.standards import checks as standard_checks
from guichet.standards.queries import standards as standards_on
from guichet.standards.rules import Result, Standard


@dataclass(frozen=True, kw_only=True)
class StandardsPage(StaffPage):
    """The standards in force, with their results."""

    intro: str
    problems: parts.Table | None
    table: parts.Table


def standards_page(visit: Visit) -> StandardsPage:
    """Return the standards in force today, in the order that the address asks for."""
    today = timezone.localdate(visit.origin.at)
    sort = visit.GET.get("sort", "")
    found = sorted(standards_on(today), key=_STANDARD_ORDERS.get(sort.lstrip("-"), _no_order))
    if sort.startswith("-"):
        found.reverse()
    return StandardsPage(
        heading=_("Service standards"),
        frame=frame(visit, current="office:standards"),
        intro=_("The promises in force on %(day)s. One that has expired is never shown as current.")
        % {"day": long_date(today, visit.language)},
        problems=problems_table(standard_checks.found_in(own_folder()).problems),
        table=parts.Table(
            caption=ngettext("%(n)s standard", "%(n)s standards", len(found))
            % {"n": number(len(found), visit.language)},
            dense=True,
            sort=sort,
            columns=[
                parts.Column(label=_("Code"), sort="code"),
                parts.Column(label=_("What is promised")),
                parts.Column(label=_("Time")),
                parts.Column(label=_("Target"), sort="target", number=True),
                parts.Column(label=_("Latest result"), sort="result", number=True),
                parts.Column(label=_("Of how many"), sort="volume", number=True),
                parts.Column(label=_("Met")),
                parts.Column(label=_("To confirm by"), sort="review"),
                parts.Column(label=_("How sure")),
                parts.Column(label=_("Source")),
            ],
            rows=[_standard_row(one, today, visit.language) for one in found],
        ),
    )


def _latest(standard: Standard) -> Result | None:
    return max(standard.results, key=lambda result: result.fiscal_year, default=None)


def _standard_row(one: Standard, today: date, language: Language) -> parts.Row:
    result = _latest(one)
    overdue = one.review_on is not None and one.review_on < today
    return parts.Row(
        cells=[
            one.code,
            both(one.what),
            time_promised(one, language),
            percent(one.target_pct, language),
            format_html("{}<br>{}", percent(result.pct, language), result.fiscal_year)
            if result and result.pct is not None
            else "–",
            number(result.volume, language) if result else "–",
            _met(one, result),
            parts.Tag(text=str(one.review_on), kind=parts.TagKind.WARNING) if overdue else str(one.review_on or "–"),
            certainty(one.status),
            one.source,
        ]
    )


def _met(one: Standard, result: Result | None) -> parts.Content:
    met = one.was_met(result) if result else None
    if met is None:
        return "–"
    if met:
        return parts.Tag(text=_("Met"), kind=parts.TagKind.SUCCESS)
    return parts.Tag(text=_("Missed"), kind=parts.TagKind.DANGER)


def _no_order(standard: Standard) -> tuple[object, ...]:
    return ()


_STANDARD_ORDERS: dict[str, Callable[[Standard], tuple[object, ...]]] = {
    "code": lambda one: (one.code,),
    "target": lambda one: (one.target_pct, one.code),
    "result": lambda one: (_result_of(one, "pct"), one.code),
    "volume": lambda one: (_result_of(one, "volume"), one.code),
    "review": lambda one: (one.review_on or date.max, one.code),
}


def _result_of(one: Standard, name: str) -> object:
    result = _latest(one)
    value = getattr(result, name) if result else None
    return -1 if value is None else value
