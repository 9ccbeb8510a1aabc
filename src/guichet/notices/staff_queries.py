"""What staff may ask about the notices of a client: each message with its fate, and the texts to be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q

from guichet.clients.queries import HelperCopyFacts, copies_of_entries
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.journal.models import Entry
from guichet.journal.queries import entries_numbered
from guichet.notices.models import Delivery, Notice, ReceivedText
from guichet.notices.terms import DeliveryStatus, Fault, Medium, Resolution, UndeliveredState, WhyHeld, WhyNotSent

Place = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Sending:
    """One message: by which medium and to which address, how far it came and when, and what went wrong last."""

    medium: Medium
    address: str
    language: Language
    status: DeliveryStatus
    attempts: int
    queued_at: datetime
    sent_at: datetime | None
    delivered_at: datetime | None
    failed_at: datetime | None
    next_try_at: datetime
    fault: Fault | None
    delivery_id: int
    held: WhyHeld | None


@dataclass(frozen=True, slots=True)
class StaffNotice:
    """One notice as staff see it. `sentences` says in each language what the client was told had happened."""

    notice_id: int
    client_id: int
    subject: str
    occurred_at: datetime
    sentences: dict[Language, str]
    not_sent: WhyNotSent | None
    opened_at: datetime | None
    sendings: tuple[Sending, ...]
    # How it stands where no message arrived, and how it was resolved.
    undelivered: UndeliveredState | None
    resolution: Resolution | None
    # What became of telling those who help the client.
    beside: tuple[HelperCopyFacts, ...]

    @property
    def place(self) -> Place:
        """Return where the next page of a list goes on: its `before`."""
        return self.occurred_at, self.notice_id


def notices_of_client(
    client_id: int, *, viewer: Viewer, subject: str = "", before: Place | None = None, limit: int = 30
) -> Sequence[StaffNotice]:
    """Return what a client was told, latest first, all of it or of one file (`subject`); from `before` backwards.

    Four queries. Raises NotAllowed unless the viewer may see the client.
    """
    # With addresses and faults: for staff, and for nobody by what a client allowed them.
    if not viewer.sees_whole(client_id):
        raise NotAllowed(f"client:{client_id}")
    found = Notice.objects.filter(client_id__in=viewer.everyone_of(client_id))
    if subject:
        found = found.filter(subject=subject)
    if before:
        moment, last = before
        found = found.filter(Q(occurred_at__lt=moment) | Q(occurred_at=moment, id__lt=last))
    with_sendings = Prefetch("deliveries", Delivery.objects.order_by("queued_at", "id"))
    notices = list(
        found.select_related("undelivered").prefetch_related(with_sendings).order_by("-occurred_at", "-id")[:limit]
    )
    entries = entries_numbered(notice.entry_id for notice in notices)
    beside: dict[int, list[HelperCopyFacts]] = {}
    for copy in copies_of_entries(entries):
        beside.setdefault(copy.entry_id, []).append(copy)
    return [_notice(notice, entries.get(notice.entry_id), beside.get(notice.entry_id, ())) for notice in notices]


@dataclass(frozen=True, slots=True)
class UnreadText:
    """A text that a client sent and that a person has yet to read."""

    text_id: int
    received_at: datetime
    words: str


def unread_texts(client_id: int, *, viewer: Viewer) -> Sequence[UnreadText]:
    """Return the texts of a client that nobody has read yet, the oldest first. Raises NotAllowed."""
    if viewer.staff_id is None or not viewer.may_see_client(client_id):
        raise NotAllowed(f"client:{client_id}")
    found = (
        ReceivedText.objects.filter(client_id__in=viewer.everyone_of(client_id))
        .exclude(words="")
        .order_by("received_at", "id")
    )
    return [UnreadText(text.pk, text.received_at, text.words) for text in found[:50]]


def posted_letters(client_id: int, *, viewer: Viewer) -> Sequence[Sending]:
    """Return the letters that were posted to a client and may come back, the latest first. Raises NotAllowed."""
    if viewer.staff_id is None or not viewer.may_see_client(client_id):
        raise NotAllowed(f"client:{client_id}")
    found = Delivery.objects.filter(
        client_id__in=viewer.everyone_of(client_id), medium=Medium.POST, status=DeliveryStatus.SENT
    )
    return [_sending(letter) for letter in found.order_by("-sent_at")[:20]]


def _notice(notice: Notice, entry: Entry | None, beside: Sequence[HelperCopyFacts]) -> StaffNotice:
    stuck = getattr(notice, "undelivered", None)
    return StaffNotice(
        notice_id=notice.pk,
        client_id=notice.client_id,
        subject=notice.subject,
        occurred_at=notice.occurred_at,
        sentences={language: _sentence(entry, language) for language in Language},
        not_sent=WhyNotSent(notice.not_sent) if notice.not_sent else None,
        opened_at=notice.opened_at,
        sendings=tuple(_sending(delivery) for delivery in notice.deliveries.all()),
        undelivered=UndeliveredState(stuck.state) if stuck else None,
        resolution=Resolution(stuck.resolution) if stuck and stuck.resolution else None,
        beside=tuple(beside),
    )


def _sending(delivery: Delivery) -> Sending:
    return Sending(
        medium=Medium(delivery.medium),
        address=delivery.address,
        language=Language.of(delivery.language),
        status=DeliveryStatus(delivery.status),
        attempts=delivery.attempts,
        queued_at=delivery.queued_at,
        sent_at=delivery.sent_at,
        delivered_at=delivery.delivered_at,
        failed_at=delivery.failed_at,
        next_try_at=delivery.next_try_at,
        fault=_fault(delivery.failure),
        delivery_id=delivery.pk,
        held=WhyHeld(delivery.held) if delivery.held else None,
    )


def _fault(code: str) -> Fault | None:
    return Fault(code) if code in Fault.values else None


def _sentence(entry: Entry | None, language: Language) -> str:
    """Return what the entry says had happened; its kind where a code in it has lost its words."""
    if entry is None:
        return "–"
    try:
        return entry.event.sentence(language)
    except (KeyError, NotImplementedError):
        return entry.kind
