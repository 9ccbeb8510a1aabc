"""How often what was read of questions was put right: in all, and whether one language is read worse than the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import span
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, address, frame
from guichet.enquiries.queries.reading import AxisFigures
from guichet.enquiries.terms import Axis, Mood
from guichet.foundation.dates import number
from guichet.foundation.languages import Language
from guichet.worklists.terms import Urgency

SPANS = (7, 30, 90)


@dataclass(frozen=True, kw_only=True)
class SortingPage(StaffPage):
    """The figures of a span."""

    tabs: parts.Tabs
    intro: str
    table: parts.Table


def sorting_page(visit: Visit, found: Sequence[AxisFigures], *, days: int, first: date, last: date) -> SortingPage:
    """Return the page of the last `days` days."""
    return SortingPage(
        heading=_("Sorting of questions"),
        frame=frame(visit, current="office:sorting"),
        tabs=parts.Tabs(
            label=_("Span"),
            items=[
                parts.Tab(text=_("%(n)s days") % {"n": one}, href=address({"days": one}), current=one == days)
                for one in SPANS
            ],
        ),
        intro=_(
            "%(span)s. A program reads how urgent a question is, its mood, and whether it is unwanted. Here is how "
            "often a person said otherwise. What tells of fewer than five is not shown."
        )
        % {"span": capfirst(span(first, last))},
        table=parts.Table(
            caption=_("What was read, and what was put right"),
            dense=True,
            columns=[
                parts.Column(label=_("What was read")),
                parts.Column(label=_("Read as")),
                parts.Column(label=_("Language")),
                parts.Column(label=_("Questions"), number=True),
                parts.Column(label=_("Put right"), number=True),
                parts.Column(label=_("Share"), number=True),
            ],
            rows=[
                parts.Row(
                    cells=[
                        str(one.axis.label),
                        _said(one),
                        _("English") if one.language is Language.EN else _("French"),
                        number(one.read, visit.language),
                        number(one.corrected, visit.language),
                        _("%(share)s%%") % {"share": number(round(100 * one.corrected / one.read), visit.language)},
                    ]
                )
                for one in found
            ],
            empty=parts.EmptyState(title=_("Nothing was read in these days")),
        ),
    )


def _said(one: AxisFigures) -> str:
    match one.axis:
        case Axis.URGENCY:
            return str(Urgency(int(one.said)).label)
        case Axis.MOOD:
            return str(Mood(one.said).label)
        case _:
            return _("Unwanted mail") if one.said == "UNWANTED" else _("A question to us")
