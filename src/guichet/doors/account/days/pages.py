"""The page of the travel journal in an account."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from guichet.assessment.queries import said
from guichet.assessment.rules.why import days as so_many
from guichet.design import parts
from guichet.design.dates import long_day, span
from guichet.doors.account.navigation import menu
from guichet.foundation.languages import Language
from guichet.plans.queries import JournalCount


@dataclass(frozen=True, kw_only=True)
class DaysPage:
    """What the journal comes to, and where it is written; `removal` is empty where there is none."""

    heading: str
    menu: parts.NavigationList
    back: parts.BackLink
    lead: str
    sections: Sequence[parts.Content]
    removal: str
    remove: parts.Button
    consequence: str


def days_page(count: JournalCount | None, language: Language) -> DaysPage:
    """Return the page; `count` is None where this account keeps no journal."""
    return DaysPage(
        heading=_("Your travel journal"),
        menu=menu("account:days"),
        back=parts.BackLink(href=reverse("account:home"), text=_("Overview")),
        lead=_("Copy these totals into your form when you apply. Only you see your journal.") if count else "",
        sections=_sections(count, language) if count else [_nothing()],
        removal=reverse("account:days-forget") if count else "",
        remove=parts.Button(text=_("Remove my journal"), kind=parts.ButtonKind.DANGER),
        consequence=_("Everything you wrote here is removed at once, and cannot be brought back."),
    )


def _nothing() -> parts.EmptyState:
    return parts.EmptyState(
        title=_("You keep no travel journal here"),
        body=_("Write down your trips, and we count your days for citizenship and for your permanent residence. Save "
               "it to your account to find it here."),
        action=parts.Button(text=_("Count my days"), href=reverse("public:days")),
    )  # fmt: skip


def _sections(count: JournalCount, language: Language) -> list[parts.Content]:
    found, asked = count.presence, count.obligation
    since = count.journal.resident_since
    citizenship = [
        (_("Permanent resident since"), long_day(since) if since else _("Not yet")),
        (_("Day of signing"), long_day(count.signs_on)),
        (_("Years that count"), capfirst(span(found.window_first, found.window_last))),
        (_("Days away in these years"), _days(count.away_in_window, language)),
        (_("Total"), _days(found.total, language)),
        (_("Days needed"), _days(found.needed, language)),
        (_("Day that we advise for signing"), long_day(found.earliest_safe) if found.earliest_safe else "–"),
    ]
    sections: list[parts.Content] = [
        parts.ButtonRow(
            items=[
                parts.Button(text=_("Open my journal"), href=reverse("public:days")),
                parts.Link(text=_("Print my journal and its totals"), href=reverse("public:days-print")),
            ]
        ),
        _section("citizenship", _("For citizenship"), citizenship),
    ]
    if asked:
        window = capfirst(span(asked.window_first, max(asked.window_first, asked.window_last)))
        residence = [
            (_("Years that count"), window),
            (_("Days so far"), _days(asked.met, language)),
            (_("Days needed"), _days(asked.needed, language)),
        ]
        sections.append(_section("residence", _("For your permanent resident card"), residence))
    return sections


def _section(code: str, title: str, rows: Sequence[tuple[str, str]]) -> parts.Section:
    shown = [parts.SummaryRow(key=key, value=value) for key, value in rows]
    return parts.Section(id=code, title=title, items=[parts.SummaryList(rows=shown)])


def _days(count: Decimal | int, language: Language) -> str:
    return said(so_many(count), language)
