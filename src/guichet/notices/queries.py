"""What others may ask about notices: what a client was told, how far each message came, whether it was opened."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.languages import Language
from guichet.foundation.statements import Given, OneOf, Statement
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.journal.queries import entries_numbered, sentence_of
from guichet.notices.letters import Letter, letter_for
from guichet.notices.models import Delivery, Notice
from guichet.notices.sentences import Sent, Stuck, how_far, seen_to, sent_of, stuck_of, why_not_sent
from guichet.notices.terms import DeliveryStatus, Medium
from guichet.notices.undelivered import (
    NotReached,
    Trouble,
    UndeliveredCounts,
    UndeliveredNotice,
    not_reached,
    troubles,
    undelivered,
    undelivered_counts,
    undelivered_of_client,
)

if TYPE_CHECKING:
    from guichet.journal.models import Entry

__all__ = [
    "Letter",
    "MessageFacts",
    "MessagesPage",
    "NotAllowed",
    "NotReached",
    "Told",
    "Trouble",
    "UndeliveredCounts",
    "UndeliveredNotice",
    "Way",
    "message",
    "messages_of",
    "messages_of_client",
    "not_reached",
    "told_of",
    "troubles",
    "undelivered",
    "undelivered_counts",
    "undelivered_of_client",
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
    # Where no message arrived: who sees to it, or how it was resolved.
    seen_to: str = ""


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
    return _page(Notice.objects.filter(client_id__in=viewer.everyone_of(client_id)), language, before, limit)


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
    with override(language):
        for *columns, deliveries, state, resolution, resolved_at in TOLD.rows(entries=list(entries)):
            entry_id, client_id, notice_id, not_sent, opened_at = columns
            if viewer.may_see_client(client_id):
                stuck = Stuck(state, resolution or "", resolved_at) if state else None
                messages = map(_message_of, deliveries)
                told[entry_id] = _told(notice_id, not_sent, opened_at, messages, stuck, language)
    return told


def unopened(viewer: Viewer) -> int:
    """Return how many notices of the viewer’s own clients were never opened."""
    return Notice.objects.filter(client_id__in=viewer.own_clients, opened_at=None).count()


TOLD = Statement(
    lambda: (
        Notice.objects.filter(OneOf(F("entry_id"), Given("entries")))
        .annotate(
            came=ArraySubquery(
                Delivery.objects.filter(carried__notice=OuterRef("pk"))
                .order_by("queued_at", "id")
                .values(row=JSONObject(**{field.name: field.name for field in fields(Sent)}))
            )
        )
        .values_list(
            "entry_id",
            "client_id",
            "id",
            "not_sent",
            "opened_at",
            "came",
            "undelivered__state",
            "undelivered__resolution",
            "undelivered__resolved_at",
        )
    )
)


def _message_of(row: str) -> Sent:
    """Return a message from the database's JSON."""
    known = json.loads(row)
    return Sent(
        medium=Medium(known["medium"]),
        status=DeliveryStatus(known["status"]),
        failure=known["failure"],
        held=known["held"],
        attempts=known["attempts"],
        next_try_at=datetime.fromisoformat(known["next_try_at"]),
        sent_at=datetime.fromisoformat(known["sent_at"]) if known["sent_at"] else None,
        delivered_at=datetime.fromisoformat(known["delivered_at"]) if known["delivered_at"] else None,
    )


def _with_deliveries(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    # Without what was said, which can be long: a page shows how far a message came.
    said = ("address", "subject_line", "body", "provider_reference", "claimed_at")
    messages = Prefetch("deliveries", Delivery.objects.defer(*said).order_by("queued_at", "id"))
    return notices.select_related("undelivered").prefetch_related(messages)


def _message(notice: Notice, entry: "Entry", language: Language) -> MessageFacts:
    about = notice.subject.partition(":")
    messages = map(sent_of, notice.deliveries.all())
    with override(language):
        told = _told(notice.pk, notice.not_sent, notice.opened_at, messages, stuck_of(notice), language)
    return MessageFacts(
        notice_id=notice.pk,
        client_id=notice.client_id,
        at=notice.occurred_at,
        happened=sentence_of(entry, language),
        number=about[2] if about[0] == "application" else "",
        told=told,
        entry=entry,
        language=language,
    )


def _told(
    notice_id: int,
    not_sent: str,
    opened_at: datetime | None,
    messages: Iterable[Sent],
    stuck: Stuck | None,
    language: Language,
) -> Told:
    """Return what became of a telling. Called with `language` active."""
    ways = tuple(Way(how_far(one, language), one.status) for one in messages)
    return Told(notice_id, ways, why_not_sent(not_sent), opened_at, seen_to(stuck, language) if stuck else "")
