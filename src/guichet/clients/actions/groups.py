"""A group of sponsors: who runs it asks others to belong to it, and each says yes on their own device."""

from django.db import transaction

from guichet.clients.actions.authority import CannotGive
from guichet.clients.actions.parties import Profile, new_party
from guichet.clients.authority_policy import limits
from guichet.clients.events import GroupDeclined, GroupGrew, GroupInvited, GroupJoined, GroupLeft, GroupWithdrawn
from guichet.clients.models import Authority, GroupMember, Party, Proposal
from guichet.clients.queries.authority import local_day
from guichet.clients.terms import AuthorityRefusal, AuthoritySource, Awaited, Licence, Shown
from guichet.identity.queries import address_of
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind
from guichet.journal.actions import Origin, record, record_many


@transaction.atomic
def invite_to_group(*, name: str, email: str, shown: Shown, viewer: Viewer, origin: Origin) -> int:
    """Ask somebody, by their address, to belong to the group that this account runs; return the proposal’s number.

    `shown` is the most they will see of what clients allow the group. They see nothing before they said yes, signed
    in with that address; whether it has an account is told to nobody. Raises CannotGive, NotAProfile.
    """
    group = _own_group(viewer)
    if not shown.sees:
        raise CannotGive(AuthorityRefusal.SCOPE)
    address = email.strip().lower()
    assert viewer.user_id is not None
    if address == address_of(viewer.user_id).lower():
        raise CannotGive(AuthorityRefusal.YOURSELF)
    waiting = Proposal.objects.filter(group=group, answered_at=None, lapses_at__gt=origin.at)
    same = waiting.filter(email=address).first()
    if same is not None:
        return same.pk
    bounds = limits(local_day(origin.at))
    if waiting.count() >= bounds.household_waiting_at_once:
        raise CannotGive(AuthorityRefusal.TOO_MANY)
    party = new_party(Profile(name=name), email=address, at=origin.at)
    proposal = Proposal.objects.create(
        group=group,
        party=party,
        kind=AuthorityKind.SPONSOR_GROUP,
        sees=sorted(shown.sees),
        source=AuthoritySource.ONLINE,
        channel=origin.channel,
        awaits=Awaited.HOLDER,
        email=address,
        made_by=origin.actor,
        made_at=origin.at,
        lapses_at=origin.at + bounds.answer_within,
    )
    record(GroupInvited(proposal=proposal.pk, held_as=AuthorityKind.SPONSOR_GROUP), origin)
    return proposal.pk


def join_group(*, group_id: int, party: Party, shown: Shown, origin: Origin) -> None:
    """Let a helper belong to a group; each client who allows the group to see their file is told. Raises CannotGive."""
    group = Party.objects.select_for_update(no_key=True).get(pk=group_id)
    if group.pk == party.pk:
        raise CannotGive(AuthorityRefusal.YOURSELF)
    if GroupMember.objects.filter(group=group, party=party, left_at=None).exists():
        return
    GroupMember.objects.create(group=group, party=party, sees=shown, joined_at=origin.at)
    record(GroupJoined(group=group.pk, member=party.pk), origin)
    rows = Authority.objects.filter(party=group, kind=AuthorityKind.SPONSOR_GROUP, revoked_at=None)
    told = rows.exclude(ends_at__lte=origin.at).order_by("client_id").values_list("client_id", flat=True).distinct()
    record_many([(GroupGrew(client_id=number, group=group.pk), origin.at) for number in told], origin)


def note_group_declined(proposal: Proposal, origin: Origin) -> None:
    """Note that somebody did not want to belong to a group."""
    assert proposal.group_id is not None
    record(GroupDeclined(group=proposal.group_id, proposal=proposal.pk), origin)


def note_group_withdrawn(proposal: Proposal, origin: Origin) -> None:
    """Note that somebody is not asked any more."""
    assert proposal.group_id is not None
    record(GroupWithdrawn(group=proposal.group_id, proposal=proposal.pk), origin)


@transaction.atomic
def leave_group(*, group_id: int, viewer: Viewer, origin: Origin) -> bool:
    """Leave a group of sponsors at once; return whether one belonged to it."""
    if viewer.user_id is None or viewer.staff_id is not None:
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    rows = GroupMember.objects.select_for_update(of=("self",)).filter(group=group_id, party__user_id=viewer.user_id)
    return _end(rows.filter(left_at=None).first(), origin, removed=False)


@transaction.atomic
def remove_from_group(*, member_id: int, viewer: Viewer, origin: Origin) -> bool:
    """Let a member see nothing any more that the group sees, at once; return whether they belonged to it.

    Raises CannotGive for anybody but who runs the group.
    """
    row = GroupMember.objects.select_for_update(of=("self",)).select_related("group").filter(pk=member_id).first()
    if row is None or viewer.user_id is None or row.group.user_id != viewer.user_id or viewer.staff_id is not None:
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    return _end(row, origin, removed=True)


def shown_of(proposal: Proposal) -> Shown:
    """Return the most that somebody asked into a group will see."""
    return Shown.CASE if Shown.CASE in proposal.sees else Shown.STATUS


def _end(row: GroupMember | None, origin: Origin, *, removed: bool) -> bool:
    if row is None or row.left_at is not None:
        return False
    row.left_at, row.left_by = origin.at, origin.actor
    row.save(update_fields=["left_at", "left_by"])
    record(GroupLeft(group=row.group_id, member=row.party_id, removed=removed), origin)
    return True


def _own_group(viewer: Viewer) -> Party:
    if viewer.user_id is None or viewer.staff_id is not None:
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    group = Party.objects.select_for_update(no_key=True).filter(user_id=viewer.user_id).first()
    # Whoever is paid helps alone: a licence is one person’s.
    if group is None or group.licence != Licence.UNPAID:
        raise CannotGive(AuthorityRefusal.NOT_YOURS)
    return group
