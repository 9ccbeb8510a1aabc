"""By which media a client can be told at all: what the department offers, what works, what they did not refuse."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from procrastinate.contrib.django import app

from guichet.clients.reach import Reachable, postal_reach_of
from guichet.clients.terms import ContactKind
from guichet.journal.actions import Origin, record
from guichet.journal.events import Event
from guichet.notices.models import Delivery, TextStop
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
    """Return by which media each of these clients can be told now. Three queries at most."""
    offered = media_on_offer()
    numbers = {one.addresses[ContactKind.PHONE] for one in reach.values() if ContactKind.PHONE in one.addresses}
    stopped = stopped_among(numbers) if Medium.TEXT in offered else frozenset()
    postal = postal_reach_of(reach) if Medium.POST in offered else {}
    return {
        client_id: Reach(
            str(one.channel),
            _addresses(one, offered, stopped, postal.get(client_id, ())),
            is_deceased=one.is_deceased,
        )
        for client_id, one in reach.items()
    }


def _addresses(
    one: Reachable, offered: frozenset[Medium], stopped: frozenset[str], postal: Sequence[str]
) -> dict[Medium, str]:
    known = {medium: one.addresses.get(kind, "") for medium, kind in KIND_OF.items() if medium in offered}
    if Medium.POST in offered:
        # Lines of an address, as written on an envelope.
        known[Medium.POST] = "\n".join(postal)
    return {medium: address for medium, address in known.items() if address and address not in stopped}


def stopped_among(numbers: set[str]) -> frozenset[str]:
    """Return which of these numbers want no texts."""
    if not numbers:
        return frozenset()
    return frozenset(TextStop.objects.filter(number__in=numbers, resumed_at=None).values_list("number", flat=True))


def defer_sending(medium: Medium, *, at: datetime | None = None) -> None:
    """Owe a run of sending by this medium, in this transaction; not before `at` where it is given."""
    app.configure_task(SEND_DUE, queue=str(medium), schedule_at=at).defer(medium=str(medium))


def record_each(delivery: Delivery, event_of: Callable[[int, int], Event], origin: Origin) -> bool:
    """Record what happened to a message once for each notice it carries: `event_of(client, notice)`.

    Return whether any of them had not arrived before by another way.
    """
    stuck = False
    carried = delivery.notices.order_by("id").values_list("client_id", "id", "entry_id", "undelivered__state")
    for client_id, number, entry_id, state in carried:
        record(event_of(client_id, number), replace(origin, caused_by=entry_id))
        stuck = stuck or state is not None
    return stuck
