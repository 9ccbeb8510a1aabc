"""What a client was told, and how each message fared: for the desk."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from guichet.clients.queries import HelperCopyFacts
from guichet.clients.terms import CopyState
from guichet.design import parts
from guichet.doors.desk.clients.history import History
from guichet.doors.desk.words import told
from guichet.doors.entrance import Visit
from guichet.doors.staff import address, place_for, place_in, stamp, when
from guichet.foundation.languages import Language
from guichet.notices.staff_queries import Sending, StaffNotice, notices_of_client
from guichet.notices.terms import DeliveryStatus, UndeliveredState

PAGE = 30
COPY_KINDS = {
    CopyState.WAITING: parts.TagKind.INFO,
    CopyState.SENT: parts.TagKind.SUCCESS,
    CopyState.FAILED: parts.TagKind.DANGER,
}
KINDS = {
    DeliveryStatus.QUEUED: parts.TagKind.INFO,
    DeliveryStatus.SENDING: parts.TagKind.INFO,
    DeliveryStatus.SENT: parts.TagKind.SUCCESS,
    DeliveryStatus.DELIVERED: parts.TagKind.SUCCESS,
    DeliveryStatus.FAILED: parts.TagKind.DANGER,
}


def notices_table(visit: Visit, client_id: int, *, told_in: Language, subject: str = "") -> History:
    """Return what a client was told, of one file where `subject` names it, latest first."""
    before = place_in(visit.GET.get("before"))
    found = notices_of_client(client_id, viewer=visit.viewer, subject=subject, before=before, limit=PAGE + 1)
    shown = found[:PAGE]
    stuck = [_to_reach(client_id)] if any(_is_stuck(notice) for notice in shown) else []
    return [*stuck, _table(shown, told_in, visit.language)], _pages(found, before=before is not None)


def _is_stuck(notice: StaffNotice) -> bool:
    return notice.undelivered in {UndeliveredState.OWNED, UndeliveredState.TRYING}


def _to_reach(client_id: int) -> parts.NoticeBanner:
    return parts.NoticeBanner(
        kind=parts.NoticeKind.WARNING,
        title=_("Not everything reached this client."),
        body=_("Tell them what they should know, or ask for an address that works."),
        action=parts.Link(text=_("Reach this client"), href=reverse("desk:reach", args=[client_id])),
    )


def _table(shown: Sequence[StaffNotice], told_in: Language, reader: Language) -> parts.Table:
    return parts.Table(
        caption=_("What the client was told, latest first"),
        dense=True,
        columns=[
            parts.Column(label=_("When")),
            parts.Column(label=_("What the client was told")),
            parts.Column(label=_("How it was sent")),
            parts.Column(label=_("Opened in the account")),
        ],
        rows=[
            parts.Row(
                urgent=_is_stuck(notice),
                cells=[
                    when(notice.occurred_at),
                    told(notice.sentences[told_in], told_in, notice.sentences[reader], reader),
                    _ways(notice),
                    when(notice.opened_at) if notice.opened_at else _("Not yet"),
                ],
            )
            for notice in shown
        ],
        empty=parts.EmptyState(title=_("The client was not told of anything yet")),
    )


def _ways(notice: StaffNotice) -> SafeString:
    """Return every message of a notice under one another; or why the account is the only place."""
    said = [_sending(sending) for sending in notice.sendings]
    if notice.undelivered:
        end = notice.resolution.label if notice.resolution else notice.undelivered.label
        said.append(format_html("{}", end))
    said += [_copy(copy) for copy in notice.beside]
    if notice.not_sent:
        said.insert(0, format_html("{} {}", _("Account only:"), notice.not_sent.label))
    if not said:
        return format_html("{}", _("Account only"))
    # Every part of it is already safe to show.
    return SafeString("<br>".join(said))


def _sending(sending: Sending) -> SafeString:
    return format_html(
        '{} {} <span class="hint">{} {}</span>',
        parts.Tag(text=sending.status.label, kind=KINDS[sending.status]),
        sending.medium.label,
        sending.address,
        _detail(sending),
    )


def _copy(copy: HelperCopyFacts) -> SafeString:
    return format_html(
        '{} {} <span class="hint">{}</span>',
        parts.Tag(text=copy.state.label, kind=COPY_KINDS[copy.state]),
        _("Beside the client: %(name)s") % {"name": copy.name},
        stamp(copy.at),
    )


def _detail(sending: Sending) -> str:
    match sending.status:
        case DeliveryStatus.DELIVERED:
            return _("delivered %(moment)s") % {"moment": stamp(sending.delivered_at)}
        case DeliveryStatus.SENT:
            return _("sent %(moment)s") % {"moment": stamp(sending.sent_at)}
        case DeliveryStatus.FAILED:
            why = sending.fault.label if sending.fault else _("no reason was given")
            return _("failed %(moment)s: %(why)s") % {"moment": stamp(sending.failed_at), "why": why}
        case DeliveryStatus.QUEUED if sending.held and not sending.attempts:
            return _("goes %(moment)s: %(why)s") % {"moment": stamp(sending.next_try_at), "why": sending.held.label}
        case _ if sending.fault:
            words = {"why": sending.fault.label, "moment": stamp(sending.next_try_at)}
            return _("tried: %(why)s; again %(moment)s") % words
        case _:
            return _("queued %(moment)s") % {"moment": stamp(sending.queued_at)}


def _pages(found: Sequence[StaffNotice], *, before: bool) -> parts.Pagination | None:
    more = len(found) > PAGE
    if not before and not more:
        return None
    return parts.Pagination(
        previous_href=address({"tab": "notices"}) if before else "",
        next_href=address({"tab": "notices", "before": place_for(found[PAGE - 1].place)}) if more else "",
    )
