"""Noting what became of a message, as its provider tells: once, whatever comes twice or out of order."""

from datetime import datetime

from django.db import transaction

from guichet.clients.actions import note_working_address
from guichet.clients.reach import note_failing_address
from guichet.journal.actions import Origin
from guichet.notices.actions.climbing import climb, has_come_through
from guichet.notices.actions.reaching import KIND_OF, defer_sending, record_each
from guichet.notices.events import NoticeDelivered, NoticeFailed
from guichet.notices.models import Delivery
from guichet.notices.rules import FAULT_OF, status_after
from guichet.notices.terms import DeliveryStatus, Fault, Medium, Report


@transaction.atomic
def note_report(*, reference: str, report: Report, origin: Origin, provider_reference: str = "") -> bool:
    """Note what a provider says of the message with our `reference`; return whether there is such a message."""
    delivery = Delivery.objects.select_for_update().filter(reference=reference).first()
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
    """Note that a locked message failed for good, give up an address that is wrong, and try the next way."""
    delivery.status, delivery.failure, delivery.failed_at = DeliveryStatus.FAILED, fault, origin.at
    delivery.takes_more = False
    delivery.save(update_fields=["status", "failure", "failed_at", "takes_more"])
    medium = Medium(delivery.medium)
    if fault is Fault.ADDRESS_REFUSED and medium in KIND_OF and delivery.client_id:
        note_failing_address(client_id=delivery.client_id, kind=KIND_OF[medium], value=delivery.address, at=origin.at)
    record_each(
        delivery,
        lambda client_id, number: NoticeFailed(client_id=client_id, notice=number, medium=medium, fault=fault),
        origin,
    )
    climb(delivery, origin)


def _note_delivered(delivery: Delivery, origin: Origin) -> None:
    has_failed = delivery.status == DeliveryStatus.FAILED
    delivery.status, delivery.delivered_at = DeliveryStatus.DELIVERED, origin.at
    delivery.sent_at = delivery.sent_at or origin.at
    delivery.failure, delivery.failed_at, delivery.takes_more = "", None, False
    delivery.save(update_fields=["status", "delivered_at", "sent_at", "failure", "failed_at", "takes_more"])
    medium = delivery.medium
    record_each(
        delivery,
        lambda client_id, number: NoticeDelivered(client_id=client_id, notice=number, medium=medium),
        origin,
    )
    if has_failed and Medium(medium) in KIND_OF and delivery.client_id:
        kind = KIND_OF[Medium(medium)]
        note_working_address(client_id=delivery.client_id, kind=kind, value=delivery.address, origin=origin)
    has_come_through(delivery, origin, after_all=has_failed)


def due_again(delivery: Delivery, fault: Fault, *, at: datetime) -> None:
    """Put a locked message back among those waiting, due at `at`, with what went wrong."""
    delivery.status, delivery.failure, delivery.next_try_at, delivery.claimed_at = (
        DeliveryStatus.QUEUED,
        fault,
        at,
        None,
    )
    # What was tried once says the same at every try, and so takes no more.
    delivery.takes_more = False
    delivery.save(update_fields=["status", "failure", "next_try_at", "claimed_at", "takes_more"])
    defer_sending(Medium(delivery.medium), at=at)
