"""Households: who belongs to one. Belonging shows nothing; each adult shares their own file, or does not."""

from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction
from django.db.models import Q

from guichet.clients.actions.authority import CannotGive, end_row
from guichet.clients.actions.sharing import is_minor
from guichet.clients.authority_policy import limits
from guichet.clients.events import HouseholdAsked, HouseholdInvited, HouseholdJoined, HouseholdLeft, HouseholdMade
from guichet.clients.models import Authority, Client, Household, HouseholdMember, Proposal
from guichet.clients.one_person import kept_of
from guichet.clients.queries.accounts import own_client_ids
from guichet.clients.queries.authority import local_day, may_decide
from guichet.clients.queries.serving import in_danger
from guichet.clients.terms import AuthorityEnd, AuthorityRefusal, AuthoritySource, Awaited
from guichet.identity.queries import account_for, address_of
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind
from guichet.journal.actions import Origin, record


@transaction.atomic
def make_household(*, client_id: int, viewer: Viewer, origin: Origin) -> int:
    """Begin a household with one adult in it, and return its number; the one they belong to, where they do.

    Raises CannotGive for somebody else, or a minor.
    """
    if not viewer.is_self(client_id):
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    return household_for(client_id=client_id, origin=origin)


def household_for(*, client_id: int, origin: Origin) -> int:
    """Return the household of an adult, made where they have none. Raises CannotGive for a minor."""
    Client.objects.select_for_update(no_key=True).get(pk=client_id)
    _check_adult(client_id, origin)
    member = HouseholdMember.objects.filter(client_id=client_id, left_at=None).first()
    if member is not None:
        return member.household_id
    household = Household.objects.create(made_at=origin.at, made_by=origin.actor)
    HouseholdMember.objects.create(household=household, client_id=client_id, joined_at=origin.at)
    record(HouseholdMade(client_id=client_id, household=household.pk), origin)
    return household.pk


@transaction.atomic
def invite_adult(
    *, client_id: int, adult_id: int | None, asked_for: str, viewer: Viewer, origin: Origin, email: str = ""
) -> int:
    """Ask an adult to join one’s household; return the proposal’s number.

    They are named by an address, with which they sign in and answer, or by the number that was typed (`asked_for`),
    and `adult_id` is whose it is, if anybody’s. As with `ask_client`, nobody can tell whether there is such a number,
    or such an account. Raises CannotGive.
    """
    household_id = make_household(client_id=client_id, viewer=viewer, origin=origin)
    if hides([client_id]):
        raise CannotGive(AuthorityRefusal.ASK_US)  # their name would appear to somebody new
    address = email.strip().lower()
    if adult_id in viewer.own_clients or (address and viewer.user_id and address == address_of(viewer.user_id).lower()):
        raise CannotGive(AuthorityRefusal.YOURSELF)
    waiting = Proposal.objects.filter(household_id=household_id, answered_at=None, lapses_at__gt=origin.at)
    known = {"email": address} if address else {"client_id": adult_id}
    same = waiting.filter(**known).first() if address or adult_id else None
    if same is not None:
        return same.pk
    bounds = limits(local_day(origin.at))
    if waiting.count() >= bounds.household_waiting_at_once:
        raise CannotGive(AuthorityRefusal.TOO_MANY)
    proposal = Proposal.objects.create(
        client_id=None if address else adult_id,
        email=address,
        # Who asks: whoever is asked reads their name.
        holder_id=client_id,
        household_id=household_id,
        kind=AuthorityKind.FAMILY,
        source=AuthoritySource.ONLINE,
        channel=origin.channel,
        awaits=Awaited.CLIENT,
        asked_for=asked_for,
        made_by=origin.actor,
        made_at=origin.at,
        lapses_at=origin.at + bounds.answer_within,
    )
    record(HouseholdAsked(client_id=client_id, household=household_id, proposal=proposal.pk), origin)
    for told in _told(address) if address else [adult_id]:
        if told is not None:
            record(HouseholdInvited(client_id=told, household=household_id, proposal=proposal.pk), origin)
    return proposal.pk


@transaction.atomic
def add_child(*, child_id: int, client_id: int, viewer: Viewer, origin: Origin) -> int:
    """Add a minor to the household of a parent who stands in for them by law; return the household’s number.

    Raises CannotGive.
    """
    if not may_decide(viewer, child_id) or viewer.is_self(child_id) or not viewer.is_self(client_id):
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    household_id = household_for(client_id=client_id, origin=origin)
    join(household_id=household_id, client_id=child_id, origin=origin, is_child=True)
    return household_id


@transaction.atomic
def leave_household(*, client_id: int, viewer: Viewer, origin: Origin) -> bool:
    """Leave one’s household, or take a minor out of it; return whether they belonged to one.

    What the person shared with its people ends at once, and what they shared with the person. Raises CannotGive.
    """
    if not may_decide(viewer, client_id):
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    origin = replace(origin, actor=viewer.acting_for(client_id))
    member = HouseholdMember.objects.select_for_update().filter(client_id=client_id, left_at=None).first()
    if member is None:
        return False
    others = _others(member.household_id, client_id)
    # Of somebody in danger nobody is told that they leave, nor when.
    told = [client_id] if hides([client_id]) else [client_id, *others]
    member.left_at = origin.at
    member.save(update_fields=["left_at"])
    shared = Authority.objects.select_for_update(of=("self",)).filter(kind=AuthorityKind.FAMILY, revoked_at=None)
    between = Q(client_id=client_id, holder_id__in=others) | Q(client_id__in=others, holder_id=client_id)
    for row in shared.filter(between).order_by("id"):
        end_row(row, AuthorityEnd.CLIENT if row.client_id == client_id else AuthorityEnd.HOLDER, origin)
    for each in told:
        event = HouseholdLeft(client_id=each, household=member.household_id, is_self=each == client_id)
        record(event, origin)
    return True


def join(*, household_id: int, client_id: int, origin: Origin, is_child: bool = False) -> None:
    """Let a person belong to a household, and tell each of its people. Raises CannotGive."""
    Client.objects.select_for_update(no_key=True).get(pk=client_id)
    Household.objects.select_for_update(no_key=True).get(pk=household_id)
    if hides([client_id]):
        raise CannotGive(AuthorityRefusal.ASK_US)  # somebody in danger appears to nobody new
    if not is_child:
        _check_adult(client_id, origin)
    present = HouseholdMember.objects.filter(client_id=client_id, left_at=None).first()
    if present is not None:
        if present.household_id == household_id:
            return
        alone = not _others(present.household_id, client_id)
        if not alone:
            raise CannotGive(AuthorityRefusal.IN_A_HOUSEHOLD)
        # A household of one is no household to lose.
        present.left_at = origin.at
        present.save(update_fields=["left_at"])
    others = _others(household_id, client_id)
    if not others:
        raise CannotGive(AuthorityRefusal.GONE)  # everybody has left since
    HouseholdMember.objects.create(household_id=household_id, client_id=client_id, joined_at=origin.at)
    for told in [client_id, *others]:
        record(HouseholdJoined(client_id=told, household=household_id, is_self=told == client_id), origin)


def hides(client_ids: Iterable[int]) -> bool:
    """Return whether any of these is in danger, by whichever record of theirs."""
    return bool(in_danger(client_ids))


def _told(address: str) -> list[int]:
    """Return whom to tell of an invitation to this address: the client whose account it is, by the record kept."""
    account = account_for(address)
    own = sorted(own_client_ids(account)) if account is not None else []
    return [kept_of(own[:1])[own[0]]] if own else []


def _others(household_id: int, client_id: int) -> list[int]:
    members = HouseholdMember.objects.filter(household_id=household_id, left_at=None).exclude(client_id=client_id)
    return list(members.order_by("id").values_list("client_id", flat=True))


def _check_adult(client_id: int, origin: Origin) -> None:
    # Whose day of birth we do not know is taken for the adult they say they are: it opens nobody’s file.
    if is_minor(client_id, origin):
        raise CannotGive(AuthorityRefusal.NOT_AN_ADULT)
