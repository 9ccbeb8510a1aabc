"""Noting what became of a message, as its provider tells: once, whatever comes twice or out of order."""

from datetime import datetime

from django.db import transaction

from guichet.clients.reach import note_failing_address, reach_of
from guichet.journal.actions import Origin, record
from guichet.notices.actions.queueing import KIND_OF, defer_sending, media_on_offer, new_message
from guichet.notices.events import NoticeDelivered, NoticeFailed, NoticeQueued
from guichet.notices.models import Delivery
from guichet.notices.rules import FAULT_OF, status_after
from guichet.notices.terms import DeliveryStatus, Fault, Medium, Report


@transaction.atomic
def note_report(*, reference: str, report: Report, origin: Origin, provider_reference: str = "") -> bool:
    """Note what a provider says of the message with our `reference`; return whether there is such a message."""
    delivery = Delivery.objects.select_for_update().select_related("notice").filter(reference=reference).first()
    if delivery is None:
        return False
    if provider_reference and not delivery.provider_reference:
        delivery.provider_reference = provider_reference
        delivery.save(update_fields=["provider_reference"])
    match status_after(DeliveryStatus(delivery.status), report):
        case DeliveryStatus.DELIVERED:
            _note_delivered(delivery, origin)
        case DeliveryStatus.FAILED:
            fail(delivery, FAULT_OF[report], origin)
    return True


def fail(delivery: Delivery, fault: Fault, origin: Origin) -> None:
    """Note that a locked message failed for good, give up an address that is wrong, and try the other medium."""
    delivery.status, delivery.failure, delivery.failed_at = DeliveryStatus.FAILED, fault, origin.at
    delivery.save(update_fields=["status", "failure", "failed_at"])
    medium, client_id = Medium(delivery.medium), delivery.notice.client_id
    if fault is Fault.ADDRESS_REFUSED:
        note_failing_address(client_id=client_id, kind=KIND_OF[medium], value=delivery.address, at=origin.at)
    record(NoticeFailed(client_id=client_id, notice=delivery.notice_id, medium=medium, fault=fault), origin)
    _try_other_medium(delivery, medium.other, origin)


def _note_delivered(delivery: Delivery, origin: Origin) -> None:
    delivery.status, delivery.delivered_at = DeliveryStatus.DELIVERED, origin.at
    delivery.sent_at = delivery.sent_at or origin.at
    delivery.failure, delivery.failed_at = "", None
    delivery.save(update_fields=["status", "delivered_at", "sent_at", "failure", "failed_at"])
    notice = delivery.notice
    record(NoticeDelivered(client_id=notice.client_id, notice=notice.pk, medium=delivery.medium), origin)


def _try_other_medium(failed: Delivery, medium: Medium, origin: Origin) -> None:
    reachable = reach_of([failed.notice.client_id]).get(failed.notice.client_id)
    address = reachable.addresses.get(KIND_OF[medium]) if reachable and medium in media_on_offer() else None
    if not address or Delivery.objects.filter(notice=failed.notice, medium=medium).exists():
        return
    message = new_message(
        notice_id=failed.notice_id, medium=medium, address=address, language=failed.language, at=origin.at
    )
    message.save()
    record(NoticeQueued(client_id=failed.notice.client_id, notice=failed.notice_id, medium=medium), origin)
    defer_sending(medium)


def due_again(delivery: Delivery, fault: Fault, *, at: datetime) -> None:
    """Put a locked message back among those waiting, due at `at`, with what went wrong."""
    delivery.status, delivery.failure, delivery.next_try_at, delivery.claimed_at = (
        DeliveryStatus.QUEUED,
        fault,
        at,
        None,
    )
    delivery.save(update_fields=["status", "failure", "next_try_at", "claimed_at"])
    defer_sending(Medium(delivery.medium), at=at)
