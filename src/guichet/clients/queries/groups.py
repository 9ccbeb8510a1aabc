"""Groups of sponsors: who belongs to one, and which clients allow it to see their file, or do not yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from guichet.clients.models import Authority, GroupMember, Party, Proposal
from guichet.clients.queries.authority import AuthorityFacts, facts_of
from guichet.clients.queries.proposals import ProposalFacts, shown_to, waiting
from guichet.clients.terms import Answer, Awaited, Licence, Shown
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind

# So many of those who said no are shown.
DECLINED_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMemberFacts:
    """Somebody of a group of sponsors, as the others of it see them: a name, and the most they see."""

    member_id: int
    name: str
    sees: Shown
    joined_at: datetime
    is_self: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFacts:
    """A group of sponsors as one of it sees it.

    Whom it asked, and who said no, is shown to who runs it only: a client who said no said it to them.
    """

    group_id: int
    name: str
    run_by: str
    # Whether this account runs it, and the most that this account sees of what a client allows.
    is_mine: bool
    i_see: Shown
    members: tuple[GroupMemberFacts, ...]
    asked_to_belong: tuple[ProposalFacts, ...]
    allowed: tuple[AuthorityFacts, ...]
    asked: tuple[ProposalFacts, ...]
    declined: tuple[ProposalFacts, ...]


def groups_of(*, viewer: Viewer, now: datetime) -> Sequence[GroupFacts]:
    """Return the groups that an account runs or belongs to, the one it runs first. A few queries for each."""
    if viewer.user_id is None or viewer.staff_id is not None:
        return []
    belongs = GroupMember.objects.filter(party__user_id=viewer.user_id, left_at=None).values("group_id")
    own = Q(user_id=viewer.user_id, licence=Licence.UNPAID)
    groups = sorted(
        Party.objects.filter(own | Q(pk__in=belongs)), key=lambda one: (one.user_id != viewer.user_id, one.pk)
    )
    shown = [_group(one, viewer, now) for one in groups]
    # Who belongs to another group has no empty one of their own.
    return [one for one in shown if len(shown) == 1 or not (one.is_mine and _is_empty(one))]


def members_of_groups(group_ids: Iterable[int]) -> Mapping[int, tuple[str, ...]]:
    """Return the names of those who belong to each group now: for a client who allows it, to know who looks."""
    found: dict[int, list[str]] = {}
    rows = GroupMember.objects.filter(group_id__in=list(group_ids), left_at=None).order_by("joined_at", "id")
    for group_id, name in rows.values_list("group_id", "party__name"):
        found.setdefault(group_id, []).append(name)
    return {group_id: tuple(names) for group_id, names in found.items()}


def _is_empty(one: GroupFacts) -> bool:
    return not (one.members or one.asked_to_belong or one.allowed or one.asked or one.declined)


def _group(group: Party, viewer: Viewer, now: datetime) -> GroupFacts:
    is_mine = group.user_id == viewer.user_id
    rows = GroupMember.objects.filter(group=group, left_at=None).select_related("party").order_by("joined_at", "id")
    members = tuple(
        GroupMemberFacts(
            member_id=row.pk,
            name=row.party.name,
            sees=Shown(row.sees),
            joined_at=row.joined_at,
            is_self=row.party.user_id == viewer.user_id,
        )
        for row in rows
    )
    i_see = Shown.CASE if is_mine else next((one.sees for one in members if one.is_self), Shown.NOTHING)
    given = Authority.objects.filter(party=group, kind=AuthorityKind.SPONSOR_GROUP, revoked_at=None)
    allowed = tuple(one for one in facts_of(given.order_by("client_id", "id"), now=now) if one.holds)
    asked = Proposal.objects.filter(party=group, awaits=Awaited.CLIENT, kind=AuthorityKind.SPONSOR_GROUP)
    return GroupFacts(
        group_id=group.pk,
        name=group.organisation or group.name,
        run_by=group.name,
        is_mine=is_mine,
        i_see=i_see,
        members=members,
        asked_to_belong=tuple(shown_to(waiting(now).filter(group=group), viewer)) if is_mine else (),
        allowed=allowed,
        asked=tuple(shown_to(waiting(now).filter(pk__in=asked.values("pk")), viewer)) if is_mine else (),
        declined=tuple(shown_to(asked.filter(answer=Answer.NO), viewer)[:DECLINED_SHOWN]) if is_mine else (),
    )
