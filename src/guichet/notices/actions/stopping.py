"""Sending nothing more to somebody who has died."""

from django.db import transaction

from guichet.journal.actions import Origin
from guichet.notices.actions.owning import resolve
from guichet.notices.models import Delivery, Notice, Undelivered
from guichet.notices.terms import DeliveryStatus, Resolution, UndeliveredState, WhyGivenUp, WhyNotSent


@transaction.atomic
def stop_messages(*, client_id: int, origin: Origin) -> int:
    """Take back the messages to a client that are still waiting, and return how many notices they carried.

    What they told stays readable; nobody goes on trying to reach the client.
    """
    waiting = Delivery.objects.select_for_update().filter(
        client_id=client_id, status=DeliveryStatus.QUEUED, sent_at=None, says=""
    )
    numbers = list(waiting.values_list("pk", flat=True))
    notices = set(Notice.objects.filter(deliveries__in=numbers).values_list("pk", flat=True))
    Delivery.objects.filter(pk__in=numbers).delete()
    Notice.objects.filter(pk__in=notices, deliveries=None).update(not_sent=WhyNotSent.DECEASED)
    stuck = Undelivered.objects.select_for_update().filter(client_id=client_id)
    resolve(stuck.exclude(state=UndeliveredState.RESOLVED), Resolution.GIVEN_UP, origin, reason=WhyGivenUp.DECEASED)
    return len(notices)
