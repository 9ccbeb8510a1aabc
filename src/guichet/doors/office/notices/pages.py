"""What those see who write and publish notices: the list, one as each audience sees it, and the form."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.design.dates import long_day
from guichet.doors.banners import banner
from guichet.doors.entrance import Visit
from guichet.doors.office.guidance.plainness import plainness_section
from guichet.doors.staff import StaffPage, frame, stamp
from guichet.foundation.languages import Language
from guichet.identity.terms import Right
from guichet.knowledge.queries import NoticeFacts
from guichet.knowledge.rules import plainness_of_notice
from guichet.knowledge.terms import NoticeAudience, NoticeKind, VersionState

KINDS = {
    NoticeKind.URGENT: parts.TagKind.DANGER,
    NoticeKind.WARNING: parts.TagKind.WARNING,
    NoticeKind.INFORMATION: parts.TagKind.INFO,
}
STATES = {
    VersionState.WAITING: parts.TagKind.WARNING,
    VersionState.PUBLISHED: parts.TagKind.SUCCESS,
}


@dataclass(frozen=True, kw_only=True)
class ListPage(StaffPage):
    """All notices."""

    tabs: parts.Tabs
    intro: str
    action: parts.Part | None
    table: parts.Table


@dataclass(frozen=True, kw_only=True)
class NoticePage(StaffPage):
    """One notice as each audience sees it, and what may be done with it."""

    notice: parts.NoticeBanner | None
    shown: Sequence[parts.Part]
    # Where each button leads, and what it says.
    publish: str
    publish_text: str
    confirm: str
    actions: parts.Part
    versions: parts.Part


@dataclass(frozen=True, kw_only=True)
class FormPage(StaffPage):
    """A form about one notice."""

    form: Any
    submit: str
    cancel: str
    kind: str = "primary"
    intro: str = ""
    notice: parts.NoticeBanner | None = None
    beside: parts.Part | None = None


def list_page(visit: Visit, found: Sequence[NoticeFacts], *, over: bool) -> ListPage:
    """Return the list of notices."""
    here = reverse("office:notices")
    rows = [
        parts.Row(
            href=reverse("office:notice", args=[one.number]),
            cells=[
                one.notice.title.say(visit.language),
                parts.Tag(text=str(one.notice.kind.label), kind=KINDS[one.notice.kind]),
                _audiences(one),
                _about(one),
                _("%(first)s to %(last)s")
                % {"first": long_day(one.notice.shows_from), "last": long_day(one.notice.shows_until)},
                _state(one),
            ],
        )
        for one in found
    ]
    return ListPage(
        heading=_("Notices"),
        frame=frame(visit, current="office:notices"),
        tabs=parts.Tabs(
            label=_("Which notices"),
            items=[
                parts.Tab(text=_("Shown, to come or waiting"), href=here, current=not over),
                parts.Tab(text=_("No longer shown"), href=f"{here}?state=over", current=over),
            ],
        ),
        intro=_("A notice stands on every page that it concerns, in both languages, from its first day to its last."),
        action=parts.Button(text=_("Write a notice"), href=reverse("office:new-notice")),
        table=parts.Table(
            caption=_("Notices"),
            caption_hidden=True,
            dense=True,
            columns=[
                parts.Column(label=label)
                for label in (_("Title"), _("Kind"), _("Who sees it"), _("About"), _("Shown"), _("State"))
            ],
            rows=rows,
            empty=parts.EmptyState(title=_("Nothing here")),
        ),
    )


def notice_page(visit: Visit, found: Sequence[NoticeFacts]) -> NoticePage:
    """Return one notice; `found` are its versions, the newest first."""
    waiting = next((one for one in found if one.state is VersionState.WAITING), None)
    shown = next((one for one in found if one.state is VersionState.PUBLISHED), None)
    here = waiting or shown or found[0]
    number = here.number
    mine = waiting is not None and waiting.written_by == visit.viewer.staff_id
    at_once = mine and here.notice.kind is NoticeKind.URGENT and visit.viewer.may(Right.PUBLISH_URGENT)
    confirms = shown is not None and shown.awaits_confirmation and shown.written_by != visit.viewer.staff_id
    return NoticePage(
        heading=here.notice.title.say(visit.language),
        frame=frame(visit, current="office:notices", above=[_back()]),
        notice=_told(here, shown, mine=mine, at_once=at_once),
        shown=[
            _facts(here),
            *_previews(here),
            plainness_section(plainness_of_notice(here.notice), visit.language),
        ],
        publish=reverse("office:publish-notice", args=[number, here.version])
        if waiting and (not mine or at_once)
        else "",
        publish_text=_("Publish it everywhere at once") if at_once else _("Publish in both languages"),
        confirm=reverse("office:confirm-notice", args=[number]) if confirms else "",
        actions=parts.ButtonRow(items=_actions(number, waiting, shown, mine=mine)),
        versions=_versions(found),
    )


def form_page(
    visit: Visit, heading: str, form: Any, submit: str, *, number: int | None = None, **more: Any
) -> FormPage:
    """Return a page with a form about a notice."""
    return FormPage(
        heading=heading,
        frame=frame(visit, current="office:notices", above=[_back()]),
        form=form,
        submit=submit,
        cancel=reverse("office:notice", args=[number]) if number else reverse("office:notices"),
        **more,
    )


def _back() -> parts.Link:
    return parts.Link(text=_("Notices"), href=reverse("office:notices"))


def _told(here: NoticeFacts, shown: NoticeFacts | None, *, mine: bool, at_once: bool) -> parts.NoticeBanner | None:
    if shown and shown.awaits_confirmation:
        return parts.NoticeBanner(
            title=_("It was published at once. A second person must confirm or withdraw it."),
            kind=parts.NoticeKind.WARNING,
        )
    if at_once:
        return parts.NoticeBanner(
            title=_("You may publish it at once, since it is urgent. A second person confirms it afterwards."),
            kind=parts.NoticeKind.WARNING,
        )
    if mine:
        return parts.NoticeBanner(title=_("Somebody else must approve what you wrote."))
    if here.state is VersionState.SENT_BACK:
        return parts.NoticeBanner(title=_("It was sent back: %(why)s") % {"why": here.note})
    return None


def _actions(
    number: int, waiting: NoticeFacts | None, shown: NoticeFacts | None, *, mine: bool
) -> list[parts.Button | parts.Link]:
    found: list[parts.Button | parts.Link] = []
    if waiting is None or mine:
        found.append(
            parts.Button(
                text=_("Write a new version"),
                href=reverse("office:write-notice", args=[number]),
                kind=parts.ButtonKind.SECONDARY,
            )
        )
    if waiting and not mine:
        link = reverse("office:send-notice-back", args=[number, waiting.version])
        found.append(parts.Link(text=_("Send it back"), href=link))
    if shown:
        found.append(parts.Link(text=_("Withdraw it"), href=reverse("office:withdraw-notice", args=[number])))
    return found


def _previews(one: NoticeFacts) -> list[parts.Part]:
    """Return the notice as it reads in each language, and on which pages each audience sees it."""
    return [
        parts.Section(
            id="preview",
            title=_("As it is shown"),
            items=[banner(one.notice, language, marked=True) for language in Language],
        ),
        parts.Section(
            id="where",
            title=_("Where it is shown"),
            items=[
                parts.SummaryList(
                    dense=True,
                    rows=[
                        parts.SummaryRow(key=str(audience.label), value=PLACES[audience]())
                        for audience in NoticeAudience
                        if audience in one.notice.audiences
                    ],
                )
            ],
        ),
    ]


PLACES = {
    NoticeAudience.PUBLIC: lambda: _(
        "Front page, the answers and programs concerned, and with every file concerned, for clients, helpers and staff"
    ),
    NoticeAudience.CLIENTS: lambda: _("Overview of the account, and the status page of each file concerned"),
    NoticeAudience.HELPERS: lambda: _("The list of files of others, and the status page of each file concerned"),
    NoticeAudience.STAFF: lambda: _("The page of each file concerned, at the desk"),
}


def _facts(one: NoticeFacts) -> parts.Section:
    rows = [
        (_("Kind"), str(one.notice.kind.label)),
        (_("Who sees it"), _audiences(one)),
        (_("About"), _about(one)),
        (_("First day"), long_day(one.notice.shows_from)),
        (_("Last day"), long_day(one.notice.shows_until)),
    ]
    return parts.Section(
        id="facts",
        title=_("Version %(n)s") % {"n": one.version},
        items=[parts.SummaryList(dense=True, rows=[parts.SummaryRow(key=key, value=value) for key, value in rows])],
    )


def _audiences(one: NoticeFacts) -> str:
    return ", ".join(str(each.label) for each in NoticeAudience if each in one.notice.audiences)


def _about(one: NoticeFacts) -> str:
    notice = one.notice
    return " ".join((*notice.programs, *notice.countries, *notice.offices)) or _("Everything")


def _state(one: NoticeFacts) -> parts.Tag:
    if one.awaits_confirmation:
        return parts.Tag(text=_("To be confirmed"), kind=parts.TagKind.WARNING)
    return parts.Tag(text=str(one.state.label), kind=STATES.get(one.state, parts.TagKind.NEUTRAL))


def _versions(found: Sequence[NoticeFacts]) -> parts.Section:
    return parts.Section(
        id="versions",
        title=_("All versions"),
        items=[
            parts.Table(
                caption=_("All versions"),
                caption_hidden=True,
                dense=True,
                columns=[
                    parts.Column(label=label)
                    for label in (
                        _("Version"),
                        _("State"),
                        _("Written"),
                        _("Decided by"),
                        _("Confirmed by"),
                        _("Note"),
                    )
                ],
                rows=[
                    parts.Row(
                        cells=[
                            str(one.version),
                            str(one.state.label),
                            _("%(who)s, %(moment)s") % {"who": one.written_by_name, "moment": stamp(one.written_at)},
                            one.decided_by_name or "–",
                            one.confirmed_by_name or "–",
                            one.note or "–",
                        ]
                    )
                    for one in found
                ],
            )
        ],
    )
