"""What others may ask about notices: what a client was told, how far each message came, whether it was opened."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.clients.queries import copies_of_entries, is_in_danger
from guichet.clients.rules import SAYS_WHERE
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed, NotSureEnough
from guichet.identity.rules import TOLD_IN_ACCOUNT, Viewer
from guichet.identity.terms import Disclosure
from guichet.journal.queries import entries_numbered, sentence_of
from guichet.notices.hours import KnownBy, WritingHours, writing_hours
from guichet.notices.letters import Letter, letter_for
from guichet.notices.models import Delivery, Notice
from guichet.notices.policy import covers
from guichet.notices.sentences import Sent, Stuck, how_far, seen_to, sent_of, stuck_of, told_beside_you, why_not_sent
from guichet.notices.terms import DeliveryStatus, Medium
from guichet.notices.undelivered import (
    NotReached,
    StoppedNumber,
    Trouble,
    UndeliveredCounts,
    UndeliveredNotice,
    not_reached,
    stopped_numbers,
    troubles,
    undelivered,
    undelivered_counts,
    undelivered_of_client,
)

if TYPE_CHECKING:
    from guichet.journal.models import Entry

__all__ = [
    "KnownBy",
    "Letter",
    "MessageFacts",
    "MessagesPage",
    "NotAllowed",
    "NotReached",
    "StoppedNumber",
    "Told",
    "Trouble",
    "UndeliveredCounts",
    "UndeliveredNotice",
    "Way",
    "WritingHours",
    "message",
    "messages_held",
    "messages_of",
    "messages_of_client",
    "not_reached",
    "stopped_numbers",
    "telling",
    "told_of",
    "troubles",
    "undelivered",
    "undelivered_counts",
    "undelivered_of_client",
    "unopened",
    "writing_hours",
]

MESSAGES_PER_PAGE = 20
ABOUT_FILE = "application:"
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
    # What became of telling those who help the client; for the client and staff, on the message’s own page.
    beside: tuple[str, ...] = ()


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
    """Return what a client was told, in the reader’s language, latest first. Raises NotAllowed.

    Whoever the client allows to read letters reads those about files they may see; the rest is the client’s own.
    """
    found = Notice.objects.filter(client_id__in=viewer.everyone_of(client_id))
    if not viewer.sees_whole(client_id):
        found = _held(found, viewer, client_id)
    return _page(found, language, before, limit)


def messages_held(
    viewer: Viewer, *, language: Language, before: Moment | None = None, limit: int = MESSAGES_PER_PAGE
) -> MessagesPage:
    """Return copies of the letters about files whose clients let this account read them, latest first. Three queries.

    Their own are left out; and what is about no file is each client’s own. Raises NotSureEnough where we must first be
    surer who reads: the e-mails that helpers get say nothing of what stands here.
    """
    if viewer.user_id is None or viewer.staff_id is not None:
        return MessagesPage((), None)
    if Disclosure.CASE not in viewer.told:
        raise NotSureEnough("letters")
    reading = [one for one in viewer.grants if Disclosure.CASE in one.sees and not viewer.is_self(one.client_id)]
    whole = {one.client_id for one in reading if not one.files}
    named = [(one.client_id, sorted(one.files)) for one in reading if one.files and one.client_id not in whole]
    wanted = Q(client_id__in=whole, subject__startswith=ABOUT_FILE)
    if named:
        # Each number belongs to one client: whose notice it is says that no other’s is meant.
        subjects = [f"{ABOUT_FILE}{number}" for _client, numbers in named for number in numbers]
        wanted |= Q(client_id__in=[client for client, _numbers in named], subject__in=subjects)
    return _page(Notice.objects.filter(wanted), language, before, limit)


def _held(found: QuerySet[Notice], viewer: Viewer, client_id: int) -> QuerySet[Notice]:
    """Return those of a client’s notices that an authority to read letters covers. Raises NotAllowed without one."""
    grants = [grant for grant in viewer.grants_on(client_id) if Disclosure.CASE in grant.sees]
    if not grants or viewer.user_id is None:
        raise NotAllowed
    if any(not grant.files for grant in grants):
        return found.filter(subject__startswith=ABOUT_FILE)
    return found.filter(subject__in=[f"{ABOUT_FILE}{number}" for grant in grants for number in grant.files])


def _may_read(viewer: Viewer, client_id: int, subject: str) -> bool:
    """Return whether a viewer may read a notice: all of their own; of others, those about files they were allowed."""
    if viewer.sees_whole(client_id):
        return True
    kind, _colon, number = subject.partition(":")
    return f"{kind}:" == ABOUT_FILE and viewer.may_see_client(client_id, Disclosure.CASE, number=number)


def _could_read(viewer: Viewer, client_id: int, subject: str) -> bool:
    """Return whether a viewer may read a notice once we are sure enough who they are."""
    return _may_read(replace(viewer, told=TOLD_IN_ACCOUNT), client_id, subject)


_SAYS_WHERE = Q(kind__in=SAYS_WHERE) & Q(is_in_danger("client_id"))


def _page(notices_asked: QuerySet[Notice], language: Language, before: Moment | None, limit: int) -> MessagesPage:
    # Where the file of somebody in danger is, is said nowhere.
    found = _with_deliveries(notices_asked.exclude(_SAYS_WHERE)).order_by("-occurred_at", "-id")
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
    """Return one notice in a language. Raises NotAllowed where the viewer may not see it, or there is none.

    Raises NotSureEnough (a NotAllowed) where the viewer may, once we are surer who they are.
    """
    notice = _with_deliveries(Notice.objects.filter(pk=notice_id).exclude(_SAYS_WHERE)).first()
    if notice is None or not _could_read(viewer, notice.client_id, notice.subject):
        raise NotAllowed
    # What an e-mail does not say itself needs more than being able to read that e-mail.
    hidden = notice.kind in covers() and Disclosure.CASE not in viewer.told
    if hidden or not _may_read(viewer, notice.client_id, notice.subject):
        raise NotSureEnough
    entry = entries_numbered([notice.entry_id]).get(notice.entry_id)
    if entry is None:
        raise NotAllowed
    found = _message(notice, entry, language)
    if not viewer.sees_whole(notice.client_id):
        return found
    with override(language):
        beside = tuple(told_beside_you(copy, language) for copy in copies_of_entries([notice.entry_id]))
    return replace(found, told=replace(found.told, beside=beside))


def telling() -> ArraySubquery:
    """Return what became of the telling of an entry, for a query over the journal’s entries; `told_of` reads it."""
    messages = Delivery.objects.filter(carried__notice=OuterRef("pk")).order_by("queued_at", "id")
    facts = JSONObject(**{field.name: field.name for field in fields(Sent)})
    notices = Notice.objects.filter(entry_id=OuterRef("pk")).values(
        row=JSONObject(
            notice="id",
            client="client_id",
            subject="subject",
            not_sent="not_sent",
            opened_at="opened_at",
            state="undelivered__state",
            resolution="undelivered__resolution",
            resolved_at="undelivered__resolved_at",
            messages=ArraySubquery(messages.values(row=facts)),
        )
    )
    return ArraySubquery(notices)


def told_of(found: Iterable[Sequence[str]], *, viewer: Viewer, language: Language) -> list[Told | None]:
    """Return what became of the telling of each entry, from what `telling` found for it.

    None where nobody was told, or only a client whom the viewer may not see.
    """
    with override(language):
        return [_told_in(json.loads(rows[0]), viewer, language) if rows else None for rows in found]


def unopened(viewer: Viewer) -> int:
    """Return how many notices of the viewer’s own clients were never opened."""
    return Notice.objects.filter(client_id__in=viewer.own_clients, opened_at=None).count()


def _told_in(notice: Mapping[str, Any], viewer: Viewer, language: Language) -> Told | None:
    if not _may_read(viewer, notice["client"], notice["subject"]):
        return None
    messages = map(_message_of, notice["messages"])
    stuck = None
    if notice["state"]:
        stuck = Stuck(notice["state"], notice["resolution"], _from_json(notice["resolved_at"]))
    return _told(notice["notice"], notice["not_sent"], _from_json(notice["opened_at"]), messages, stuck, language)


def _message_of(known: Mapping[str, Any]) -> Sent:
    return Sent(
        medium=Medium(known["medium"]),
        status=DeliveryStatus(known["status"]),
        failure=known["failure"],
        held=known["held"],
        attempts=known["attempts"],
        next_try_at=datetime.fromisoformat(known["next_try_at"]),
        sent_at=_from_json(known["sent_at"]),
        delivered_at=_from_json(known["delivered_at"]),
    )


def _from_json(moment: str | None) -> datetime | None:
    return datetime.fromisoformat(moment) if moment else None


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
