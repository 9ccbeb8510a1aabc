"""A client, as somebody who may see them sees them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from django.db.models import Case, Exists, OuterRef, When

from guichet.clients.models import AccountLink, Client, ContactPoint, Death, Name, SafeContact
from guichet.clients.rules import masked_email, masked_phone, shown_uci
from guichet.clients.terms import ContactKind, NameKind, NoticeChannel
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
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

    Raises NotAllowed unless the viewer may see each of them.
    """
    wanted = list(dict.fromkeys(client_ids))
    if not all(viewer.may_see_client(client_id) for client_id in wanted):
        raise NotAllowed("client")
    records = Client.objects.annotate(in_danger=_IN_DANGER, deceased=_DECEASED).in_bulk(wanted)
    if len(records) < len(wanted):
        raise NotAllowed("client")
    names = names_of(wanted)
    points: dict[int, list[ContactFacts]] = {client_id: [] for client_id in wanted}
    for point in ContactPoint.objects.filter(client_id__in=wanted, in_use=True).order_by("client_id", "kind"):
        masked = point.client_id in viewer.own_clients or records[point.client_id].in_danger
        points[point.client_id].append(_contact(point, masked=masked))
    linked = set(AccountLink.objects.filter(client_id__in=wanted).values_list("client_id", flat=True))
    return [
        _client(records[client_id], names.get(client_id, ()), points[client_id], has_account=client_id in linked)
        for client_id in wanted
    ]


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
