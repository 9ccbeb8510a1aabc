"""By which addresses clients can be reached, in bulk, and which of them no longer work."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import Any

from guichet.clients.models import Client, ContactPoint
from guichet.clients.one_person import everyone_of
from guichet.clients.terms import ContactKind, Frequency
from guichet.foundation.languages import Language


@dataclass(frozen=True, slots=True)
class Reachable:
    """How a client wants to be told, in which language, and each address that works."""

    channel: str
    language: Language
    addresses: dict[ContactKind, str] = field(default_factory=dict)
    frequency: Frequency = Frequency.EACH
    # Quiet hours as the client chose them, in their own time zone; None: as the policy has it.
    quiet_from: time | None = None
    quiet_to: time | None = None
    # The name of the client’s time zone; empty where nobody said.
    time_zone: str = ""
    # Whether to write in a long silence.
    heartbeat: bool = True


_COLUMNS = (
    "pk",
    "channel",
    "language",
    "time_zone",
    "preference__frequency",
    "preference__quiet_from",
    "preference__quiet_to",
    "preference__heartbeat",
)


def reach_of(client_ids: Iterable[int]) -> dict[int, Reachable]:
    """Return how each of these clients can be reached, in three queries; unknown clients are left out.

    Whose records were joined is reached as the record says that is kept, and, where that has no address that works,
    by another of theirs.
    """
    asked = set(client_ids)
    persons = everyone_of(asked)
    each_record = reach_of_each_record(asked.union(*persons.values()))
    found = {number: each_record[number] for number in asked if number in each_record}
    for number, everyone in persons.items():
        records = [each_record[each] for each in everyone]
        addresses = {kind: value for record in reversed(records) for kind, value in record.addresses.items()}
        found[number] = replace(records[0], addresses=addresses)
    return found


def reach_of_each_record(client_ids: Iterable[int]) -> dict[int, Reachable]:
    """Return how each of these records says that its client can be reached, joined or not, in two queries.

    For telling people that their records were joined: where that was a mistake, they are two.
    """
    wanted = set(client_ids)
    found = {row["pk"]: _reachable(row) for row in Client.objects.filter(id__in=wanted).values(*_COLUMNS)}
    points = ContactPoint.objects.filter(client_id__in=wanted, failing_since=None).exclude(value="")
    for number, kind, value in points.values_list("client_id", "kind", "value"):
        found[number].addresses[ContactKind(kind)] = value
    return found


def _reachable(row: dict[str, Any]) -> Reachable:
    return Reachable(
        channel=row["channel"],
        language=Language.of(row["language"]),
        frequency=Frequency(row["preference__frequency"] or Frequency.EACH),
        quiet_from=row["preference__quiet_from"],
        quiet_to=row["preference__quiet_to"],
        time_zone=row["time_zone"],
        heartbeat=row["preference__heartbeat"] is not False,
    )


def note_failing_address(*, client_id: int, kind: ContactKind, value: str, at: datetime) -> bool:
    """Note that messages to an address come back for good; return whether it was still the client's and working.

    The entry `notice.failed` of the journal tells of it.
    """
    everyone = everyone_of([client_id]).get(client_id, (client_id,))
    points = ContactPoint.objects.filter(client_id__in=everyone, kind=kind, value=value, failing_since=None)
    return bool(points.update(failing_since=at))


def clients_at_number(number: str) -> frozenset[int]:
    """Return the clients who can be reached at this telephone number (E.164). One query."""
    points = ContactPoint.objects.filter(kind=ContactKind.PHONE, value=number)
    return frozenset(points.values_list("client_id", flat=True))
