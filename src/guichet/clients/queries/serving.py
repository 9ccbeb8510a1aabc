"""What everybody who serves a client must know: how to speak to them, what they need, how they may be reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import BooleanField, Case, Exists, F, Func, Subquery, Value, When

from guichet.clients.models import Client, ContactPoint, Death, PostalAddress, SafeContact
from guichet.clients.policy import contact_policy
from guichet.clients.queries.people import NameFacts, shown_contact
from guichet.clients.rules.addresses import address_lines, parts_of
from guichet.clients.rules.contacts import is_to_ask_again
from guichet.clients.rules.safety import Safe, safe_of
from guichet.clients.terms import (
    AddressPart,
    ContactKind,
    ContactMeans,
    DeathProof,
    Format,
    Frequency,
    Gender,
    NameKind,
)
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right


@dataclass(frozen=True, slots=True)
class PointFacts:
    """An address or number, and how far it can be relied on. `shown` is half hidden from the client’s own page."""

    point_id: int
    kind: ContactKind
    shown: str
    in_use: bool
    is_confirmed: bool
    is_failing: bool
    failing_since: datetime | None
    # Confirmed so long ago that it may be somebody else’s.
    ask_again: bool


@dataclass(frozen=True, slots=True)
class AddressFacts:
    """A postal address as it is written on an envelope."""

    country: str
    parts: dict[AddressPart, str]
    latin: dict[AddressPart, str]
    lines: tuple[str, ...]
    latin_lines: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    is_confirmed: bool
    is_failing: bool


@dataclass(frozen=True, slots=True)
class DeathFacts:
    """That a client has died, and what showed it."""

    died_on: date | None
    proof: DeathProof
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Serving:
    """What a client told once, for everybody who serves them; and what they chose."""

    client_id: int
    names_used: tuple[NameFacts, ...]
    gender: Gender | None
    pronouns: str
    greeting: str
    said_as: str
    frequency: Frequency
    quiet_from: time | None
    quiet_to: time | None
    heartbeat: bool
    formats: tuple[Format, ...]
    interpreter: str
    access_needs: str
    contact_points: tuple[PointFacts, ...]
    # None for staff where the client is in danger: where they live is told to nobody.
    address: AddressFacts | None
    safe: Safe | None
    death: DeathFacts | None


def serving(client_id: int, *, viewer: Viewer, now: datetime, language: Language) -> Serving:
    """Return what is needed to serve a client: to themself, and to staff who opened their file. Four queries.

    Raises NotAllowed for everybody else, representatives among them, and where there is no such client.
    """
    own = client_id in viewer.own_clients and viewer.may(Right.OWN_FILES)
    if not own and not (client_id in viewer.opened and viewer.may(Right.CLIENT_FILES)):
        raise NotAllowed("client")
    # Whichever of the person’s records says it, it holds for all of them: what is most careful counts.
    everyone = viewer.everyone_of(client_id)
    kept_first = Case(When(client_id=everyone[0], then=Value(0)), default=Value(1))
    endangered = SafeContact.objects.filter(client_id__in=everyone, ended_at=None).order_by(kept_first)
    deaths = Death.objects.filter(client_id__in=everyone, undone_at=None)
    record = (
        Client.objects.select_related("preference", "self_description")
        .filter(pk=client_id)
        .annotate(safe=Subquery(endangered.values("details")[:1]), has_died=Exists(deaths))
        .first()
    )
    if record is None:
        raise NotAllowed("client")
    preference = getattr(record, "preference", None)
    said = getattr(record, "self_description", None)
    death = deaths.order_by("recorded_at").first() if record.has_died else None
    safe = record.safe
    hidden = safe is not None and not own
    return Serving(
        client_id=client_id,
        names_used=tuple(
            NameFacts.of(name.text) for name in record.names.filter(kind=NameKind.USED).order_by("position")
        ),
        gender=Gender(said.gender) if said and said.gender else None,
        pronouns=said.pronouns if said else "",
        greeting=said.greeting if said else "",
        said_as=said.said_as if said else "",
        frequency=Frequency(preference.frequency) if preference else Frequency.EACH,
        quiet_from=preference.quiet_from if preference else None,
        quiet_to=preference.quiet_to if preference else None,
        heartbeat=preference.heartbeat if preference else True,
        formats=tuple(Format(code) for code in preference.formats) if preference else (),
        interpreter=preference.interpreter if preference else "",
        access_needs=preference.access_needs if preference else "",
        contact_points=tuple(_points(client_id, masked=own or hidden, now=now)),
        address=None if hidden else _address_today(client_id, language),
        safe=safe_of(safe) if safe else None,
        death=DeathFacts(death.died_on, DeathProof(death.proof), death.recorded_at) if death else None,
    )


def addresses_of(client_id: int, *, viewer: Viewer, language: Language) -> list[AddressFacts]:
    """Return a client’s postal addresses to the client, the latest first. Raises NotAllowed for others."""
    if client_id not in viewer.own_clients or not viewer.may(Right.OWN_FILES):
        raise NotAllowed("address")
    rows = PostalAddress.objects.filter(client_id=client_id).order_by("-valid_from", "-id")
    return [_address(row, language) for row in rows]


def in_danger(client_ids: Iterable[int]) -> frozenset[int]:
    """Return those of the clients who are in danger: where they or their files are is said nowhere."""
    asked = Client.objects.filter(pk__in=set(client_ids))
    return frozenset(asked.filter(is_in_danger("pk")).values_list("pk", flat=True))


class _AnyRecord(Func):
    """That something is said of any record of the person whom a column names."""

    # The records of one person hang together by joinings that hold, however often records were joined.
    template = """EXISTS (
        WITH RECURSIVE person (id) AS (
            SELECT %(expressions)s
            UNION
            SELECT CASE WHEN m.kept_id = person.id THEN m.gone_id ELSE m.kept_id END
            FROM person JOIN clients_merge m ON m.undone_at IS NULL AND (m.kept_id = person.id OR m.gone_id = person.id)
        )
        SELECT FROM person JOIN %(said)s
    )"""
    output_field = BooleanField()


def is_in_danger(client: str) -> Func:
    """Return the condition that the client whom a column names is in danger, for the queries of other rooms.

    Said of one record, it holds for every record that was joined with it, near or far.
    """
    return _AnyRecord(F(client), said="clients_safecontact s ON s.client_id = person.id AND s.ended_at IS NULL")


def has_died(client: str) -> Func:
    """Return the condition that the client whom a column names has died, by any record of the person."""
    return _AnyRecord(F(client), said="clients_death d ON d.client_id = person.id AND d.undone_at IS NULL")


def deceased(client_ids: Iterable[int]) -> frozenset[int]:
    """Return those of the clients who are recorded as having died."""
    active = Death.objects.filter(client_id__in=set(client_ids), undone_at=None)
    return frozenset(active.values_list("client_id", flat=True))


def contact_kind(point_id: int) -> str:
    """Return of which kind an address is; empty where there is no such address any more."""
    return ContactPoint.objects.filter(pk=point_id).values_list("kind", flat=True).first() or ""


def contact_value(client_id: int, point_id: int, *, viewer: Viewer) -> tuple[ContactKind, str] | None:
    """Return a client’s own address in full, or None. Raises NotAllowed unless the viewer serves or is the client."""
    if client_id not in viewer.own_clients and client_id not in viewer.opened:
        raise NotAllowed("contact")
    point = ContactPoint.objects.filter(pk=point_id, client_id=client_id).first()
    return (ContactKind(point.kind), point.value) if point else None


def _points(client_id: int, *, masked: bool, now: datetime) -> Iterable[PointFacts]:
    """Return the addresses that are used or kept, the one in use first."""
    after = contact_policy(now).asked_again_after
    points = ContactPoint.objects.filter(client_id=client_id).order_by("kind", "-in_use", "id")
    for point in points:
        if not point.in_use and point.chosen_at is None:
            continue  # told by the case system once, and left
        kind = ContactKind(point.kind)
        yield PointFacts(
            point_id=point.pk,
            kind=kind,
            shown=shown_contact(kind, point.value, masked=masked),
            in_use=point.in_use,
            is_confirmed=point.verified_at is not None and point.verified_by != ContactMeans.STAFF,
            is_failing=point.failing_since is not None,
            failing_since=point.failing_since,
            ask_again=is_to_ask_again(point.verified_at, after=after[kind], now=now),
        )


def _address_today(client_id: int, language: Language) -> AddressFacts | None:
    row = PostalAddress.objects.filter(client_id=client_id, valid_to=None).first()
    return _address(row, language) if row else None


def _address(row: PostalAddress, language: Language) -> AddressFacts:
    parts, latin = parts_of(row.parts), parts_of(row.latin)
    return AddressFacts(
        country=row.country,
        parts=parts,
        latin=latin,
        lines=address_lines(row.country, parts, language=language),
        latin_lines=address_lines(row.country, latin, latin=True, language=language) if latin else (),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        is_confirmed=row.verified_at is not None,
        is_failing=row.failing_since is not None,
    )
