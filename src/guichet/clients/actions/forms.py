"""Forms on paper: recorded by one member of staff, seen by a second where the policy says so."""

from dataclasses import dataclass, replace

from django.db import transaction

from guichet.clients.actions.authority import CannotGive, Holder, give
from guichet.clients.actions.parties import Profile, new_party
from guichet.clients.actions.proposals import close_proposal, new_proposal, wish_of
from guichet.clients.authority_policy import kind_policy
from guichet.clients.events import AuthorityFormRecorded, AuthorityFormRefused
from guichet.clients.models import Party, Proposal
from guichet.clients.queries.authority import local_day
from guichet.clients.rules import Wish, refusal_to_give
from guichet.clients.terms import Answer, AuthorityProof, AuthorityRefusal, AuthoritySource, Awaited, Licence
from guichet.identity.rules import Viewer
from guichet.identity.terms import Level, Right
from guichet.journal.actions import Origin, record

# Not on paper: these come from the account, or from the law.
NO_FORM = {AuthoritySource.ONLINE, AuthoritySource.BY_LAW}


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of a form: it holds at once, or waits for a second person."""

    authority_id: int | None = None
    proposal_id: int | None = None


@transaction.atomic
def record_form(
    *,
    client_id: int,
    holder: Holder | None,
    profile: Profile | None,
    wish: Wish,
    viewer: Viewer,
    origin: Origin,
    email: str = "",
) -> Recorded:
    """Record a signed form that gives somebody authority over a client’s files; return what came of it.

    The helper is `holder`, or is described by `profile` and made known with `email`. Where the policy asks for two
    pairs of eyes nothing holds until `verify_form`. Raises CannotGive, NotAProfile.
    """
    if not (viewer.may(Right.AUTHORITY) and client_id in viewer.opened):
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    if wish.source in NO_FORM:
        raise CannotGive(AuthorityRefusal.SOURCE)
    if (holder is None) == (profile is None):
        raise ValueError("a form names one holder")
    if holder is None:
        assert profile is not None
        holder = Holder(party_id=new_party(profile, email=email, at=origin.at).pk)
    today = local_day(origin.at)
    policy = kind_policy(wish.kind, today)
    if not policy.two_staff:
        return Recorded(authority_id=give(client_id=client_id, holder=holder, wish=wish, origin=origin).pk)
    party = Party.objects.get(pk=holder.party_id) if holder.party_id else None
    wish = replace(wish.whole(), proof=AuthorityProof.TWO_STAFF)
    licence = Licence(party.licence) if party else Licence.UNPAID
    if refusal := refusal_to_give(wish, policy, licence=licence, level=Level.IN_PERSON, now=origin.at, today=today):
        raise CannotGive(refusal)
    proposal = new_proposal(wish, origin, client_id=client_id, party=party, awaits=Awaited.STAFF)
    proposal.holder_id = holder.client_id
    proposal.save(update_fields=["holder"])
    record(AuthorityFormRecorded(client_id=client_id, proposal=proposal.pk, held_as=wish.kind), origin)
    return Recorded(proposal_id=proposal.pk)


@transaction.atomic
def verify_form(*, proposal_id: int, accept: bool, viewer: Viewer, origin: Origin) -> int | None:
    """Say, as the second person, whether a recorded form holds; return the authority’s number, None after a no.

    Raises CannotGive: whoever recorded it cannot be the second.
    """
    proposal = Proposal.objects.select_for_update(of=("self",)).filter(pk=proposal_id, awaits=Awaited.STAFF).first()
    if proposal is None or proposal.client_id is None:
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    if not (viewer.may(Right.AUTHORITY) and proposal.client_id in viewer.opened):
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    if proposal.answered_at is not None or proposal.lapses_at <= origin.at:
        raise CannotGive(AuthorityRefusal.GONE)
    if proposal.made_by == origin.actor or proposal.made_by == viewer.actor:
        raise CannotGive(AuthorityRefusal.SAME_PERSON)
    if not accept:
        close_proposal(proposal, Answer.NO, origin)
        event = AuthorityFormRefused(client_id=proposal.client_id, proposal=proposal.pk, held_as=proposal.kind)
        record(event, origin)
        return None
    row = give(
        client_id=proposal.client_id,
        holder=Holder(party_id=proposal.party_id, client_id=proposal.holder_id),
        wish=wish_of(proposal),
        origin=replace(origin, actor=proposal.made_by),
        verified_by=origin.actor,
    )
    close_proposal(proposal, Answer.YES, origin, authority_id=row.pk)
    return row.pk
