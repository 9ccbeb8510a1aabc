"""By which addresses clients can be reached, in bulk, and which of them no longer work."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from guichet.clients.models import Client, ContactPoint, Death, Merge, PostalAddress, SafeContact
from guichet.clients.one_person import everyone_of, kept_of
from guichet.clients.rules.addresses import address_lines, parts_of, region_of
from guichet.clients.rules.safety import safe_of
from guichet.clients.terms import ContactKind, Frequency, NoticeChannel
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
    # They have died: nothing is sent to anybody.
    is_deceased: bool = False
    # In danger: only the addresses here, outside the quiet hours whatever is urgent, and with words that say nothing.
    is_in_danger: bool = False


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
    by another of theirs. Somebody in danger has their safe addresses here and no others; somebody who has died has
    none; either counts for all their records.
    """
    asked = set(client_ids)
    persons = everyone_of(asked)
    each_record = reach_of_each_record(asked.union(*persons.values()))
    found = {number: each_record[number] for number in asked if number in each_record}
    for number, everyone in persons.items():
        records = [each_record[each] for each in everyone]
        grave = next((record for record in records if record.is_deceased or record.is_in_danger), None)
        if grave:
            found[number] = replace(grave, language=records[0].language)
            continue
        addresses = {kind: value for record in reversed(records) for kind, value in record.addresses.items()}
        found[number] = replace(records[0], addresses=addresses)
    return found


def reach_of_each_record(client_ids: Iterable[int]) -> dict[int, Reachable]:
    """Return how each of these records says that its client can be reached, joined or not, in two queries.

    For telling people that their records were joined: where that was a mistake, they are two.
    """
    wanted = set(client_ids)
    rows = Client.objects.filter(id__in=wanted).annotate(**_ENDANGERED_OR_DEAD).values(*_COLUMNS, *_ENDANGERED_OR_DEAD)
    found = {row["pk"]: _reachable(row) for row in rows}
    points = ContactPoint.objects.filter(client_id__in=wanted, in_use=True, failing_since=None).exclude(value="")
    for number, kind, value in points.values_list("client_id", "kind", "value"):
        if not (found[number].is_in_danger or found[number].is_deceased):
            found[number].addresses[ContactKind(kind)] = value
    return found


def reach_by_points(point_ids: Iterable[int]) -> dict[int, Reachable]:
    """Return how clients are told at these very addresses, in use or not, by the address: to say that one was left.

    Who has died or is in danger is not told there. Three queries.
    """
    points = {point.pk: point for point in ContactPoint.objects.filter(pk__in=set(point_ids), failing_since=None)}
    reach = reach_of(point.client_id for point in points.values())
    found = {}
    for number, point in points.items():
        client = reach[point.client_id]
        if client.is_in_danger or client.is_deceased:
            continue
        channel = NoticeChannel.EMAIL if point.kind == ContactKind.EMAIL else NoticeChannel.TEXT
        found[number] = replace(client, channel=channel, addresses={ContactKind(point.kind): point.value})
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """In which country a client gets letters, and in which province, state or region of it; empty where unknown."""

    country: str
    region: str


def places_of(client_ids: Iterable[int]) -> dict[int, Place]:
    """Return where each of these clients gets letters, by the address that works; of joined records, any of them.

    For working out the time of day there. Never ask for somebody in danger. Two queries.
    """
    asked = set(client_ids)
    persons = everyone_of(asked)
    rows = PostalAddress.objects.filter(
        client_id__in=asked.union(*persons.values()), valid_to=None, failing_since=None
    ).values_list("client_id", "country", "parts")
    places = {number: Place(country, region_of(country, parts_of(parts))) for number, country, parts in rows}
    found = {}
    for number in asked:
        place = next((places[each] for each in persons.get(number, (number,)) if each in places), None)
        if place:
            found[number] = place
    return found


def postal_reach_of(client_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return the lines of an envelope for each of these clients who has an address that works and may get letters.

    In Latin letters where there are some, with the country last: as it is handed to the post. Two queries.
    """
    reach = reach_of(client_ids)
    safe = [number for number, one in reach.items() if not (one.is_in_danger or one.is_deceased)]
    rows = PostalAddress.objects.filter(client_id__in=safe, valid_to=None, failing_since=None)
    return {
        row.client_id: address_lines(
            row.country, parts_of(row.latin or row.parts), latin=bool(row.latin), language=reach[row.client_id].language
        )
        for row in rows
    }


_ENDANGERED_OR_DEAD: dict[str, Any] = {
    "safe": Subquery(SafeContact.objects.filter(client=OuterRef("pk"), ended_at=None).values("details")[:1]),
    "deceased": Exists(Death.objects.filter(client=OuterRef("pk"), undone_at=None)),
}


def _reachable(row: dict[str, Any]) -> Reachable:
    plain = _as_chosen(row)
    if row["deceased"]:
        return replace(plain, channel=NoticeChannel.ACCOUNT, heartbeat=False, is_deceased=True)
    if row["safe"] is None:
        return plain
    safe = safe_of(row["safe"])
    ways = {ContactKind.EMAIL: NoticeChannel.EMAIL, ContactKind.PHONE: NoticeChannel.TEXT}
    offered = [ways[kind] for kind in safe.addresses]
    return replace(
        plain,
        channel=plain.channel if plain.channel in offered else next(iter(offered), NoticeChannel.ACCOUNT),
        addresses=dict(safe.addresses),
        # Quiet from the end of the safe hours until they begin again.
        quiet_from=safe.hours_to,
        quiet_to=safe.hours_from,
        heartbeat=False,
        is_in_danger=True,
    )


def _as_chosen(row: dict[str, Any]) -> Reachable:
    return Reachable(
        channel=row["channel"],
        language=Language.of(row["language"]),
        frequency=Frequency(row["preference__frequency"] or Frequency.EACH),
        quiet_from=row["preference__quiet_from"],
        quiet_to=row["preference__quiet_to"],
        time_zone=row["time_zone"],
        heartbeat=row["preference__heartbeat"] is not False,
    )


def is_plainly_reached_at(*, client_id: int, kind: ContactKind, value: str, language: str) -> bool:
    """Return whether a client of whom nothing special is known is still reached there, in that language. One query.

    False says only that one must look closer: records were joined, somebody is in danger or has died, or the address
    or the language is another by now.
    """
    this = {"client_id": OuterRef("pk")}
    plain = Client.objects.filter(
        Exists(ContactPoint.objects.filter(**this, kind=kind, value=value, in_use=True, failing_since=None)),
        ~Exists(SafeContact.objects.filter(**this, ended_at=None)),
        ~Exists(Death.objects.filter(**this, undone_at=None)),
        ~Exists(Merge.objects.filter(gone=OuterRef("pk"), undone_at=None)),
        ~Exists(Merge.objects.filter(kept=OuterRef("pk"), undone_at=None)),
        pk=client_id,
        language=language,
    )
    return plain.exists()


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


def verified_client_at(email: str) -> int | None:
    """Return the client who showed that this e-mail address is theirs and is written to there; None where it is
    nobody’s, or several people’s. One query, two where several records have it."""
    found = ContactPoint.objects.filter(
        kind=ContactKind.EMAIL, value=email, in_use=True, verified_at__isnull=False, failing_since=None
    ).values_list("client_id", flat=True)
    records = set(found[:10])
    if len(records) > 1:
        records = set(kept_of(records).values())
    return records.pop() if len(records) == 1 else None
