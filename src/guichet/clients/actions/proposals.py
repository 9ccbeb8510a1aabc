"""Asking for a yes: a client names a helper, a helper asks a client, and each answers on their own device."""

from dataclasses import dataclass

from django.db import transaction

from guichet.clients.actions.authority import CannotGive, Holder, give, in_the_name_of, within_childhood
from guichet.clients.actions.groups import join_group, note_group_declined, note_group_withdrawn, shown_of
from guichet.clients.actions.households import join
from guichet.clients.actions.parties import Profile, new_party
from guichet.clients.actions.sharing import show_to_everybody
from guichet.clients.authority_policy import kind_policy, limits
from guichet.clients.events import (
    AuthorityAsked,
    AuthorityDeclined,
    AuthorityInvited,
    AuthorityWithdrawn,
    HouseholdDeclined,
    HouseholdWithdrawn,
)
from guichet.clients.models import AccountLink, Party, Proposal
from guichet.clients.queries.authority import local_day, may_decide
from guichet.clients.queries.offices import office_of_address
from guichet.clients.rules import Wish, refusal_to_give
from guichet.clients.terms import (
    Answer,
    AuthorityProof,
    AuthorityRefusal,
    AuthoritySource,
    Awaited,
    Licence,
    Shown,
)
from guichet.identity.queries import account_for, address_of
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind, Disclosure, Level
from guichet.journal.actions import Origin, record

# What nobody may give: it is there by law, or by living together.
NOT_ASKED_FOR = {AuthorityKind.PARENT, AuthorityKind.FAMILY}


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of an answer: the number of the authority that now holds, or of the household or group joined."""

    authority_id: int | None = None
    household_id: int | None = None
    group_id: int | None = None


@transaction.atomic
def invite_helper(
    *,
    client_id: int,
    email: str,
    profile: Profile,
    wish: Wish,
    viewer: Viewer,
    origin: Origin,
    level: Level = Level.SIGNED_IN,
) -> int:
    """Ask somebody, by the address that the client names, to help them; return the number of the proposal.

    They see nothing before they said yes, signed in with that address. Whether the address has an account is told to
    nobody. A licence is looked at when they say yes. Raises CannotGive, NotAProfile.
    """
    if not may_decide(viewer, client_id):
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    wish = within_childhood(client_id, wish.whole(), viewer, origin)
    check_wish(wish, origin, level=level)
    address = email.strip().lower()
    named = account_for(address)
    if named is not None and AccountLink.objects.filter(user_id=named, client_id=client_id).exists():
        raise CannotGive(AuthorityRefusal.YOURSELF)
    waiting = Proposal.objects.filter(client_id=client_id, answered_at=None, lapses_at__gt=origin.at)
    check_count(waiting.count(), origin)
    origin = in_the_name_of(client_id, viewer, origin)
    office = office_of_address(address) if wish.kind is AuthorityKind.MP_OFFICE else None
    party = Party.objects.get(pk=office) if office else new_party(profile, email=address, at=origin.at)
    proposal = new_proposal(wish, origin, client_id=client_id, party=party, email=address, awaits=Awaited.HOLDER)
    record(AuthorityInvited(client_id=client_id, proposal=proposal.pk, held_as=wish.kind), origin)
    return proposal.pk


@transaction.atomic
def ask_client(*, client_id: int | None, asked_for: str, wish: Wish, viewer: Viewer, origin: Origin) -> int:
    """Ask a client, named by the number that a helper typed, for authority; return the number of the proposal.

    `client_id` is whose number it is, None where there is no such number: the asker cannot tell the two apart. The
    client reads it in their own account and says yes or no there. Raises CannotGive.
    """
    if viewer.user_id is None or viewer.staff_id is not None:
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    party = Party.objects.select_for_update().filter(user_id=viewer.user_id).first()
    if party is None:
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    wish = wish.whole()
    if wish.kind in NOT_ASKED_FOR or not wish.sees <= {Disclosure.STATUS, Disclosure.CASE}:
        raise CannotGive(AuthorityRefusal.SCOPE)
    check_wish(wish, origin, level=Level.IN_PERSON, licence=Licence(party.licence))
    waiting = Proposal.objects.filter(party=party, awaits=Awaited.CLIENT, answered_at=None, lapses_at__gt=origin.at)
    same = waiting.filter(client_id=client_id, kind=wish.kind, files=sorted(wish.files)).first() if client_id else None
    if same is not None:
        return same.pk  # asked twice, it is asked once
    check_count(waiting.count(), origin)
    proposal = new_proposal(wish, origin, client_id=client_id, party=party, asked_for=asked_for, awaits=Awaited.CLIENT)
    if client_id is not None and client_id not in viewer.own_clients:
        record(AuthorityAsked(client_id=client_id, proposal=proposal.pk, held_as=wish.kind), origin)
    return proposal.pk


@transaction.atomic
def answer_proposal(
    *,
    proposal_id: int,
    accept: bool,
    viewer: Viewer,
    origin: Origin,
    level: Level = Level.SIGNED_IN,
    shown: Shown = Shown.NOTHING,
) -> Answered:
    """Say yes or no to what one was asked; with a yes it holds at once. Return what now holds.

    Whoever joins a household says with it what its adults see of their file (`shown`): nothing, unless they choose.
    Raises CannotGive: where it is not theirs to answer (alike where there is none), was answered, lapsed, or where
    what is asked for may not be given.
    """
    proposal = Proposal.objects.select_for_update(of=("self",)).filter(pk=proposal_id).first()
    if proposal is None or not _may_answer(proposal, viewer):
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    if proposal.answered_at is not None or proposal.lapses_at <= origin.at:
        raise CannotGive(AuthorityRefusal.GONE)
    if proposal.group_id is not None:
        return _answer_group(proposal, accept=accept, viewer=viewer, origin=origin)
    client_id = _asked_client(proposal, viewer)
    if proposal.awaits == Awaited.CLIENT:
        origin = in_the_name_of(client_id, viewer, origin)
    if not accept:
        close_proposal(proposal, Answer.NO, origin)
        if proposal.household_id is not None:
            event = HouseholdDeclined(client_id=client_id, household=proposal.household_id, proposal=proposal.pk)
            record(event, origin)
        else:
            by_client = proposal.awaits == Awaited.CLIENT
            declined = AuthorityDeclined(
                client_id=client_id, proposal=proposal.pk, held_as=proposal.kind, by_client=by_client
            )
            record(declined, origin)
        return Answered()
    if proposal.household_id is not None:
        join(household_id=proposal.household_id, client_id=client_id, origin=origin)
        show_to_everybody(client_id=client_id, shown=shown, viewer=viewer, origin=origin, level=level)
        close_proposal(proposal, Answer.YES, origin)
        return Answered(household_id=proposal.household_id)
    party = _answering_party(proposal, viewer)
    wish = wish_of(proposal)
    if proposal.awaits == Awaited.CLIENT:
        wish = within_childhood(client_id, wish, viewer, origin)
    # The client who named a helper was known well enough when they did so.
    sure = level if proposal.awaits == Awaited.CLIENT else Level.IN_PERSON
    row = give(client_id=client_id, holder=Holder(party_id=party.pk), wish=wish, origin=origin, level=sure)
    close_proposal(proposal, Answer.YES, origin, authority_id=row.pk)
    return Answered(authority_id=row.pk)


@transaction.atomic
def withdraw_proposal(*, proposal_id: int, viewer: Viewer, origin: Origin) -> None:
    """Take back what one asked, before it is answered. Raises CannotGive."""
    proposal = (
        Proposal.objects.select_for_update(of=("self",)).select_related("party", "group").filter(pk=proposal_id).first()
    )
    if proposal is None:
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    by_holder = (
        proposal.awaits == Awaited.CLIENT
        and proposal.party is not None
        and viewer.user_id is not None
        and (proposal.party.user_id == viewer.user_id or proposal.party_id in viewer.offices)
    )
    by_client = (
        proposal.awaits == Awaited.HOLDER and proposal.client_id is not None and may_decide(viewer, proposal.client_id)
    )
    by_group = proposal.group is not None and proposal.group.user_id == viewer.user_id and viewer.user_id is not None
    by_host = proposal.household_id is not None and proposal.made_by == viewer.actor
    if not (by_holder or by_client or by_host or by_group):
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    if proposal.answered_at is not None:
        raise CannotGive(AuthorityRefusal.GONE)
    close_proposal(proposal, Answer.WITHDRAWN, origin)
    if proposal.household_id is not None:
        told = HouseholdWithdrawn(client_id=proposal.holder_id, household=proposal.household_id, proposal=proposal.pk)
        record(told, origin)
        return
    if proposal.group_id is not None:
        note_group_withdrawn(proposal, origin)
        return
    event = AuthorityWithdrawn(
        client_id=proposal.client_id, proposal=proposal.pk, held_as=proposal.kind, by_client=by_client
    )
    record(event, origin)


def wish_of(proposal: Proposal) -> Wish:
    """Return what a proposal asks for."""
    return Wish(
        kind=AuthorityKind(proposal.kind),
        sees=frozenset(map(Disclosure, proposal.sees)),
        acts=proposal.acts,
        files=frozenset(proposal.files),
        source=AuthoritySource(proposal.source),
        proof=AuthorityProof(proposal.proof) if proposal.proof else AuthorityProof.OWN_SIGN_IN,
        form_version=proposal.form_version,
        signed_on=proposal.signed_on,
        starts_at=proposal.starts_at,
        ends_at=proposal.ends_at,
    )


def new_proposal(
    wish: Wish,
    origin: Origin,
    *,
    awaits: Awaited,
    client_id: int | None = None,
    party: Party | None = None,
    email: str = "",
    asked_for: str = "",
) -> Proposal:
    """Return a proposal, saved."""
    return Proposal.objects.create(
        client_id=client_id,
        kind=wish.kind,
        party=party,
        sees=sorted(wish.sees),
        acts=wish.acts,
        files=sorted(wish.files),
        source=wish.source,
        proof=wish.proof,
        form_version=wish.form_version,
        signed_on=wish.signed_on,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        channel=origin.channel,
        awaits=awaits,
        email=email,
        asked_for=asked_for,
        made_by=origin.actor,
        made_at=origin.at,
        lapses_at=origin.at + limits(local_day(origin.at)).answer_within,
    )


def close_proposal(proposal: Proposal, answer: Answer, origin: Origin, *, authority_id: int | None = None) -> None:
    """Write the answer on a proposal that is held for update."""
    proposal.answer, proposal.answered_by, proposal.answered_at = answer, origin.actor, origin.at
    proposal.authority_id = authority_id
    proposal.save(update_fields=["answer", "answered_by", "answered_at", "authority"])


def _may_answer(proposal: Proposal, viewer: Viewer) -> bool:
    if viewer.user_id is None or viewer.staff_id is not None:
        return False
    if proposal.client_id is None:
        # Somebody was asked by an address to join a household, or a group of sponsors.
        named = bool(proposal.email) and (proposal.household_id or proposal.group_id) is not None
        return named and address_of(viewer.user_id).lower() == proposal.email
    if proposal.awaits == Awaited.CLIENT:
        # Whoever asked does not answer, though they stand in for a minor.
        asked_by = proposal.party.user_id if proposal.party else None
        if proposal.household_id is not None:
            return viewer.is_self(proposal.client_id)
        return may_decide(viewer, proposal.client_id) and asked_by != viewer.user_id
    if proposal.awaits == Awaited.HOLDER:
        if proposal.party_id in viewer.offices:
            return True
        return bool(proposal.email) and address_of(viewer.user_id).lower() == proposal.email
    return False


def _answer_group(proposal: Proposal, *, accept: bool, viewer: Viewer, origin: Origin) -> Answered:
    assert proposal.group_id is not None
    if not accept:
        close_proposal(proposal, Answer.NO, origin)
        note_group_declined(proposal, origin)
        return Answered()
    party = _answering_party(proposal, viewer)
    join_group(group_id=proposal.group_id, party=party, shown=shown_of(proposal), origin=origin)
    close_proposal(proposal, Answer.YES, origin)
    return Answered(group_id=proposal.group_id)


def _asked_client(proposal: Proposal, viewer: Viewer) -> int:
    """Return whose yes it is; where an address was asked, the client whose account answers. Raises CannotGive."""
    if proposal.client_id is None:
        if not viewer.own_clients:
            raise CannotGive(AuthorityRefusal.NO_FILE)
        proposal.client_id = viewer.everyone_of(min(viewer.own_clients))[0]
        proposal.save(update_fields=["client"])
    return proposal.client_id


def _answering_party(proposal: Proposal, viewer: Viewer) -> Party:
    """Return the helper who is to hold it: for an invitation, the account that answers.

    Somebody whom the client named as paid cannot become an unpaid helper by saying yes. Raises CannotGive.
    """
    assert proposal.party_id is not None
    assert viewer.user_id is not None
    named = Party.objects.select_for_update().get(pk=proposal.party_id)
    if proposal.awaits == Awaited.CLIENT or named.pk in viewer.offices:
        return named
    own = Party.objects.select_for_update().filter(user_id=viewer.user_id).first()
    if own is None:
        named.user_id = viewer.user_id
        named.save(update_fields=["user"])
        return named
    if named.is_paid and not own.is_paid:
        raise CannotGive(AuthorityRefusal.LICENCE)
    return own


def check_wish(wish: Wish, origin: Origin, *, level: Level, licence: Licence = Licence.UNPAID) -> None:
    if wish.source is not AuthoritySource.ONLINE or wish.kind in NOT_ASKED_FOR:
        raise CannotGive(AuthorityRefusal.SOURCE)
    today = local_day(origin.at)
    policy = kind_policy(wish.kind, today)
    if refusal := refusal_to_give(wish, policy, licence=licence, level=level, now=origin.at, today=today):
        raise CannotGive(refusal)


def check_count(waiting: int, origin: Origin) -> None:
    if waiting >= limits(local_day(origin.at)).waiting_at_once:
        raise CannotGive(AuthorityRefusal.TOO_MANY)
