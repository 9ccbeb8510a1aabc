"""What the notices count of themselves, cheaply: for machines that watch over the service."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count, Min

from guichet.notices.models import Delivery, Notice
from guichet.notices.terms import DeliveryStatus, Medium, WhyNotSent


@dataclass(frozen=True, slots=True)
class NoticeFigures:
    """How many notices and messages there are, and how long the oldest waits.

    `notices` and `messages` are the highest numbers given, which only grow. `messages_by_status` counts, for each
    (medium, status), those that wait, are being sent or failed: all that stand in a small index. The ages are in
    seconds.
    """

    notices: int
    messages: int
    messages_by_status: Mapping[tuple[str, str], int]
    oldest_waiting_age: Mapping[str, float]
    without_address: int


def notice_figures(now: datetime) -> NoticeFigures:
    """Return the figures of the notices as of `now`: five queries over small indexes."""
    counted = {(medium.value, status.value): 0 for medium in Medium for status in _UNDER_WATCH}
    for row in _messages(DeliveryStatus.QUEUED, DeliveryStatus.SENDING) + _messages(DeliveryStatus.FAILED):
        counted[row["medium"], row["status"]] = row["count"]
    waiting = (
        Delivery.objects.filter(status=DeliveryStatus.QUEUED).values_list("medium").annotate(oldest=Min("queued_at"))
    )
    return NoticeFigures(
        notices=_highest_number(Notice._meta.db_table),
        messages=_highest_number(Delivery._meta.db_table),
        messages_by_status=counted,
        oldest_waiting_age={medium: max(0.0, (now - oldest).total_seconds()) for medium, oldest in waiting},
        without_address=Notice.objects.filter(not_sent=WhyNotSent.NO_ADDRESS).count(),
    )


_UNDER_WATCH = (DeliveryStatus.QUEUED, DeliveryStatus.SENDING, DeliveryStatus.FAILED)


def _messages(*statuses: DeliveryStatus) -> list[Any]:
    found = Delivery.objects.filter(status__in=statuses).order_by()
    return list(found.values("medium", "status").annotate(count=Count("id")))


def _highest_number(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, 'id'))", [table])
        return int(cursor.fetchone()[0] or 0)
