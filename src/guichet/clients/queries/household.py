"""Who belongs to a household, and what its adults let one another see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from guichet.clients.authority_policy import age_of_majority
from guichet.clients.models import Authority, HouseholdMember, SafeContact
from guichet.clients.one_person import everyone_of
from guichet.clients.queries.authority import AuthorityFacts, facts_of, local_day, may_decide
from guichet.clients.queries.people import NameFacts, names_of
from guichet.clients.queries.proposals import ProposalFacts, shown_to, waiting
from guichet.clients.queries.serving import in_danger
from guichet.clients.rules import of_age_on
from guichet.clients.terms import Shown
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind, Disclosure, Right


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFacts:
    """Somebody of a household, as another of its people sees them: a name, and what each shares with the other."""

    client_id: int
    name: str
    joined_at: datetime
    is_self: bool
    is_child: bool
    # For a child whose parent asks: the birthday from which they decide alone, and who acts for them until then.
    of_age_on: date | None
    acted_for_by: tuple[str, ...]
    # What this person may see of the one who asks, and what they let the one who asks see.
    sees_me: AuthorityFacts | None
    lets_me_see: AuthorityFacts | None

    @property
    def i_show(self) -> Shown:
        """Return what the one who asks lets this person see."""
        return _said(self.sees_me)

    @property
    def shows_me(self) -> Shown:
        """Return what this person lets the one who asks see."""
        return _said(self.lets_me_see)


@dataclass(frozen=True, slots=True)
class HouseholdFacts:
    """A household as one of its people sees it, and whom they asked to join and wait for."""

    household_id: int
    members: tuple[MemberFacts, ...]
    invited: tuple[ProposalFacts, ...]


def household_number(client_id: int) -> int | None:
    """Return the number of the household that a client belongs to now, or None. For rules: shown to nobody."""
    records = everyone_of([client_id]).get(client_id, (client_id,))
    found = HouseholdMember.objects.filter(client__in=records, left_at=None).order_by("household_id")
    return found.values_list("household_id", flat=True).first()


def household_of(client_id: int, *, viewer: Viewer, now: datetime) -> HouseholdFacts | None:
    """Return the household of a client, or None without one. Ten queries at most. Raises NotAllowed.

    Who lives with them is a person’s own: a parent sees a child’s only as their own household. Somebody in danger is
    shown to nobody who came after.
    """
    staff = viewer.may(Right.CLIENT_FILES) and client_id in viewer.opened
    if not may_decide(viewer, client_id) and not staff:
        raise NotAllowed("household")
    records = viewer.everyone_of(client_id)
    own = HouseholdMember.objects.filter(client_id__in=records, left_at=None).order_by("joined_at", "id").first()
    if own is None:
        return None
    client_id = own.client_id  # the record by which they are in it
    hidden = frozenset[int]() if staff else unseen_by(client_id)
    present = HouseholdMember.objects.filter(household_id=own.household_id, left_at=None).select_related("client")
    members = list(present.exclude(client_id__in=hidden).order_by("joined_at", "id"))
    ids = [member.client_id for member in members]
    seeing = _Seeing(client_id, names_of(ids), _shared(client_id, ids, now=now), local_day(now))
    return HouseholdFacts(
        own.household_id,
        tuple(seeing.member(member) for member in members),
        tuple(shown_to(waiting(now).filter(household_id=own.household_id), viewer)),
    )


def unseen_by(client_id: int) -> frozenset[int]:
    """Return those of a client’s household whom they do not get to see: in danger since before the client came."""
    own = HouseholdMember.objects.filter(client_id=client_id, left_at=None).first()
    if own is None:
        return frozenset()
    others = HouseholdMember.objects.filter(household_id=own.household_id, left_at=None).exclude(client_id=client_id)
    endangered = in_danger(others.values_list("client_id", flat=True))
    if not endangered:
        return frozenset()
    persons = everyone_of(endangered)
    return frozenset(
        number
        for number in endangered
        if SafeContact.objects.filter(
            client_id__in=persons.get(number, (number,)), ended_at=None, started_at__lte=own.joined_at
        ).exists()
    )


@dataclass(frozen=True, slots=True)
class _Seeing:
    """What is needed to say of each member what one of them may know."""

    asking: int
    names: Mapping[int, Sequence[NameFacts]]
    shared: Sequence[AuthorityFacts]
    today: date

    def member(self, member: HouseholdMember) -> MemberFacts:
        """Return somebody of the household as the one who asks sees them."""
        number = member.client_id
        adult_on = of_age_on(member.client.birth_date, age_of_majority(self.today))
        is_child = adult_on is not None and adult_on > self.today
        mine = _widest(one for one in self.shared if (one.client_id, one.holder_id) == (self.asking, number))
        theirs = _widest(one for one in self.shared if (one.client_id, one.holder_id) == (number, self.asking))
        is_parent = is_child and theirs is not None and theirs.kind is AuthorityKind.PARENT
        acting = [one.who for one in self.shared if one.client_id == number and one.kind is AuthorityKind.PARENT]
        return MemberFacts(
            client_id=number,
            name=self.names[number][0].text if self.names.get(number) else "",
            joined_at=member.joined_at,
            is_self=number == self.asking,
            is_child=is_child,
            of_age_on=adult_on if is_parent or (is_child and number == self.asking) else None,
            acted_for_by=tuple(acting) if is_parent or number == self.asking else (),
            sees_me=mine,
            lets_me_see=theirs,
        )


def _shared(client_id: int, ids: Sequence[int], *, now: datetime) -> list[AuthorityFacts]:
    """Return what holds between one of these people and the others, and who acts by law for the children of them."""
    kinds = [AuthorityKind.FAMILY, AuthorityKind.PARENT]
    rows = Authority.objects.filter(revoked_at=None, client_id__in=ids, kind__in=kinds)
    wanted = Q(client_id=client_id) | Q(holder_id=client_id) | Q(kind=AuthorityKind.PARENT)
    return [one for one in facts_of(rows.filter(wanted, holder__isnull=False).order_by("id"), now=now) if one.holds]


def _widest(found: Iterable[AuthorityFacts]) -> AuthorityFacts | None:
    return max(found, key=lambda one: (one.kind is AuthorityKind.PARENT, len(one.sees)), default=None)


def _said(one: AuthorityFacts | None) -> Shown:
    if one is None or one.grant is None:
        return Shown.NOTHING
    return Shown.CASE if Disclosure.CASE in one.grant.sees else Shown.STATUS
