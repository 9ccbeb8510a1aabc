"""What the page of undelivered notices shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guichet.design import parts
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, address, frame, place_for, stamp, when
from guichet.foundation.dates import number
from guichet.identity.terms import Right
from guichet.notices.queries import Trouble, UndeliveredCounts, UndeliveredNotice
from guichet.notices.terms import Fault, Medium, UndeliveredState

PAGE = 50
# In the order in which they need a person.
ORDER = (UndeliveredState.OWNED, UndeliveredState.TRYING, UndeliveredState.RESOLVED)


@dataclass(frozen=True, kw_only=True)
class UndeliveredPage(StaffPage):
    """Notices that did not arrive at first, and the carriers that fail."""

    intro: str
    providers: Sequence[parts.NoticeBanner]
    figures: parts.StatRow
    tabs: parts.Tabs
    table: parts.Table
    pages: parts.Pagination | None


def state_named(name: str | None) -> UndeliveredState:
    """Return the state that an address names; what a person sees to where it names none."""
    return UndeliveredState(name) if name in UndeliveredState.values else UndeliveredState.OWNED


def undelivered_page(
    visit: Visit,
    state: UndeliveredState,
    found: Sequence[UndeliveredNotice],
    counts: UndeliveredCounts,
    providers: Sequence[Trouble],
    kept: Mapping[int, int],
    *,
    is_first: bool,
) -> UndeliveredPage:
    """Return the page; `found` holds one too many where there are more. `kept`: the record of each one’s person."""
    shown = found[:PAGE]
    return UndeliveredPage(
        heading=_("Undelivered notices"),
        frame=frame(visit, current="office:undelivered"),
        intro=_(
            "No message carried these to their client at first. Each stands in the client’s account, and is being "
            "tried another way, or is a person’s to see to. None may be nobody’s."
        ),
        providers=[_provider(one) for one in providers],
        figures=_figures(counts, visit),
        tabs=parts.Tabs(
            label=_("How they stand"),
            items=[
                parts.Tab(text=each.label, href=address({"state": each.value}), current=each is state) for each in ORDER
            ],
        ),
        table=_table(shown, state, kept, visit),
        pages=parts.Pagination(
            previous_href="" if is_first else address({"state": state.value}),
            next_href=address({"state": state.value, "before": place_for(shown[-1].place)})
            if len(found) > PAGE
            else "",
        )
        if not is_first or len(found) > PAGE
        else None,
    )


def _figures(counts: UndeliveredCounts, visit: Visit) -> parts.StatRow:
    def said(count: int) -> str:
        return number(count, visit.language)

    oldest = _("None waits")
    if counts.oldest_owned:
        days = (visit.origin.at - counts.oldest_owned).days
        oldest = ngettext("the oldest for %(n)s day", "the oldest for %(n)s days", days) % {"n": said(days)}
    return parts.StatRow(
        stats=[
            parts.Stat(
                label=_("Nobody’s, and not resolved"),
                value=said(counts.neither),
                note=_("must always be 0"),
            ),
            parts.Stat(label=_("A person sees to it"), value=said(counts.owned), note=oldest),
            parts.Stat(
                label=_("Overdue"),
                value=said(counts.overdue),
                note=_("a person should have seen to them"),
            ),
            parts.Stat(
                label=_("Being tried another way"), value=said(counts.trying), note=_("nobody need do anything")
            ),
        ]
    )


def _table(
    shown: Sequence[UndeliveredNotice], state: UndeliveredState, kept: Mapping[int, int], visit: Visit
) -> parts.Table:
    is_resolved = state is UndeliveredState.RESOLVED
    return parts.Table(
        caption=_("Latest first") if is_resolved else _("Oldest first"),
        caption_hidden=True,
        dense=True,
        columns=[
            parts.Column(label=_("Since")),
            parts.Column(label=_("What the client should know")),
            parts.Column(label=_("About")),
            parts.Column(label=_("What was tried")),
            parts.Column(label=_("How it was resolved") if is_resolved else _("To be seen to by")),
            parts.Column(label=_("Client")),
        ],
        rows=[_row(one, kept[one.client_id], visit) for one in shown],
        empty=parts.EmptyState(title=_("Nothing here")),
    )


def _row(one: UndeliveredNotice, client_id: int, visit: Visit) -> parts.Row:
    return parts.Row(
        urgent=one.state is UndeliveredState.OWNED and bool(one.due_at and one.due_at < visit.origin.at),
        cells=[
            when(one.since),
            one.sentence,
            one.subject,
            _tried(one.tried),
            _end(one),
            _client(client_id, visit),
        ],
    )


def _tried(tried: Sequence[tuple[Medium, Fault | None]]) -> parts.Content:
    if not tried:
        return _("We have no address that works")
    said = [
        _("%(medium)s: %(why)s") % {"medium": medium.label, "why": fault.label if fault else _("under way, or taken")}
        for medium, fault in tried
    ]
    return " · ".join(said)


def _end(one: UndeliveredNotice) -> parts.Content:
    if one.resolution is None:
        return when(one.due_at) if one.due_at else "–"
    said = one.reason.label if one.reason else one.resolution.label
    return format_html("{} ({})", said, stamp(one.resolved_at))


def _client(client_id: int, visit: Visit) -> parts.Content:
    """Return the way to the client, for those who may open files: the purpose is asked there."""
    named = _("Client %(n)s") % {"n": client_id}
    if not visit.viewer.may(Right.CLIENT_FILES):
        return named
    return parts.Link(text=named, href=reverse("desk:reach", args=[client_id]))


def _provider(one: Trouble) -> parts.NoticeBanner:
    words = {
        "medium": one.medium.label,
        "since": stamp(one.since),
        "why": one.fault.label,
        "next": stamp(one.paused_until),
    }
    title = _("%(medium)s: messages have not gone out since %(since)s.") % words
    body = _("%(why)s. Nothing is lost: messages wait.") % words
    if one.paused_until:
        body += " " + _("The next try is at %(next)s.") % words
    return parts.NoticeBanner(kind=parts.NoticeKind.WARNING, title=title, body=body)
