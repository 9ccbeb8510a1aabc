"""A client, as somebody who may see them sees them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from guichet.clients.models import AccountLink, Client, ContactPoint, Name
from guichet.clients.rules import masked_email, masked_phone, shown_uci
from guichet.clients.terms import ContactKind, NoticeChannel
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
    contact_points: tuple[ContactFacts, ...]
    has_account: bool

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
    # Their own, half hidden, as soon as we know them by facts; another’s as the case itself.
    if not all(_may_see(viewer, client_id) for client_id in wanted):
        raise NotAllowed("client")
    records = Client.objects.in_bulk(wanted)
    if len(records) < len(wanted):
        raise NotAllowed("client")
    names = names_of(wanted)
    points: dict[int, list[ContactFacts]] = {client_id: [] for client_id in wanted}
    for point in ContactPoint.objects.filter(client_id__in=wanted).order_by("client_id", "kind"):
        own = point.client_id in viewer.own_clients
        points[point.client_id].append(_contact(point, masked=own))
    linked = set(AccountLink.objects.filter(client_id__in=wanted).values_list("client_id", flat=True))
    return [
        _client(records[client_id], names.get(client_id, ()), points[client_id], has_account=client_id in linked)
        for client_id in wanted
    ]


def _may_see(viewer: Viewer, client_id: int) -> bool:
    own = client_id in viewer.own_clients
    return viewer.may_see_client(client_id, Disclosure.STATUS if own else Disclosure.CASE)


def _client(
    record: Client, names: tuple[NameFacts, ...], points: Sequence[ContactFacts], *, has_account: bool
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
    )


def _contact(point: ContactPoint, *, masked: bool) -> ContactFacts:
    kind = ContactKind(point.kind)
    shown = point.value
    if masked:
        shown = masked_email(point.value) if kind is ContactKind.EMAIL else masked_phone(point.value)
    return ContactFacts(kind, shown, point.failing_since is not None)


def names_of(client_ids: Sequence[int]) -> dict[int, tuple[NameFacts, ...]]:
    """Return each client’s names, the one we use first."""
    found: dict[int, list[NameFacts]] = {}
    for name in Name.objects.filter(client_id__in=client_ids).order_by("client_id", "position"):
        found.setdefault(name.client_id, []).append(NameFacts.of(name.text))
    return {client_id: tuple(names) for client_id, names in found.items()}
