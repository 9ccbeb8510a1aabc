"""What others may ask about notices: what a client was told, how far each message came, whether it was opened."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, assert_never
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.dates import long_moment
from guichet.foundation.languages import Language
from guichet.foundation.statements import Given, OneOf, Statement
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.journal.queries import entries_numbered, sentence_of
from guichet.notices.letters import Letter, letter_for
from guichet.notices.models import Delivery, Notice
from guichet.notices.terms import DeliveryStatus, Fault, Medium, WhyNotSent
from guichet.notices.undelivered import Trouble, Undelivered, UndeliveredPage, troubles, undelivered

if TYPE_CHECKING:
    from guichet.journal.models import Entry

__all__ = [
    "Letter",
    "MessageFacts",
    "MessagesPage",
    "NotAllowed",
    "Told",
    "Trouble",
    "Undelivered",
    "UndeliveredPage",
    "Way",
    "delivery_sentence",
    "message",
    "messages_of",
    "messages_of_client",
    "told_of",
    "troubles",
    "undelivered",
    "unopened",
]

MESSAGES_PER_PAGE = 20
Moment = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Way:
    """One message that carried a notice, as a sentence, and how far it came."""

    sentence: str
    status: DeliveryStatus


@dataclass(frozen=True, slots=True)
class Told:
    """What became of the telling: each message sent, why none was, and when the notice was opened in the account."""

    notice_id: int
    ways: tuple[Way, ...]
    not_sent: str
    opened_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageFacts:
    """One notice as its client reads it in the account."""

    notice_id: int
    client_id: int
    at: datetime
    # What happened, as one sentence, and the file it happened to; empty where it is about no file.
    happened: str
    number: str
    told: Told
    entry: "Entry"
    language: Language

    @property
    def letter(self) -> Letter:
        """Return the whole letter. Made when asked for: a list shows sentences, and a letter reads its file."""
        try:
            return letter_for(self.entry.event, self.language)
        except KeyError:  # a code that the catalogue has lost: the sentence says so
            with override(self.language):
                return Letter(
                    subject=_("A message from us"),
                    happened=self.happened,
                    next=_("You do not need to do anything now."),
                )


@dataclass(frozen=True, slots=True)
class MessagesPage:
    """A part of a client’s messages, latest first; `older` is what to ask with for the part before it."""

    messages: tuple[MessageFacts, ...]
    older: Moment | None


def messages_of(
    viewer: Viewer, *, language: Language, before: Moment | None = None, limit: int = MESSAGES_PER_PAGE
) -> MessagesPage:
    """Return what the viewer’s own clients were told, latest first. Three queries."""
    return _page(Notice.objects.filter(client_id__in=viewer.own_clients), language, before, limit)


def messages_of_client(
    client_id: int,
    *,
    viewer: Viewer,
    language: Language,
    before: Moment | None = None,
    limit: int = MESSAGES_PER_PAGE,
) -> MessagesPage:
    """Return what a client was told, in the reader’s language, latest first. Raises NotAllowed."""
    if not viewer.may_see_client(client_id):
        raise NotAllowed
    return _page(Notice.objects.filter(client_id=client_id), language, before, limit)


def _page(notices_asked: QuerySet[Notice], language: Language, before: Moment | None, limit: int) -> MessagesPage:
    found = _with_deliveries(notices_asked).order_by("-occurred_at", "-id")
    if before:
        moment, last = before
        found = found.filter(Q(occurred_at__lt=moment) | Q(occurred_at=moment, id__lt=last))
    notices = list(found[: limit + 1])
    shown = notices[:limit]
    entries = entries_numbered(notice.entry_id for notice in shown)
    lines = tuple(
        _message(notice, entries[notice.entry_id], language) for notice in shown if notice.entry_id in entries
    )
    older = (shown[-1].occurred_at, shown[-1].pk) if len(notices) > limit else None
    return MessagesPage(lines, older)


def message(notice_id: int, *, viewer: Viewer, language: Language) -> MessageFacts:
    """Return one notice in a language. Raises NotAllowed where the viewer may not see it, or there is none."""
    notice = _with_deliveries(Notice.objects.filter(pk=notice_id)).first()
    if notice is None or not viewer.may_see_client(notice.client_id):
        raise NotAllowed
    entry = entries_numbered([notice.entry_id]).get(notice.entry_id)
    if entry is None:
        raise NotAllowed
    return _message(notice, entry, language)


def told_of(entries: Iterable[int], *, viewer: Viewer, language: Language) -> Mapping[int, Told]:
    """Return what became of the telling of each entry of the journal that was told, by the entry’s number.

    Notices of clients whom the viewer may not see are left out. One query.
    """
    told = {}
    for *columns, deliveries in TOLD.rows(entries=list(entries)):
        notice = Notice.from_db(None, NOTICE, columns)
        if viewer.may_see_client(notice.client_id):
            told[notice.entry_id] = _told(notice, map(_delivery, deliveries), language)
    return told


def unopened(viewer: Viewer) -> int:
    """Return how many notices of the viewer’s own clients were never opened."""
    return Notice.objects.filter(client_id__in=viewer.own_clients, opened_at=None).count()


# In the order of their tables, as `from_db` takes them; of a delivery without what was said, which can be long.
NOTICE = ("id", "client_id", "entry_id", "opened_at", "not_sent")
DELIVERY = ("medium", "status", "sent_at", "delivered_at", "failure")
TOLD = Statement(
    lambda: (
        Notice.objects.filter(OneOf(F("entry_id"), Given("entries")))
        .annotate(
            came=ArraySubquery(
                Delivery.objects.filter(notice=OuterRef("pk"))
                .order_by("queued_at", "id")
                .values(row=JSONObject(**{name: name for name in DELIVERY}))
            )
        )
        .values_list(*NOTICE, "came")
    )
)


def _delivery(row: str) -> Delivery:
    """Return a message of which only DELIVERY is known, from the database's JSON."""
    known = json.loads(row)
    for moment in ("sent_at", "delivered_at"):
        known[moment] = datetime.fromisoformat(known[moment]) if known[moment] else None
    return Delivery.from_db(None, DELIVERY, [known[name] for name in DELIVERY])


def _with_deliveries(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    # Without what was said, which can be long: a page shows how far a message came.
    said = ("address", "subject_line", "body", "provider_reference", "claimed_at", "next_try_at")
    return notices.prefetch_related(Prefetch("deliveries", Delivery.objects.defer(*said).order_by("queued_at", "id")))


def _message(notice: Notice, entry: "Entry", language: Language) -> MessageFacts:
    about = notice.subject.partition(":")
    return MessageFacts(
        notice_id=notice.pk,
        client_id=notice.client_id,
        at=notice.occurred_at,
        happened=sentence_of(entry, language),
        number=about[2] if about[0] == "application" else "",
        told=_told(notice, notice.deliveries.all(), language),
        entry=entry,
        language=language,
    )


def _told(notice: Notice, deliveries: Iterable[Delivery], language: Language) -> Told:
    with override(language):
        ways = tuple(
            Way(delivery_sentence(delivery, language), DeliveryStatus(delivery.status)) for delivery in deliveries
        )
        return Told(notice.pk, ways, _why_not_sent(notice), notice.opened_at)


def delivery_sentence(delivery: Delivery, language: Language) -> str:
    """Return how far a message came, as its client reads it: `Sent by e-mail on November 3, 2026 at 2:05 p.m.`"""
    sent = _moment(delivery.sent_at, language)
    why = _why(delivery, language) if delivery.status == DeliveryStatus.FAILED else ""
    words = {"sent": sent, "delivered": _moment(delivery.delivered_at, language), "why": why}
    by_email = delivery.medium == Medium.EMAIL
    with override(language):
        match DeliveryStatus(delivery.status):
            case DeliveryStatus.QUEUED | DeliveryStatus.SENDING:
                said = _("An e-mail is waiting to be sent.") if by_email else _("A text message is waiting to be sent.")
            case DeliveryStatus.SENT:
                said = _("Sent by e-mail on %(sent)s.") if by_email else _("Sent by text message on %(sent)s.")
            case DeliveryStatus.DELIVERED:
                said = (
                    _("Sent by e-mail on %(sent)s, delivered on %(delivered)s.")
                    if by_email
                    else _("Sent by text message on %(sent)s, delivered on %(delivered)s.")
                )
            case DeliveryStatus.FAILED:
                said = (
                    _("We could not deliver an e-mail. %(why)s")
                    if by_email
                    else _("We could not deliver a text message. %(why)s")
                )
            case status:
                assert_never(status)
        # An English time of day ends in a stop of its own: “at 2:05 p.m.”
        return (said % words).replace("..", ".")


def _moment(moment: datetime | None, language: Language) -> str:
    return long_moment(moment, language, ZoneInfo(settings.TIME_ZONE)) if moment else ""


def _why(delivery: Delivery, language: Language) -> str:
    """Return why a message did not arrive, as far as its client can do something about it."""
    with override(language):
        if delivery.failure in {Fault.ADDRESS_REFUSED, Fault.ADDRESS_BUSY}:
            return _("Please check your address in your preferences.")
        return _("The fault is not yours.")


def _why_not_sent(notice: Notice) -> str:
    """Return why the account is the only place, as its client reads it; empty where a message was owed."""
    if not notice.not_sent:
        return ""
    match WhyNotSent(notice.not_sent):
        case WhyNotSent.NO_ADDRESS:
            return _("Only here: we have no address of yours that works.")
        case WhyNotSent.PREFERS_ACCOUNT:
            return _("Only here, as you chose.")
        case WhyNotSent.OLD:
            return _("Only here: we heard of it long after it happened.")
        case WhyNotSent.OVERTAKEN:
            return _("Only here: we had already told you something later.")
        case why:
            assert_never(why)
