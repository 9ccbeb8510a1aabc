"""Offices of members of Parliament as helpers: opened with their people, and asking constituents for consent."""

from dataclasses import replace

from django.db import transaction

from guichet.clients.actions.authority import CannotGive, end_row
from guichet.clients.actions.parties import Profile, describe_helper, new_party
from guichet.clients.actions.proposals import check_count, check_wish, close_proposal, new_proposal
from guichet.clients.events import AuthorityAsked, AuthorityWithdrawn
from guichet.clients.models import AccountLink, Authority, GroupMember, Party, Proposal
from guichet.clients.rules import Wish
from guichet.clients.terms import Answer, AuthorityEnd, AuthorityRefusal, Awaited, Shown
from guichet.identity.queries import staff_of
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind, Level
from guichet.journal.actions import Origin, record


@transaction.atomic
def make_office(*, name: str, email: str, origin: Origin) -> int:
    """Enter an office as a helper without an account of its own; return its number. Raises NotAProfile.

    Consent is given to the office; each of its people sees what the office was allowed, while they work there.
    """
    return new_party(Profile(name=name, organisation=name), email=email, at=origin.at).pk


@transaction.atomic
def admit_to_office(*, party_id: int, user_id: int, name: str, origin: Origin) -> int:
    """Let an account work in an office; return the number of the membership. Done twice, it is done once.

    Raises CannotGive: for who works in the department, is a client, or helps clients otherwise: each has an account
    for that, and keeps it apart.
    """
    office = Party.objects.select_for_update(no_key=True).get(pk=party_id, user=None)
    own = Party.objects.filter(user_id=user_id).first()
    works = GroupMember.objects.filter(party=own, left_at=None).first() if own else None
    if works is not None and works.group_id == office.pk:
        return works.pk
    is_other = AccountLink.objects.filter(user_id=user_id).exists() or staff_of(user_id) is not None
    before = own is not None and not GroupMember.objects.filter(party=own, group__user=None).exists()
    if is_other or before or works is not None:
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    number = describe_helper(user_id=user_id, profile=Profile(name=name), origin=origin)
    row = GroupMember.objects.create(group=office, party_id=number, sees=Shown.CASE.value, joined_at=origin.at)
    return row.pk


@transaction.atomic
def dismiss_from_office(*, party_id: int, user_id: int, origin: Origin) -> bool:
    """End somebody’s work in an office: they see nothing from now on. Return whether they worked there."""
    rows = GroupMember.objects.filter(group_id=party_id, party__user_id=user_id, left_at=None)
    return bool(rows.update(left_at=origin.at, left_by=origin.actor))


@transaction.atomic
def ask_constituent(
    *, party_id: int, client_id: int | None, asked_for: str, wish: Wish, viewer: Viewer, origin: Origin
) -> int:
    """Ask a constituent, as their member’s office, for consent; return the number of the request.

    `client_id` is whom the facts that were typed mean, None where they mean nobody: the office cannot tell the two
    apart. The constituent reads it in their own account, and says yes or no there. Raises CannotGive.
    """
    if party_id not in viewer.offices:
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    party = Party.objects.select_for_update(no_key=True).get(pk=party_id)
    wish = replace(wish.whole(), kind=AuthorityKind.MP_OFFICE, acts=False)
    check_wish(wish, origin, level=Level.IN_PERSON)
    waiting = Proposal.objects.filter(party=party, awaits=Awaited.CLIENT, answered_at=None, lapses_at__gt=origin.at)
    same = waiting.filter(client_id=client_id, files=sorted(wish.files)).first() if client_id else None
    if same is not None:
        return same.pk  # asked twice, it is asked once
    check_count(waiting.count(), origin)
    proposal = new_proposal(wish, origin, client_id=client_id, party=party, asked_for=asked_for, awaits=Awaited.CLIENT)
    if client_id is not None:
        record(AuthorityAsked(client_id=client_id, proposal=proposal.pk, held_as=wish.kind), origin)
    return proposal.pk


@transaction.atomic
def close_office(*, party_id: int, origin: Origin) -> int:
    """End all that an office was allowed, and all that it asked; each constituent is told. Return how many consents.

    After an election, or where a member gives up the seat: consent was given to this office, and to no other.
    """
    GroupMember.objects.filter(group_id=party_id, left_at=None).update(left_at=origin.at, left_by=origin.actor)
    rows = Authority.objects.select_for_update(of=("self",)).filter(party_id=party_id, revoked_at=None)
    ended = sum(end_row(row, AuthorityEnd.HOLDER, origin) for row in rows.order_by("client_id", "id"))
    for asked in Proposal.objects.select_for_update(of=("self",)).filter(party_id=party_id, answered_at=None):
        close_proposal(asked, Answer.WITHDRAWN, origin)
        event = AuthorityWithdrawn(client_id=asked.client_id, proposal=asked.pk, held_as=asked.kind, by_client=False)
        record(event, origin)
    return ended
