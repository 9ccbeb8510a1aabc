"""How well the assistant does, for those who look after guidance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from guichet.assistant.queries import Figures, Missed, contact_ways, unseen_channels
from guichet.assistant.terms import Outcome
from guichet.design import parts
from guichet.design.dates import span
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, address, frame
from guichet.foundation.dates import number

SPANS = (7, 30, 90)


@dataclass(frozen=True, kw_only=True)
class AssistantPage(StaffPage):
    """Figures over a span, with what each means, and what people asked and got no answer to."""

    tabs: parts.Tabs
    intro: str
    figures: parts.StatRow
    table: parts.Table
    missed: parts.Table
    definitions: parts.SummaryList


def assistant_page(
    visit: Visit, found: Figures, missed: Sequence[Missed], *, days: int, first: date, last: date
) -> AssistantPage:
    """Return the page of the last `days` days."""
    return AssistantPage(
        heading=_("Assistant"),
        frame=frame(visit, current="office:assistant"),
        tabs=parts.Tabs(
            label=_("Span"),
            items=[
                parts.Tab(text=_("%(n)s days") % {"n": one}, href=address({"days": one}), current=one == days)
                for one in SPANS
            ],
        ),
        intro=_("%(span)s. What tells of fewer than five is not shown.") % {"span": capfirst(span(first, last))},
        figures=parts.StatRow(stats=_stats(found, visit)),
        table=_outcomes(found, visit),
        missed=_missed(missed, visit),
        definitions=_definitions(),
    )


def _stats(found: Figures, visit: Visit) -> list[parts.Stat]:
    said = [
        (_("Questions and other messages"), found.asked, ""),
        (_("Conversations"), found.conversations, ""),
        (_("Handed over"), found.handed_over, _share(found.handed_over, found.conversations, visit)),
        (_("Said that it helped"), found.yes, ""),
        (_("Said that it did not help"), found.no, ""),
        (_("Contained for seven days"), found.contained, _measured(found, visit)),
    ]
    return [
        parts.Stat(label=label, value=_count(count, visit), note=note, definition_href="#definitions")
        for label, count, note in said
    ]


def _measured(found: Figures, visit: Visit) -> str:
    """Return of how many conversations that is, and which share of them."""
    if found.measured is None or not found.measured:
        return _("Not measured for five conversations yet")
    of = _("of %(n)s whose days are over") % {"n": number(found.measured, visit.language)}
    share = _share(found.contained, found.measured, visit)
    return f"{share} {of}" if share else of


def _outcomes(found: Figures, visit: Visit) -> parts.Table:
    rows = [
        parts.Row(cells=[str(one.label), _count(count, visit), _share(count, found.asked, visit) or "–"])
        for one, count in found.outcomes.items()
        if count != 0
    ]
    return parts.Table(
        caption=_("What became of messages"),
        dense=True,
        columns=[
            parts.Column(label=_("Outcome")),
            parts.Column(label=_("Messages"), number=True),
            parts.Column(label=_("Share"), number=True),
        ],
        rows=rows,
        empty=parts.EmptyState(title=_("Nobody asked in these days")),
    )


def _missed(missed: Sequence[Missed], visit: Visit) -> parts.Table:
    return parts.Table(
        caption=_("Asked by five conversations or more, and not answered"),
        dense=True,
        columns=[parts.Column(label=_("Words")), parts.Column(label=_("Conversations"), number=True)],
        rows=[parts.Row(cells=[one.words, number(one.count, visit.language)]) for one in missed],
        empty=parts.EmptyState(title=_("Nothing was asked so often without an answer")),
    )


def _definitions() -> parts.SummaryList:
    said = [
        (Outcome.ANSWERED.label, _("An article was given as the answer, or the reader’s own file was shown.")),
        (Outcome.UNSURE.label, _("Up to three titles were shown, and the person was asked which one they mean.")),
        (Outcome.UNANSWERED.label, _("The assistant said that it does not know, and offered a person.")),
        (_("Handed over"), _("Conversations given to a person, of all that began in these days.")),
        (_("Said that it helped"), _("Answers after which somebody pressed “Yes”.")),
        (_("Said that it did not help"), _("Answers after which somebody pressed “No”.")),
        (_("Contained for seven days"), _contained()),
    ]
    return parts.SummaryList(dense=True, rows=[parts.SummaryRow(key=str(key), value=value) for key, value in said])


def _contained() -> str:
    """Return what the figure counts: by the very list of ways that it is worked out with."""
    said = [
        _(
            "Conversations of signed-in clients who, for seven days after, got in touch by none of these ways: "
            "%(ways)s. The share is of those whose seven days are over. Visitors who are not signed in cannot be "
            "followed, and are not counted."
        )
        % {"ways": "; ".join(str(one.label) for one in contact_ways())}
    ]
    if missing := unseen_channels():
        names = ", ".join(str(one.label).lower() for one in missing)
        said.append(_("This service does not see yet what comes by %(channels)s.") % {"channels": names})
    return " ".join(said)


def _count(count: int | None, visit: Visit) -> str:
    return _("fewer than 5") if count is None else number(count, visit.language)


def _share(count: int | None, of: int | None, visit: Visit) -> str:
    if count is None or not of:
        return ""
    return _("%(share)s%%") % {"share": number(round(100 * count / of), visit.language)}
