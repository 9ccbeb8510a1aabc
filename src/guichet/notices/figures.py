"""What the notices count of themselves, cheaply: for machines that watch over the service."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Case, Count, Min, Q, Value, When

from guichet.notices.models import Delivery, Notice, Undelivered
from guichet.notices.terms import DeliveryStatus, Medium, UndeliveredState, WhyNotSent
from guichet.notices.undelivered import nobodys

# How long ago a notice did not arrive, the shortest first; what is older than all of them is OLDER.
AGES = {"day": timedelta(days=1), "three_days": timedelta(days=3), "week": timedelta(days=7)}
OLDER = "older"


@dataclass(frozen=True, slots=True)
class UndeliveredFigures:
    """How many notices that did not arrive are being tried or owned, by how long ago that was; and what is amiss.

    `by_age` counts for each (state, age), the ages of AGES; `oldest_age` is in seconds. `overdue` a person should have
    seen to; `nobodys` must be 0 at any moment.
    """

    by_age: Mapping[tuple[str, str], int]
    oldest_age: Mapping[str, float]
    overdue: int
    nobodys: int


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


def undelivered_figures(now: datetime) -> UndeliveredFigures:
    """Return the figures of what did not arrive and is not resolved, as of `now`: two queries."""
    owned = Q(state=UndeliveredState.OWNED)
    since = Case(*(When(since__gt=now - age, then=Value(name)) for name, age in AGES.items()), default=Value(OLDER))
    rows = (
        Undelivered.objects.exclude(state=UndeliveredState.RESOLVED)
        .order_by()
        .annotate(age=since)
        .values("state", "age")
        .annotate(count=Count("pk"), oldest=Min("since"), overdue=Count("pk", filter=owned & Q(due_at__lt=now)))
    )
    by_age = {(state.value, age): 0 for state in _UNRESOLVED for age in (*AGES, OLDER)}
    oldest = {state.value: 0.0 for state in _UNRESOLVED}
    overdue = 0
    for row in rows:
        by_age[row["state"], row["age"]] = row["count"]
        oldest[row["state"]] = max(oldest[row["state"]], (now - row["oldest"]).total_seconds())
        overdue += row["overdue"]
    return UndeliveredFigures(by_age, oldest, overdue, len(nobodys()))


_UNRESOLVED = (UndeliveredState.TRYING, UndeliveredState.OWNED)
_UNDER_WATCH = (DeliveryStatus.QUEUED, DeliveryStatus.SENDING, DeliveryStatus.FAILED)


def _messages(*statuses: DeliveryStatus) -> list[Any]:
    found = Delivery.objects.filter(status__in=statuses).order_by()
    return list(found.values("medium", "status").annotate(count=Count("id")))


def _highest_number(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, 'id'))", [table])
        return int(cursor.fetchone()[0] or 0)
