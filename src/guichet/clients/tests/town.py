"""A small town for the tests of authority: people with accounts, and how each comes to a page."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from guichet.clients.actions import Holder, Profile, describe_helper, grant_authority
from guichet.clients.models import AccountLink, Authority, Client, Party, Proposal
from guichet.clients.queries import as_one_person, standing_of
from guichet.clients.rules import Wish
from guichet.clients.terms import AuthoritySource, Awaited, Licence, LinkMeans
from guichet.clients.tests import factories
from guichet.identity.models import Staff, User
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind, Disclosure, Purpose, Role
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel

NOON = datetime(2026, 11, 3, 17, tzinfo=UTC)
DAY = timedelta(days=1)
STATUS, CASE = Disclosure.STATUS, Disclosure.CASE
_NUMBERS = iter(range(1_000_000_000, 1_999_999_999))


@dataclass(frozen=True, slots=True)
class Person:
    """A client with an account."""

    client: Client
    user: User

    @property
    def id(self) -> int:
        return self.client.pk


def person(name: str, *, born: date | None = date(1991, 2, 3)) -> Person:
    record = factories.client(name, uci=str(next(_NUMBERS)), born=born)
    user = User.objects.create_user(f"{name.split()[0].lower()}{record.pk}@example.org")
    AccountLink.objects.create(user=user, client=record, means=LinkMeans.FACTS, linked_at=NOON)
    return Person(record, user)


def viewer(who: Person | User, at: datetime = NOON) -> Viewer:
    """Return who asks, exactly as the entrance makes them."""
    user = who.user if isinstance(who, Person) else who
    standing = standing_of(user.pk, at=at)
    return as_one_person(Viewer(user_id=user.pk, own_clients=standing.own_clients, grants=standing.grants))


def origin(who: Person | User | Viewer, at: datetime = NOON) -> Origin:
    actor = who.actor if isinstance(who, Viewer) else viewer(who, at).actor
    return Origin(actor=actor, channel=Channel.WEB, at=at)


def agent(*opened: int, role: Role = Role.AGENT, name: str = "Leduc") -> Viewer:
    user = User.objects.create_user(f"{name.lower()}{User.objects.count()}@example.org")
    staff = Staff.objects.create(user=user, name=name, office="CSC-MONTREAL", roles=[role])
    return Viewer(
        user_id=user.pk,
        staff_id=staff.pk,
        roles=frozenset({role}),
        opened=dict.fromkeys(opened, Purpose.CLIENT_ASKED),
    )


def helper(name: str = "Ruth Okafor", *, paid: bool = False, licence: Licence = Licence.VALID) -> User:
    """Return the account of somebody who helps clients; paid help with this licence."""
    user = User.objects.create_user(f"{name.split()[0].lower()}{User.objects.count()}@example.org")
    profile = Profile(name=name, is_paid=paid, regulator="CICC" if paid else "", licence_number="R512" if paid else "")
    party = describe_helper(user_id=user.pk, profile=profile, origin=Origin(f"user:{user.pk}", Channel.WEB, NOON))
    if paid:
        Party.objects.filter(pk=party).update(licence=licence)
    return user


def acquaint(client: Person, user: User) -> int:
    """Let a client and a helper have met: long ago one asked the other. Return the helper’s number."""
    party = Party.objects.get(user=user)
    Proposal.objects.get_or_create(
        client=client.client,
        party=party,
        defaults={
            "kind": AuthorityKind.HELPER,
            "source": AuthoritySource.ONLINE,
            "channel": Channel.WEB,
            "awaits": Awaited.CLIENT,
            "made_by": f"user:{user.pk}",
            "made_at": NOON - 60 * DAY,
            "lapses_at": NOON - 30 * DAY,
        },
    )
    return party.pk


def appoint(client: Person, user: User, *, at: datetime = NOON, **scope: object) -> int:
    """Let somebody hold an authority over a client, as the client says; return its number."""
    wish = Wish(**({"kind": AuthorityKind.REPRESENTATIVE, "sees": frozenset({STATUS, CASE}), "acts": True} | scope))
    party = acquaint(client, user)
    who = viewer(client, at)
    return grant_authority(
        client_id=client.id, holder=Holder(party_id=party), wish=wish, viewer=who, origin=origin(who, at)
    )


def row(authority_id: int) -> Authority:
    return Authority.objects.get(pk=authority_id)
