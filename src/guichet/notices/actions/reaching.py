"""By which media a client can be told at all: what the department offers, what works, what they did not refuse."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from procrastinate.contrib.django import app

from guichet.clients.reach import Reachable
from guichet.clients.terms import ContactKind
from guichet.notices.models import TextStop
from guichet.notices.rules import Reach
from guichet.notices.terms import Medium

SEND_DUE = "notices.send_due"
ACTOR = "notices"
KIND_OF = {Medium.EMAIL: ContactKind.EMAIL, Medium.TEXT: ContactKind.PHONE}


def media_on_offer() -> frozenset[Medium]:
    """Return the media that this department has a carrier for."""
    offered = {Medium.EMAIL}
    if settings.NOTIFY_KEY:
        offered.add(Medium.TEXT)
    if settings.PRINT_QUEUE:
        offered.add(Medium.POST)
    return frozenset(offered)


def ways_to(reach: Mapping[int, Reachable]) -> dict[int, Reach]:
    """Return by which media each of these clients can be told now. One query."""
    offered = media_on_offer()
    numbers = {one.addresses[ContactKind.PHONE] for one in reach.values() if ContactKind.PHONE in one.addresses}
    stopped = stopped_among(numbers) if Medium.TEXT in offered else frozenset()
    return {
        client_id: Reach(
            str(one.channel),
            {
                medium: one.addresses[KIND_OF[medium]]
                for medium in KIND_OF
                if medium in offered and one.addresses.get(KIND_OF[medium]) and one.addresses[KIND_OF[medium]] not in stopped
            }
            | _by_post(one, offered),
        )
        for client_id, one in reach.items()
    }


def stopped_among(numbers: set[str]) -> frozenset[str]:
    """Return which of these numbers want no texts."""
    if not numbers:
        return frozenset()
    return frozenset(
        TextStop.objects.filter(number__in=numbers, resumed_at=None).values_list("number", flat=True)
    )


def defer_sending(medium: Medium, *, at: datetime | None = None) -> None:
    """Owe a run of sending by this medium, in this transaction; not before `at` where it is given."""
    app.configure_task(SEND_DUE, queue=str(medium), schedule_at=at).defer(medium=str(medium))


def _by_post(one: Reachable, offered: frozenset[Medium]) -> dict[Medium, str]:
    # Lines of an address, as written on an envelope; the record of people keeps it, where it has one.
    lines: str = getattr(one, "postal", "")
    return {Medium.POST: lines} if lines and Medium.POST in offered else {}
