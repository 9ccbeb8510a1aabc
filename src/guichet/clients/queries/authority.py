"""Who may see or act for whom, as the registry says at a moment."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q

from guichet.clients.authority_policy import age_of_majority, kind_policy, limits
from guichet.clients.models import Authority, Client, Party
from guichet.clients.one_person import everyone_of
from guichet.clients.queries.people import NameFacts, names_of
from guichet.clients.queries.serving import deceased, has_died
from guichet.clients.rules import Held, Request, Wish, consent_at, grant_of, of_age_on
from guichet.clients.rules.authority import PAY_OF
from guichet.clients.terms import (
    AskedFor,
    AuthorityEnd,
    AuthorityProof,
    AuthoritySource,
    Consent,
    Identified,
    Licence,
    WayIn,
)
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Grant, Viewer
from guichet.identity.terms import AuthorityKind, Disclosure, Right
from guichet.journal.terms import Channel

# What an account may read, in one question: its own clients, what helpers were given, what clients were given, and
# what groups of sponsors and members’ offices were given, as far as those let each of their people see. As one text: a
# group holds 600 rows, and to make 600 arrays and twice as many moments of them takes far longer than the question.
# Of each moment the answer needs only whether it has come.
# What was given to a record of theirs that was joined to another is theirs still.
_STANDING = """
WITH RECURSIVE own AS (SELECT client_id FROM clients_accountlink WHERE user_id = %(user)s),
self (id) AS (
    SELECT client_id FROM own
    UNION
    SELECT CASE WHEN m.kept_id = self.id THEN m.gone_id ELSE m.kept_id END
    FROM self JOIN clients_merge m ON m.undone_at IS NULL AND (m.kept_id = self.id OR m.gone_id = self.id)
),
held AS (
    SELECT a.*, p.licence, 'CASE' AS most FROM clients_party p
    JOIN clients_authority a ON a.party_id = p.id AND a.revoked_at IS NULL
    WHERE p.user_id = %(user)s
    UNION ALL
    SELECT a.*, 'UNPAID', 'CASE' FROM clients_authority a
    WHERE a.holder_id IN (SELECT id FROM self) AND a.revoked_at IS NULL
    UNION ALL
    SELECT a.*, g.licence, m.sees FROM clients_party p
    JOIN clients_groupmember m ON m.party_id = p.id AND m.left_at IS NULL
    JOIN clients_party g ON g.id = m.group_id
    JOIN clients_authority a ON a.party_id = g.id AND a.revoked_at IS NULL
        AND a.kind = CASE WHEN g.user_id IS NULL THEN 'MP_OFFICE' ELSE 'SPONSOR_GROUP' END
    WHERE p.user_id = %(user)s
)
SELECT json_build_array(
    (SELECT coalesce(json_agg(client_id), '[]') FROM own),
    (SELECT coalesce(json_agg(json_build_array(
        h.client_id, h.id, h.files,
        json_build_array(h.kind, h.source, CASE h.most WHEN 'CASE' THEN h.sees ELSE array_remove(h.sees, 'CASE') END,
                         h.acts, h.starts_at <= %(at)s, coalesce(h.ends_at <= %(at)s, false), h.licence,
                         CASE WHEN h.kind = 'PARENT' THEN c.birth_date END,
                         EXISTS (
                            WITH RECURSIVE person (id) AS (
                                SELECT h.client_id
                                UNION
                                SELECT CASE WHEN m.kept_id = person.id THEN m.gone_id ELSE m.kept_id END
                                FROM person JOIN clients_merge m ON m.undone_at IS NULL
                                    AND (m.kept_id = person.id OR m.gone_id = person.id)
                            )
                            SELECT FROM person JOIN clients_death d ON d.client_id = person.id AND d.undone_at IS NULL
                         ))::text
    )), '[]') FROM held h JOIN clients_client c ON c.id = h.client_id),
    (SELECT coalesce(json_agg(g.id), '[]') FROM clients_party p
        JOIN clients_groupmember m ON m.party_id = p.id AND m.left_at IS NULL
        JOIN clients_party g ON g.id = m.group_id AND g.user_id IS NULL
        WHERE p.user_id = %(user)s)
)::text
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """What an account may read: the clients it is, and what others allow it at a moment."""

    own_clients: frozenset[int]
    grants: tuple[Grant, ...]
    # The members’ offices in which it works. Such an office has no account of its own, unlike a group of sponsors.
    offices: frozenset[int] = frozenset()


def standing_of(user_id: int, *, at: datetime) -> Standing:
    """Return what an account may read at a moment. One query, for ordinary clients and for a group’s 600 files."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, {"user": user_id, "at": at})
        own, rows, offices = json.loads(cursor.fetchone()[0])
    today = local_day(at)
    # Most rows of a group say the same: what that allows is decided once.
    allowed: dict[str, Grant | None] = {}
    grants = []
    for client_id, row_id, files, said in rows:
        if said not in allowed:
            allowed[said] = _allowed(said, at=at, today=today)
        if grant := allowed[said]:
            grants.append(Grant(client_id, grant.kind, grant.sees, grant.acts, frozenset(files), row_id))
    return Standing(frozenset(own), tuple(grants), frozenset(offices))


def _allowed(said: str, *, at: datetime, today: date) -> Grant | None:
    """Return what a row that says this allows at a moment; the client, the files and the row’s number are others’."""
    kind, source, sees, acts, has_begun, is_over, licence, born, died = json.loads(said)
    held = _held(
        0,
        0,
        kind,
        source,
        sees,
        (),
        at if has_begun else at + timedelta(microseconds=1),
        at if is_over else None,
        licence,
        date.fromisoformat(born) if born else None,
        acts=acts,
        today=today,
        died=died,
    )
    return grant_of(held, now=at, today=today)


def grants_of(user_id: int, *, at: datetime) -> tuple[Grant, ...]:
    """Return what others allow an account at a moment."""
    return standing_of(user_id, at=at).grants


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """Somebody who helps clients, as their clients and staff see them."""

    party_id: int
    name: str
    organisation: str
    is_paid: bool
    regulator: str
    licence_number: str
    licence: Licence
    licence_checked_at: datetime | None
    # Which register was asked; one that only pretends says so in its name.
    licence_register: str
    has_account: bool

    @classmethod
    def of(cls, party: Party) -> "PartyFacts":
        """Return the facts of a party."""
        return cls(
            party_id=party.pk,
            name=party.name,
            organisation=party.organisation,
            is_paid=party.is_paid,
            regulator=party.regulator,
            licence_number=party.licence_number,
            licence=Licence(party.licence),
            licence_checked_at=party.licence_checked_at,
            licence_register=party.licence_register,
            has_account=party.user_id is not None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityFacts:
    """One row of the registry: what was given to whom, and whether it holds at the moment asked about."""

    authority_id: int
    client_id: int
    kind: AuthorityKind
    party: PartyFacts | None
    # Where another client holds it: who, and their name.
    holder_id: int | None
    holder_name: str
    sees: frozenset[Disclosure]
    acts: bool
    files: tuple[str, ...]
    source: AuthoritySource
    form_version: str
    signed_on: date | None
    proof: AuthorityProof
    starts_at: datetime
    # When it ends by itself: a moment, or for parents the day on which the child comes of age.
    ends_at: datetime | None
    of_age_on: date | None
    given_at: datetime
    given_by: str
    verified_by: str
    channel: Channel
    replaces_id: int | None
    revoked_at: datetime | None
    revoked_by: str
    revoked_why: AuthorityEnd | None
    # What its consent is worth at the moment asked about, and what it allows; None: nothing.
    consent: Consent
    grant: Grant | None
    held: Held

    # Where its holder handed it back: a code of `hand_backs.yaml`, and their words for the client.
    gave: str = ""
    gave_words: str = ""

    @property
    def wish(self) -> Wish:
        """Return what it allows as it was given, as a wish: to hold another against it."""
        return Wish(
            kind=self.kind,
            sees=self.sees,
            acts=self.acts,
            files=frozenset(self.files),
            starts_at=self.starts_at,
            ends_at=self.ends_at,
        )

    @property
    def holds(self) -> bool:
        """Return whether it allows anything at the moment asked about."""
        return self.grant is not None

    @property
    def who(self) -> str:
        """Return the name of whoever holds it."""
        return self.party.name if self.party else self.holder_name

    def request(self, asked: AskedFor, *, way: WayIn, known: Identified) -> Request:
        """Return what this holder asks for as a request to decide: for whoever answers a call."""
        return Request(self.held.requester, asked, self.consent, PAY_OF[self.held.licence], way, known)


def authorities_of(client_id: int, *, viewer: Viewer, now: datetime, history: bool = False) -> Sequence[AuthorityFacts]:
    """Return who may see or act for a client: what is open, latest first; with `history`, what is over too.

    For the client, for whoever stands in for a minor, and for staff who opened the file. Raises NotAllowed.
    """
    if not may_decide(viewer, client_id) and not _as_staff(viewer, client_id):
        raise NotAllowed("authorities")
    rows = Authority.objects.filter(client_id__in=viewer.everyone_of(client_id))
    if not history:
        rows = rows.filter(revoked_at=None).exclude(ends_at__lte=now)
    found = facts_of(rows.order_by("-given_at", "-id"), now=now)
    return found if history else [one for one in found if one.consent is not Consent.ENDED]


def authorities_held(*, viewer: Viewer, now: datetime) -> Sequence[AuthorityFacts]:
    """Return what others allow this account, open and in force, by client. Two queries for all of it."""
    if viewer.user_id is None or viewer.staff_id is not None:
        return []
    rows = Authority.objects.filter(revoked_at=None).filter(
        Q(party__user_id=viewer.user_id) | Q(holder_id__in=viewer.own_clients) | Q(party_id__in=viewer.offices)
    )
    return [one for one in facts_of(rows.order_by("client_id", "id"), now=now) if one.holds]


def authority_facts(authority_id: int, *, viewer: Viewer, now: datetime) -> AuthorityFacts:
    """Return one row, for its client, its holder, and staff who opened the file. Raises NotAllowed, alike for none."""
    found = facts_of(Authority.objects.filter(pk=authority_id), now=now)
    if not found:
        raise NotAllowed("authority")
    one = found[0]
    if not (may_decide(viewer, one.client_id) or _as_staff(viewer, one.client_id) or is_holder(viewer, authority_id)):
        raise NotAllowed("authority")
    return one


def is_deceased(client_id: int) -> bool:
    """Return whether a client has died, by any record of the person."""
    return bool(deceased(everyone_of([client_id]).get(client_id, (client_id,))))


def may_decide(viewer: Viewer, client_id: int) -> bool:
    """Return whether a viewer decides who sees a client: the client, or who stands in for a minor by law.

    A representative never does: what was given to them is not theirs to give.
    """
    return viewer.is_self(client_id) or any(
        grant.kind is AuthorityKind.PARENT and grant.acts for grant in viewer.grants_on(client_id)
    )


def is_holder(viewer: Viewer, authority_id: int) -> bool:
    """Return whether this account holds an open authority, in force or not."""
    if viewer.user_id is None or viewer.staff_id is not None:
        return False
    rows = Authority.objects.filter(pk=authority_id, revoked_at=None)
    own = Q(party__user_id=viewer.user_id) | Q(holder_id__in=viewer.own_clients)
    return rows.filter(own | Q(party_id__in=viewer.offices)).exists()


@dataclass(frozen=True, slots=True)
class Representation:
    """Who gets a copy of what a client is told: their account, their address, and for which files."""

    authority_id: int
    client_id: int
    party_id: int
    user_id: int | None
    email: str
    files: frozenset[str]


def told_beside(client_ids: Iterable[int], *, at: datetime) -> Sequence[Representation]:
    """Return the helpers who are told what these clients are told, by what their authority allows at a moment.

    Only those who may read letters, and only kinds that the policy tells. What was given on one of a person’s records
    holds for all of them. Two queries, however many clients.
    """
    today = local_day(at)
    asked = set(client_ids)
    persons = everyone_of(asked)
    # For the number of each record: which of those asked for are the same person.
    meant: dict[int, set[int]] = {number: {number} for number in asked}
    for number, everyone in persons.items():
        for each in everyone:
            meant.setdefault(each, set()).add(number)
    kinds = [kind for kind in AuthorityKind if kind_policy(kind, today).gets_notices]
    rows = Authority.objects.filter(client_id__in=list(meant), revoked_at=None, kind__in=kinds, party__isnull=False)
    found = []
    for row in rows.select_related("party", "client").annotate(client_died=has_died("client_id")).order_by("id"):
        grant = grant_of(held_from(row, today=today), now=at, today=today)
        if grant and Disclosure.CASE in grant.sees and row.party:
            found += [
                Representation(row.pk, number, row.party.pk, row.party.user_id, row.party.email, grant.files)
                for number in sorted(meant[grant.client_id])
            ]
    return found


def licences_to_check(*, now: datetime, limit: int) -> list[int]:
    """Return the paid helpers whose licence was last looked up too long ago, and who hold something: so many."""
    old = now - limits(local_day(now)).licence_every
    due = Party.objects.filter(is_paid=True).exclude(licence_checked_at__gt=old)
    # One whose register does not answer is asked again the next day, and keeps nobody else waiting.
    due = due.exclude(licence_asked_at__gt=now - timedelta(days=1))
    due = due.filter(Exists(Authority.objects.filter(party=OuterRef("pk"), revoked_at=None)))
    return list(due.order_by(F("licence_asked_at").asc(nulls_first=True), "id").values_list("pk", flat=True)[:limit])


def facts_of(rows: Iterable[Authority], *, now: datetime) -> list[AuthorityFacts]:
    """Return rows of the registry as facts, at a moment. Two queries, however many."""
    today = local_day(now)
    if hasattr(rows, "select_related"):
        rows = rows.select_related("party", "client", "hand_back").annotate(client_died=has_died("client_id"))
    found = list(rows)
    names = names_of([row.holder_id for row in found if row.holder_id]) if any(row.holder_id for row in found) else {}
    return [_facts(row, names, now=now, today=today) for row in found]


def held_from(row: Authority, *, today: date) -> Held:
    """Return a row of the registry as the rule reads it; with its party, client and `client_died` at hand."""
    assert row.client is not None  # a constraint says so of both
    assert row.starts_at is not None
    return _held(
        row.pk,
        row.client.pk,
        row.kind,
        row.source,
        row.sees,
        row.files,
        row.starts_at,
        row.ends_at,
        row.party.licence if row.party else Licence.UNPAID,
        row.client.birth_date,
        acts=row.acts,
        today=today,
        died=row.client_died,  # type: ignore[attr-defined]  # annotated
        revoked_at=row.revoked_at,
    )


def local_day(moment: datetime) -> date:
    """Return the department’s day at a moment."""
    return moment.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def _as_staff(viewer: Viewer, client_id: int) -> bool:
    return viewer.may(Right.CLIENT_FILES) and client_id in viewer.opened


def _held(
    row_id: int,
    client_id: int,
    kind: str,
    source: str,
    sees: Iterable[str],
    files: Iterable[str],
    starts_at: datetime,
    ends_at: datetime | None,
    licence: str,
    birth_date: date | None,
    *,
    acts: bool,
    today: date,
    died: bool,
    revoked_at: datetime | None = None,
) -> Held:
    policy = kind_policy(AuthorityKind(kind), today)
    return Held(
        authority_id=row_id,
        client_id=client_id,
        kind=AuthorityKind(kind),
        requester=policy.requester,
        source=AuthoritySource(source),
        # What the policy no longer allows, no older row does.
        sees=frozenset(map(Disclosure, sees)) & policy.sees,
        acts=acts and policy.acts,
        files=frozenset(files),
        starts_at=starts_at,
        ends_at=ends_at,
        revoked_at=revoked_at,
        licence=Licence(licence) if policy.asks_licence else Licence.UNPAID,
        of_age_on=of_age_on(birth_date, age_of_majority(today)) if kind == AuthorityKind.PARENT else None,
        has_died=died,
    )


def _facts(row: Authority, names: dict[int, tuple[NameFacts, ...]], *, now: datetime, today: date) -> AuthorityFacts:
    held = held_from(row, today=today)
    assert row.starts_at is not None
    known = names.get(row.holder_id or 0, ())
    gave = getattr(row, "hand_back", None)
    return AuthorityFacts(
        authority_id=row.pk,
        client_id=held.client_id,
        kind=held.kind,
        party=PartyFacts.of(row.party) if row.party else None,
        holder_id=row.holder_id,
        holder_name=known[0].text if known else "",
        sees=frozenset(map(Disclosure, row.sees)),
        acts=row.acts,
        files=tuple(row.files),
        source=held.source,
        form_version=row.form_version,
        signed_on=row.signed_on,
        proof=AuthorityProof(row.proof),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        of_age_on=held.of_age_on,
        given_at=row.given_at,
        given_by=row.given_by,
        verified_by=row.verified_by,
        channel=Channel(row.channel),
        replaces_id=row.replaces_id,
        revoked_at=row.revoked_at,
        revoked_by=row.revoked_by,
        revoked_why=AuthorityEnd(row.revoked_why) if row.revoked_why else None,
        consent=consent_at(held, now=now, today=today),
        grant=grant_of(held, now=now, today=today),
        held=held,
        gave=gave.reason if gave else "",
        gave_words=gave.words if gave else "",
    )


def birth_dates(client_ids: Iterable[int]) -> dict[int, date | None]:
    """Return the days of birth of clients, for the rules about who is of age. Show nobody the answer."""
    return dict(Client.objects.filter(pk__in=list(client_ids)).values_list("pk", "birth_date"))
