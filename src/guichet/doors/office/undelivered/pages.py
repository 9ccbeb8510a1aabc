"""What the page of undelivered notices shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guichet.design import parts
from guichet.doors.entrance import Visit
from guichet.doors.staff import StaffPage, address, frame, place_for, stamp, when
from guichet.foundation.dates import number
from guichet.identity.terms import Right
from guichet.notices.staff_queries import ProviderState, Undelivered

PAGE = 50


class Why(TextChoices):
    """Why something did not arrive; its name in the address."""

    FAILED = "FAILED", gettext_lazy("Messages that failed")
    NO_ADDRESS = "NO_ADDRESS", gettext_lazy("No address that works")

    @classmethod
    def of(cls, name: str | None) -> "Why":
        """Return what an address names; failed messages where it names nothing."""
        return cls(name) if name in cls.values else cls.FAILED


@dataclass(frozen=True, kw_only=True)
class UndeliveredPage(StaffPage):
    """Notices that did not arrive, and the carriers that fail."""

    intro: str
    providers: Sequence[parts.NoticeBanner]
    tabs: parts.Tabs
    table: parts.Table
    pages: parts.Pagination | None


def undelivered_page(
    visit: Visit, why: Why, found: Sequence[Undelivered], providers: Sequence[ProviderState], *, is_first: bool
) -> UndeliveredPage:
    """Return the page; `found` holds one too many where there are more."""
    shown = found[:PAGE]
    return UndeliveredPage(
        heading=_("Undelivered notices"),
        frame=frame(visit, current="office:undelivered"),
        intro=_("Each of these is in the client’s account. They may not know of it: tell them when they call, and "
                "ask for an address that works."),
        providers=[_provider(one) for one in providers],
        tabs=parts.Tabs(
            label=_("Why it did not arrive"),
            items=[
                parts.Tab(text=each.label, href=address({"why": each.value}), current=each is why) for each in Why
            ],
        ),
        table=parts.Table(
            caption=_("Latest first"),
            caption_hidden=True,
            dense=True,
            columns=[
                parts.Column(label=_("When")),
                parts.Column(label=_("What the client should know")),
                parts.Column(label=_("About")),
                *_columns(why),
                parts.Column(label=_("Opened in the account")),
                parts.Column(label=_("Client")),
            ],
            rows=[_row(one, why, visit) for one in shown],
            empty=parts.EmptyState(title=_("Everything arrived")),
        ),
        pages=parts.Pagination(
            previous_href="" if is_first else address({"why": why.value}),
            next_href=address({"why": why.value, "before": place_for(shown[-1].place)}) if len(found) > PAGE else "",
        )
        if not is_first or len(found) > PAGE
        else None,
    )  # fmt: skip


def _columns(why: Why) -> list[parts.Column]:
    if why is Why.NO_ADDRESS:
        return []
    return [
        parts.Column(label=_("Sent as")),
        parts.Column(label=_("What went wrong")),
        parts.Column(label=_("Tries"), number=True),
    ]


def _row(one: Undelivered, why: Why, visit: Visit) -> parts.Row:
    fared: list[parts.Content] = []
    if why is Why.FAILED:
        fared = [
            one.medium.label if one.medium else "–",
            one.fault.label if one.fault else _("No reason was given"),
            number(one.attempts, visit.language),
        ]
    return parts.Row(
        cells=[
            when(one.at),
            one.sentence,
            one.subject,
            *fared,
            when(one.opened_at) if one.opened_at else _("Not yet"),
            _client(one.client_id, visit),
        ]
    )


def _client(client_id: int, visit: Visit) -> parts.Content:
    """Return the way to the client, for those who may open files: the purpose is asked there."""
    named = _("Client %(n)s") % {"n": client_id}
    if not visit.viewer.may(Right.CLIENT_FILES):
        return named
    return parts.Link(text=named, href=reverse("desk:client", args=[client_id]))


def _provider(one: ProviderState) -> parts.NoticeBanner:
    words = {
        "medium": one.medium.label,
        "since": stamp(one.failing_since),
        "why": one.fault.label if one.fault else _("no reason was given"),
        "next": stamp(one.paused_until),
    }
    title = _("%(medium)s: messages have not gone out since %(since)s.") % words
    body = _("%(why)s. Nothing is lost: messages wait.") % words
    if one.paused_until:
        body += " " + _("The next try is at %(next)s.") % words
    return parts.NoticeBanner(kind=parts.NoticeKind.WARNING, title=title, body=body)
