"""By which addresses clients can be reached, in bulk, and which of them no longer work."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from guichet.clients.models import Client, ContactPoint
from guichet.clients.terms import ContactKind
from guichet.foundation.languages import Language


@dataclass(frozen=True, slots=True)
class Reachable:
    """How a client wants to be told, in which language, and each address that works."""

    channel: str
    language: Language
    addresses: dict[ContactKind, str]


def reach_of(client_ids: Iterable[int]) -> dict[int, Reachable]:
    """Return how each of these clients can be reached, in two queries; unknown clients are left out."""
    wanted = set(client_ids)
    found = {
        number: Reachable(channel, Language.of(language), {})
        for number, channel, language in Client.objects.filter(id__in=wanted).values_list("id", "channel", "language")
    }
    points = ContactPoint.objects.filter(client_id__in=wanted, failing_since=None).exclude(value="")
    for number, kind, value in points.values_list("client_id", "kind", "value"):
        found[number].addresses[ContactKind(kind)] = value
    return found


def note_failing_address(*, client_id: int, kind: ContactKind, value: str, at: datetime) -> bool:
    """Note that messages to an address come back for good; return whether it was still the client's and working.

    The entry `notice.failed` of the journal tells of it.
    """
    points = ContactPoint.objects.filter(client_id=client_id, kind=kind, value=value, failing_since=None)
    return bool(points.update(failing_since=at))
