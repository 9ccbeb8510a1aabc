"""What waits for somebody’s yes, and who belongs to a household."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from guichet.clients.authority_policy import age_of_majority
from guichet.clients.models import Authority, HouseholdMember, Proposal
from guichet.clients.queries.authority import AuthorityFacts, PartyFacts, facts_of, local_day, may_decide
from guichet.clients.queries.people import NameFacts, names_of
from guichet.clients.rules import of_age_on
from guichet.clients.terms import Answer, AuthoritySource, Awaited
from guichet.identity.queries import NotAllowed, address_of
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind, Disclosure, Right


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFacts:
    """Something that waits for a yes, as one of the two sides, or staff, may see it.

    The helper does not see whose client it is before a yes: `client_id` is None for them, and `asked_for` is what they
    typed. A client is not told who in the department looks at their form.
    """

    proposal_id: int
    client_id: int | None
    kind: AuthorityKind
    household_id: int | None
    party: PartyFacts | None
    # Where another client asks, or is to hold it: their name.
    holder_name: str
    awaits: Awaited
    sees: frozenset[Disclosure]
    acts: bool
    files: tuple[str, ...]
    source: AuthoritySource
    form_version: str
    signed_on: date | None
    ends_at: datetime | None
    email: str
    asked_for: str
    made_at: datetime
    made_by: str
    lapses_at: datetime
    answer: Answer | None
    answered_at: datetime | None

    def waits(self, now: datetime) -> bool:
        """Return whether it can still be answered. A form on paper waits until somebody has looked at it."""
        return self.answered_at is None and (self.awaits is Awaited.STAFF or self.lapses_at > now)


def proposals_to_answer(*, viewer: Viewer, now: datetime) -> Sequence[ProposalFacts]:
    """Return what waits for the yes of this account: as a client, or as the helper whom a client named."""
    if viewer.user_id is None or viewer.staff_id is not None:
        return []
    stands_in_for = {grant.client_id for grant in viewer.grants if may_decide(viewer, grant.client_id)}
    email = address_of(viewer.user_id).lower()
    wanted = (
        Q(awaits=Awaited.CLIENT, client_id__in=viewer.own_clients)
        | Q(awaits=Awaited.CLIENT, client_id__in=stands_in_for, household=None)
        | Q(awaits=Awaited.HOLDER, email=email)
    )
    return _shown(_waiting(now).filter(wanted), viewer)


def proposals_made(*, viewer: Viewer, now: datetime) -> Sequence[ProposalFacts]:
    """Return what this account asked of clients, as a helper or for its household, and waits for an answer.

    One whose number belongs to nobody looks like any other.
    """
    if viewer.user_id is None or viewer.staff_id is not None:
        return []
    own = Q(party__user_id=viewer.user_id) | Q(household__isnull=False, made_by=viewer.actor)
    return _shown(_waiting(now).filter(own, awaits=Awaited.CLIENT), viewer)


def proposals_about(client_id: int, *, viewer: Viewer, now: datetime) -> Sequence[ProposalFacts]:
    """Return what waits about one client: for who decides, and staff who opened the file. Raises NotAllowed."""
    staff = viewer.may(Right.CLIENT_FILES) and client_id in viewer.opened
    if not may_decide(viewer, client_id) and not staff:
        raise NotAllowed("proposals")
    found = _waiting(now).filter(client_id__in=viewer.everyone_of(client_id))
    return _shown(found, viewer)


def proposal_facts(proposal_id: int, *, viewer: Viewer, now: datetime) -> ProposalFacts:
    """Return one proposal that still waits, for whom it concerns. Raises NotAllowed, alike where there is none."""
    for asked in (proposals_to_answer, proposals_made):
        for one in asked(viewer=viewer, now=now):
            if one.proposal_id == proposal_id:
                return one
    row = _waiting(now).filter(pk=proposal_id).first()
    if row is None or row.client_id is None:
        raise NotAllowed("proposal")
    for one in proposals_about(row.client_id, viewer=viewer, now=now):
        if one.proposal_id == proposal_id:
            return one
    raise NotAllowed("proposal")


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFacts:
    """Somebody of a household, as another of its people sees them: a name, and what each shares with the other."""

    client_id: int
    name: str
    joined_at: datetime
    is_self: bool
    is_child: bool
    # For a child whose parent asks: the birthday from which they decide alone.
    of_age_on: date | None
    # What this person may see of the one who asks, and what they let the one who asks see.
    sees_me: AuthorityFacts | None
    lets_me_see: AuthorityFacts | None


@dataclass(frozen=True, slots=True)
class HouseholdFacts:
    """A household as one of its people sees it, and whom they asked to join and wait for."""

    household_id: int
    members: tuple[MemberFacts, ...]
    invited: tuple[ProposalFacts, ...]


def household_of(client_id: int, *, viewer: Viewer, now: datetime) -> HouseholdFacts | None:
    """Return the household of a client, or None without one. Six queries at most. Raises NotAllowed.

    Who lives with them is a person’s own: a parent sees a child’s only as their own household.
    """
    staff = viewer.may(Right.CLIENT_FILES) and client_id in viewer.opened
    if not may_decide(viewer, client_id) and not staff:
        raise NotAllowed("household")
    own = (
        HouseholdMember.objects.filter(client_id__in=viewer.everyone_of(client_id), left_at=None)
        .order_by("joined_at", "id")
        .first()
    )
    if own is None:
        return None
    client_id = own.client_id  # the record by which they are in it
    members = list(
        HouseholdMember.objects.filter(household_id=own.household_id, left_at=None)
        .select_related("client")
        .order_by("joined_at", "id")
    )
    ids = [member.client_id for member in members]
    names = names_of(ids)
    shared = facts_of(
        Authority.objects.filter(revoked_at=None, client_id__in=ids, holder_id__in=ids).filter(
            Q(client_id=client_id) | Q(holder_id=client_id)
        ),
        now=now,
    )
    sees_me = {one.holder_id: one for one in shared if one.client_id == client_id and one.holds}
    lets_me_see = {one.client_id: one for one in shared if one.holder_id == client_id and one.holds}
    today = local_day(now)
    return HouseholdFacts(
        own.household_id,
        tuple(_member(member, names, client_id, sees_me, lets_me_see, today=today) for member in members),
        tuple(_shown(_waiting(now).filter(household_id=own.household_id), viewer)),
    )


def _member(
    member: HouseholdMember,
    names: dict[int, tuple[NameFacts, ...]],
    asking: int,
    sees_me: dict[int | None, AuthorityFacts],
    lets_me_see: dict[int, AuthorityFacts],
    *,
    today: date,
) -> MemberFacts:
    adult_on = of_age_on(member.client.birth_date, age_of_majority(today))
    is_child = adult_on is not None and adult_on > today
    stands_in = lets_me_see.get(member.client_id)
    return MemberFacts(
        client_id=member.client_id,
        name=names[member.client_id][0].text if names.get(member.client_id) else "",
        joined_at=member.joined_at,
        is_self=member.client_id == asking,
        is_child=is_child,
        of_age_on=adult_on if is_child and stands_in and stands_in.kind is AuthorityKind.PARENT else None,
        sees_me=sees_me.get(member.client_id),
        lets_me_see=stands_in,
    )


def _waiting(now: datetime) -> QuerySet[Proposal]:
    return Proposal.objects.filter(Q(lapses_at__gt=now) | Q(awaits=Awaited.STAFF), answered_at=None)


def facts_of_proposal(row: Proposal, viewer: Viewer) -> ProposalFacts:
    """Return one row as facts, answered or not; with its party at hand."""
    return _shown([row], viewer)[0]


def _shown(found: Iterable[Proposal], viewer: Viewer) -> list[ProposalFacts]:
    if isinstance(found, QuerySet):
        found = found.select_related("party").order_by("-made_at", "-id")
    rows = list(found)
    hosts = _hosts(rows)
    return [_facts(row, viewer, hosts) for row in rows]


def _hosts(rows: Sequence[Proposal]) -> dict[int, str]:
    """Return the name of who is already in each household that asks somebody to join."""
    households = {row.household_id for row in rows if row.household_id}
    if not households:
        return {}
    first: dict[int, int] = {}
    for household_id, client_id in (
        HouseholdMember.objects.filter(household_id__in=households, left_at=None)
        .order_by("joined_at", "id")
        .values_list("household_id", "client_id")
    ):
        first.setdefault(household_id, client_id)
    names = names_of(list(first.values()))
    return {household: names[client][0].text for household, client in first.items() if names.get(client)}


def _facts(row: Proposal, viewer: Viewer, hosts: dict[int, str]) -> ProposalFacts:
    sees_client = row.client_id is not None and (
        may_decide(viewer, row.client_id) or (viewer.may(Right.CLIENT_FILES) and row.client_id in viewer.opened)
    )
    is_asker = row.made_by == viewer.actor
    return ProposalFacts(
        proposal_id=row.pk,
        client_id=row.client_id if sees_client else None,
        kind=AuthorityKind(row.kind),
        household_id=row.household_id,
        party=PartyFacts.of(row.party) if row.party else None,
        holder_name=hosts.get(row.household_id or 0, ""),
        awaits=Awaited(row.awaits),
        sees=frozenset(map(Disclosure, row.sees)),
        acts=row.acts,
        files=tuple(row.files),
        source=AuthoritySource(row.source),
        form_version=row.form_version,
        signed_on=row.signed_on,
        ends_at=row.ends_at,
        email=row.email if sees_client else "",
        asked_for=row.asked_for if is_asker else "",
        made_at=row.made_at,
        made_by=row.made_by if viewer.staff_id else "",
        lapses_at=row.lapses_at,
        answer=Answer(row.answer) if row.answer else None,
        answered_at=row.answered_at,
    )
