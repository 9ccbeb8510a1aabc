"""What waits for somebody’s yes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from guichet.clients.models import Proposal
from guichet.clients.queries.authority import PartyFacts, may_decide
from guichet.clients.queries.people import names_of
from guichet.clients.queries.serving import in_danger
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
    # For who is asked to belong to a group of sponsors, and who asks.
    group_name: str
    group_id: int | None
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
    asked_by_address = Q(household__isnull=False, client=None, email=email) if email else Q(pk=None)
    wanted = (
        Q(awaits=Awaited.CLIENT, client_id__in=viewer.own_clients)
        | Q(awaits=Awaited.CLIENT, client_id__in=stands_in_for, household=None)
        | Q(awaits=Awaited.HOLDER, email=email)
        | Q(awaits=Awaited.HOLDER, party_id__in=viewer.offices)
        | Q(asked_by_address, awaits=Awaited.CLIENT)
    )
    return shown_to(waiting(now).filter(wanted), viewer)


def proposals_made(*, viewer: Viewer, now: datetime) -> Sequence[ProposalFacts]:
    """Return what this account asked of clients, as a helper, for its household or its group, and waits for an answer.

    One whose number belongs to nobody looks like any other.
    """
    if viewer.user_id is None or viewer.staff_id is not None:
        return []
    own = (
        Q(party__user_id=viewer.user_id)
        | Q(party_id__in=viewer.offices)
        | Q(household__isnull=False, made_by=viewer.actor)
    )
    to_a_group = Q(group__isnull=False, group__user_id=viewer.user_id)
    return shown_to(waiting(now).filter(Q(own, awaits=Awaited.CLIENT) | to_a_group), viewer)


def proposals_about(client_id: int, *, viewer: Viewer, now: datetime) -> Sequence[ProposalFacts]:
    """Return what waits about one client: for who decides, and staff who opened the file. Raises NotAllowed."""
    staff = viewer.may(Right.CLIENT_FILES) and client_id in viewer.opened
    if not may_decide(viewer, client_id) and not staff:
        raise NotAllowed("proposals")
    found = waiting(now).filter(client_id__in=viewer.everyone_of(client_id))
    return shown_to(found, viewer)


def proposal_facts(proposal_id: int, *, viewer: Viewer, now: datetime) -> ProposalFacts:
    """Return one proposal that still waits, for whom it concerns. Raises NotAllowed, alike where there is none."""
    for asked in (proposals_to_answer, proposals_made):
        for one in asked(viewer=viewer, now=now):
            if one.proposal_id == proposal_id:
                return one
    row = waiting(now).filter(pk=proposal_id).first()
    if row is None or row.client_id is None:
        raise NotAllowed("proposal")
    for one in proposals_about(row.client_id, viewer=viewer, now=now):
        if one.proposal_id == proposal_id:
            return one
    raise NotAllowed("proposal")


def waiting(now: datetime) -> QuerySet[Proposal]:
    """Return what can still be answered. A form on paper waits until somebody has looked at it."""
    return Proposal.objects.filter(Q(lapses_at__gt=now) | Q(awaits=Awaited.STAFF), answered_at=None)


def facts_of_proposal(row: Proposal, viewer: Viewer) -> ProposalFacts:
    """Return one row as facts, answered or not; with its party at hand."""
    return shown_to([row], viewer)[0]


def shown_to(found: Iterable[Proposal], viewer: Viewer) -> list[ProposalFacts]:
    """Return proposals as one of the two sides may see them, the latest first."""
    if isinstance(found, QuerySet):
        found = found.select_related("party", "group").order_by("-made_at", "-id")
    rows = list(found)
    hosts = _hosts(rows)
    return [_facts(row, viewer, hosts) for row in rows]


def _hosts(rows: Sequence[Proposal]) -> dict[int, str]:
    """Return, by proposal, the name of who asks somebody to join their household; none of somebody in danger."""
    asked = {row.pk: row.holder_id for row in rows if row.household_id and row.holder_id}
    hosts = set(asked.values())
    if not hosts:
        return {}
    names = names_of(sorted(hosts - in_danger(hosts)))
    return {proposal: names[host][0].text for proposal, host in asked.items() if names.get(host)}


def _facts(row: Proposal, viewer: Viewer, hosts: dict[int, str]) -> ProposalFacts:
    sees_client = row.client_id is not None and (
        may_decide(viewer, row.client_id) or (viewer.may(Right.CLIENT_FILES) and row.client_id in viewer.opened)
    )
    is_asker = row.made_by == viewer.actor or row.party_id in viewer.offices
    return ProposalFacts(
        proposal_id=row.pk,
        client_id=row.client_id if sees_client else None,
        kind=AuthorityKind(row.kind),
        household_id=row.household_id,
        group_name=(row.group.organisation or row.group.name) if row.group else "",
        group_id=row.group_id,
        party=PartyFacts.of(row.party) if row.party else None,
        holder_name=hosts.get(row.pk, ""),
        awaits=Awaited(row.awaits),
        sees=frozenset(map(Disclosure, row.sees)),
        acts=row.acts,
        files=tuple(row.files),
        source=AuthoritySource(row.source),
        form_version=row.form_version,
        signed_on=row.signed_on,
        ends_at=row.ends_at,
        email=row.email if sees_client or is_asker else "",
        asked_for=row.asked_for if is_asker else "",
        made_at=row.made_at,
        made_by=row.made_by if viewer.staff_id else "",
        lapses_at=row.lapses_at,
        answer=Answer(row.answer) if row.answer else None,
        answered_at=row.answered_at,
    )
