"""What the page of causes shows: each share with what it is a share of."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import local_day
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, address, frame
from guichet.enquiries.queries import Causes, cause_names, reason_names
from guichet.foundation.dates import number
from guichet.knowledge.queries import titles

SPANS = (7, 30, 90)


@dataclass(frozen=True, kw_only=True)
class CausesPage(StaffPage):
    """What made contacts needed, and what they were for."""

    intro: str
    spans: parts.Tabs
    figures: parts.StatRow
    by_cause: parts.Table
    by_reason: parts.Table


def causes_page(visit: Visit, found: Causes, *, days: int) -> CausesPage:
    """Return the page."""
    today = local_day(visit.origin.at)
    causes, reasons = cause_names(today), reason_names(today)
    pages = titles(sorted({one.about for one in found.by_cause if one.cause == "PAGE" and one.about}), on=today)

    def n(count: int) -> str:
        return number(count, visit.language)

    def of(count: int, whole: int) -> str:
        return _("%(n)s of %(whole)s") % {"n": n(count), "whole": n(whole)}

    def about(cause: str, named: str) -> parts.Content:
        if cause == "PAGE" and named in pages:
            href = reverse("office:article", args=[named])
            return parts.Link(text=pages[named][visit.language], href=href)
        return named or "–"

    return CausesPage(
        heading=_("Why people contact us"),
        frame=frame(visit, current="office:causes"),
        intro=_(
            "Whoever answers a question confirms what it was for, and whether it need not have been asked had we done "
            "our part. What stands first is what is most worth mending."
        ),
        spans=parts.Tabs(
            label=_("Time"),
            items=[
                parts.Tab(text=_("%(n)s days") % {"n": n(each)}, href=address({"days": each}), current=each == days)
                for each in SPANS
            ],
        ),
        figures=parts.StatRow(
            stats=[
                parts.Stat(label=_("Answers that were coded"), value=of(found.coded, found.answered)),
                parts.Stat(label=_("Need not have been asked"), value=of(found.failure, found.coded)),
                parts.Stat(label=_("Settled with the answer"), value=of(found.resolved, found.coded)),
                parts.Stat(label=_("Changed by a person"), value=of(found.changed, found.coded)),
            ]
        ),
        by_cause=_table(
            _("What made them needed"),
            [_("Cause"), _("Page or message"), _("Questions")],
            [
                [
                    causes[one.cause].say(visit.language) if one.cause in causes else one.cause or "–",
                    about(one.cause, one.about),
                    of(one.contacts, found.failure),
                ]
                for one in found.by_cause
            ],
        ),
        by_reason=_table(
            _("What they were for"),
            [_("Reason"), _("Questions"), _("Need not have been asked")],
            [
                [
                    reasons[code].say(visit.language) if code in reasons else code,
                    of(count, found.coded),
                    of(bad, count),
                ]
                for code, count, bad in found.by_reason
            ],
        ),
    )


def _table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[parts.Content]]) -> parts.Table:
    return parts.Table(
        caption=caption,
        dense=True,
        columns=[parts.Column(label=each) for each in columns],
        rows=[parts.Row(cells=list(row)) for row in rows],
        empty=parts.EmptyState(title=_("Nothing was coded in this time")),
    )
