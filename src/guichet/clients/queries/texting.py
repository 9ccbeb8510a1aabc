"""The viewer's own telephone numbers: those to which a code may be sent, and those that are in use."""

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


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """A number at which one of the viewer's own clients is texted, and whether it was shown to be theirs."""

    client_id: int
    point_id: int
    value: str
    shown: str
    is_confirmed: bool


def numbers_in_use(*, viewer: Viewer) -> list[OwnNumber]:
    """Return the telephone numbers in use of the viewer's own clients. One query."""
    points = ContactPoint.objects.filter(client_id__in=viewer.own_clients, kind=ContactKind.PHONE, in_use=True)
    return [
        OwnNumber(
            client_id=point.client_id,
            point_id=point.pk,
            value=point.value,
            shown=masked_phone(point.value),
            is_confirmed=point.verified_at is not None and point.failing_since is None,
        )
        for point in points.order_by("client_id", "pk")
    ]
