"""A client, as somebody who may see them sees them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Self

from django.db.models import Case, Exists, OuterRef, When

from guichet.clients.models import AccountLink, Client, ContactPoint, Death, Name, SafeContact
from guichet.clients.rules import masked_email, masked_phone, shown_uci
from guichet.clients.terms import ContactKind, NameKind, NoticeChannel
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Disclosure
from guichet.language.names import is_right_to_left, script_of


@dataclass(frozen=True, slots=True)
class NameFacts:
    """A name as the person writes it, and what is needed to show it rightly."""

    text: str
    # As Unicode names it: LATIN, ARABIC, CJK.
    script: str
    # `rtl` or `ltr`: for the attribute `dir`.
    direction: str

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the facts of a name."""
        return cls(text, script_of(text), "rtl" if is_right_to_left(text) else "ltr")


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """A way to reach a client. `shown` is whole for staff who opened the file, and masked for the client."""

    kind: ContactKind
    shown: str
    is_failing: bool


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """A client, as somebody who may see them sees them."""

    client_id: int
    uci: str
    names: tuple[NameFacts, ...]
    birth_date: date | None
    country: str
    language: Language
    channel: NoticeChannel
    time_zone: str
    # Since when the client’s own choice of language and channel holds; None where the case system’s does.
    prefers_since: datetime | None
    # Those in use.
    contact_points: tuple[ContactFacts, ...]
    has_account: bool
    # Where they and their files are is said nowhere, and they are reached in one way only.
    is_in_danger: bool = False
    is_deceased: bool = False
    # The identifiers of the records that were joined to this one.
    also_uci: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the name we use: the first; the identifier where no name is known."""
        return self.names[0].text if self.names else self.shown_uci

    @property
    def shown_uci(self) -> str:
        """Return the identifier as it is printed."""
        return shown_uci(self.uci)


def client(client_id: int, *, viewer: Viewer) -> ClientFacts:
    """Return a client. Raises NotAllowed unless the viewer may see them, and alike where there is no such client."""
    return clients([client_id], viewer=viewer)[0]


def clients(client_ids: Iterable[int], *, viewer: Viewer) -> list[ClientFacts]:
    """Return clients in the order asked, in four questions to the database however many they are.

    Records that were joined are one client, by the record that is kept. Somebody whom a client allowed to see files
    learns the name, and the identifier where they may read letters; nothing else of the person. Raises NotAllowed
    unless the viewer may see each of them.
    """
    asked = list(dict.fromkeys(client_ids))
    wanted = list(dict.fromkeys(each for number in asked for each in viewer.everyone_of(number)))
    if not all(viewer.sees_whole(client_id) or viewer.grants_on(client_id) for client_id in wanted):
        raise NotAllowed("client")
    records = Client.objects.annotate(in_danger=_IN_DANGER, deceased=_DECEASED).in_bulk(wanted)
    if len(records) < len(wanted):
        raise NotAllowed("client")
    names = names_of(wanted)
    # Whichever of a person’s records says that they are in danger, it holds for all of them.
    careful = {
        number
        for number in wanted
        if any(records[each].in_danger for each in viewer.everyone_of(number) if each in records)
    }
    points: dict[int, list[ContactFacts]] = {client_id: [] for client_id in wanted}
    for point in ContactPoint.objects.filter(client_id__in=wanted, in_use=True).order_by("client_id", "kind"):
        masked = point.client_id in viewer.own_clients or point.client_id in careful
        points[point.client_id].append(_contact(point, masked=masked))
    linked = set(AccountLink.objects.filter(client_id__in=wanted).values_list("client_id", flat=True))
    found = {
        client_id: _client(
            records[client_id], names.get(client_id, ()), points[client_id], has_account=client_id in linked
        )
        if viewer.sees_whole(client_id)
        else _held(records[client_id], names.get(client_id, ()), viewer)
        for client_id in wanted
    }
    persons = dict.fromkeys(viewer.everyone_of(number) for number in asked)
    return [_as_one([found[number] for number in everyone]) for everyone in persons]


def _as_one(records: Sequence[ClientFacts]) -> ClientFacts:
    """Return a client from all their records: the first is kept, and what it lacks is taken from the others."""
    kept = records[0]
    if len(records) == 1:
        return kept
    return replace(
        kept,
        names=tuple({name.text: name for record in records for name in record.names}.values()),
        birth_date=next((record.birth_date for record in records if record.birth_date), None),
        country=next((record.country for record in records if record.country), ""),
        contact_points=_usable(records),
        has_account=any(record.has_account for record in records),
        is_in_danger=any(record.is_in_danger for record in records),
        is_deceased=any(record.is_deceased for record in records),
        also_uci=tuple(record.shown_uci for record in records[1:]),
    )


def _usable(records: Sequence[ClientFacts]) -> tuple[ContactFacts, ...]:
    """Return one address of each kind: the first that works, or else the first."""
    points = [point for record in records for point in record.contact_points]
    best: dict[ContactKind, ContactFacts] = {}
    for point in sorted(points, key=lambda point: point.is_failing):
        best.setdefault(point.kind, point)
    return tuple(best[kind] for kind in ContactKind if kind in best)


def _held(record: Client, names: tuple[NameFacts, ...], viewer: Viewer) -> ClientFacts:
    """Return a client as somebody sees them who was allowed to see files: whom they help, and nothing of the person."""
    reads_letters = viewer.may_see_client(record.pk, Disclosure.CASE)
    return ClientFacts(
        client_id=record.pk,
        uci=record.uci if reads_letters else "",
        names=names[:1],
        birth_date=None,
        country="",
        language=Language.of(record.language),
        channel=NoticeChannel.ACCOUNT,
        time_zone="",
        prefers_since=None,
        contact_points=(),
        has_account=False,
    )


_IN_DANGER = Exists(SafeContact.objects.filter(client=OuterRef("pk"), ended_at=None))
_DECEASED = Exists(Death.objects.filter(client=OuterRef("pk"), undone_at=None))


def _client(
    record: Any, names: tuple[NameFacts, ...], points: Sequence[ContactFacts], *, has_account: bool
) -> ClientFacts:
    return ClientFacts(
        client_id=record.pk,
        uci=record.uci,
        names=names,
        birth_date=record.birth_date,
        country=record.country,
        language=Language.of(record.language),
        channel=NoticeChannel(record.channel),
        time_zone=record.time_zone,
        prefers_since=record.prefers_since,
        contact_points=tuple(points),
        has_account=has_account,
        is_in_danger=record.in_danger,
        is_deceased=record.deceased,
    )


def _contact(point: ContactPoint, *, masked: bool) -> ContactFacts:
    kind = ContactKind(point.kind)
    return ContactFacts(kind, shown_contact(kind, point.value, masked=masked), point.failing_since is not None)


def shown_contact(kind: ContactKind, value: str, *, masked: bool) -> str:
    """Return an address or number as it is shown, half hidden where `masked`."""
    if not masked:
        return value
    return masked_email(value) if kind is ContactKind.EMAIL else masked_phone(value)


_USED_FIRST = Case(When(kind=NameKind.USED, then=0), default=1)


def names_of(client_ids: Sequence[int]) -> dict[int, tuple[NameFacts, ...]]:
    """Return each client’s names, the one we use first: the client’s own choice, then the official ones."""
    found: dict[int, list[NameFacts]] = {}
    for name in Name.objects.filter(client_id__in=client_ids).order_by("client_id", _USED_FIRST, "position"):
        found.setdefault(name.client_id, []).append(NameFacts.of(name.text))
    return {client_id: tuple(names) for client_id, names in found.items()}
