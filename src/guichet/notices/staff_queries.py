"""What staff may ask about notices: each message with its fate, what did not arrive, and how the carriers do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q

from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.journal.models import Entry
from guichet.journal.queries import entries_numbered
from guichet.notices.models import Delivery, Notice, Provider
from guichet.notices.terms import DeliveryStatus, Fault, Medium, WhyNotSent

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

    @property
    def place(self) -> Place:
        """Return where the next page of a list goes on: its `before`."""
        return self.occurred_at, self.notice_id


@dataclass(frozen=True, slots=True)
class Undelivered:
    """One notice that did not arrive: a message that failed, or none for want of an address. Names no address."""

    client_id: int
    subject: str
    sentence: str
    medium: Medium | None
    fault: Fault | None
    attempts: int
    at: datetime
    row_id: int
    opened_at: datetime | None

    @property
    def place(self) -> Place:
        """Return where the next page of a list goes on: its `before`."""
        return self.at, self.row_id


@dataclass(frozen=True, slots=True)
class ProviderState:
    """How the carrier of a medium has been doing, while it fails. `paused_until`: left in peace until then."""

    medium: Medium
    failures: int
    fault: Fault | None
    failing_since: datetime
    paused_until: datetime | None


def notices_of_client(
    client_id: int, *, viewer: Viewer, subject: str = "", before: Place | None = None, limit: int = 30
) -> Sequence[StaffNotice]:
    """Return what a client was told, latest first, all of it or of one file (`subject`); from `before` backwards.

    Three queries. Raises NotAllowed unless the viewer may see the client.
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
    notices = list(found.prefetch_related(with_sendings).order_by("-occurred_at", "-id")[:limit])
    entries = entries_numbered(notice.entry_id for notice in notices)
    return [_notice(notice, entries.get(notice.entry_id)) for notice in notices]


def failed_messages(
    *, viewer: Viewer, language: Language, before: Place | None = None, limit: int = 50
) -> Sequence[Undelivered]:
    """Return messages that failed for good, latest first; from `before` backwards. Raises NotAllowed."""
    _check(viewer)
    found = Delivery.objects.filter(status=DeliveryStatus.FAILED, failed_at__isnull=False)
    if before:
        moment, last = before
        found = found.filter(Q(failed_at__lt=moment) | Q(failed_at=moment, id__lt=last))
    rows = list(found.select_related("notice").order_by("-failed_at", "-id")[:limit])
    entries = entries_numbered(row.notice.entry_id for row in rows)
    return [
        Undelivered(
            client_id=row.notice.client_id,
            subject=row.notice.subject,
            sentence=_sentence(entries.get(row.notice.entry_id), language),
            medium=Medium(row.medium),
            fault=_fault(row.failure),
            attempts=row.attempts,
            at=row.failed_at or row.queued_at,
            row_id=row.pk,
            opened_at=row.notice.opened_at,
        )
        for row in rows
    ]


def notices_without_address(
    *, viewer: Viewer, language: Language, before: Place | None = None, limit: int = 50
) -> Sequence[Undelivered]:
    """Return notices that had no address to go to, latest first; from `before` backwards. Raises NotAllowed."""
    _check(viewer)
    found = Notice.objects.filter(not_sent=WhyNotSent.NO_ADDRESS)
    if before:
        moment, last = before
        found = found.filter(Q(created_at__lt=moment) | Q(created_at=moment, id__lt=last))
    rows = list(found.order_by("-created_at", "-id")[:limit])
    entries = entries_numbered(row.entry_id for row in rows)
    return [
        Undelivered(
            client_id=row.client_id,
            subject=row.subject,
            sentence=_sentence(entries.get(row.entry_id), language),
            medium=None,
            fault=None,
            attempts=0,
            at=row.created_at,
            row_id=row.pk,
            opened_at=row.opened_at,
        )
        for row in rows
    ]


def failing_providers() -> Sequence[ProviderState]:
    """Return the carriers that fail now, with since when and how. One small query."""
    found: Iterable[Provider] = Provider.objects.filter(failing_since__isnull=False).order_by("medium")
    return [
        ProviderState(
            medium=Medium(one.medium),
            failures=one.failures,
            fault=_fault(one.last_fault),
            failing_since=one.failing_since,
            paused_until=one.paused_until,
        )
        for one in found
        if one.failing_since
    ]


def _check(viewer: Viewer) -> None:
    if not viewer.may(Right.UNDELIVERED):
        raise NotAllowed("undelivered notices")


def _notice(notice: Notice, entry: Entry | None) -> StaffNotice:
    return StaffNotice(
        notice_id=notice.pk,
        client_id=notice.client_id,
        subject=notice.subject,
        occurred_at=notice.occurred_at,
        sentences={language: _sentence(entry, language) for language in Language},
        not_sent=WhyNotSent(notice.not_sent) if notice.not_sent else None,
        opened_at=notice.opened_at,
        sendings=tuple(_sending(delivery) for delivery in notice.deliveries.all()),
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
