"""Sending nothing more to somebody who has died."""

from django.db import transaction

from guichet.notices.models import Delivery, Notice
from guichet.notices.terms import DeliveryStatus, WhyNotSent


@transaction.atomic
def stop_messages(*, client_id: int) -> int:
    """Take back the messages to a client that are still waiting, and return how many. What they told stays readable."""
    waiting = Delivery.objects.select_for_update().filter(
        notice__client_id=client_id, status=DeliveryStatus.QUEUED, sent_at=None
    )
    notices = list(waiting.values_list("notice_id", flat=True))
    Delivery.objects.filter(pk__in=[one.pk for one in waiting]).delete()
    Notice.objects.filter(pk__in=notices, deliveries=None).update(not_sent=WhyNotSent.DECEASED)
    return len(notices)
