"""The telephone numbers to which a code may be sent: confirmed ones of one's own, that work."""

from dataclasses import dataclass

from guichet.clients.models import ContactPoint
from guichet.clients.rules import masked_phone
from guichet.clients.terms import ContactKind
from guichet.identity.rules import Viewer


@dataclass(frozen=True, slots=True)
class TextNumber:
    """A confirmed telephone number: the number itself, and half hidden."""

    value: str
    shown: str


def text_numbers(*, viewer: Viewer) -> list[TextNumber]:
    """Return the confirmed telephone numbers of the viewer's own clients, as the feed and they themselves gave them."""
    points = ContactPoint.objects.filter(
        client_id__in=viewer.own_clients, kind=ContactKind.PHONE, verified_at__isnull=False, failing_since=None
    ).order_by("client_id", "pk")
    return [TextNumber(value, masked_phone(value)) for value in dict.fromkeys(points.values_list("value", flat=True))]
