"""Who works here, and what they may."""

from collections.abc import Collection
from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from guichet.identity import rules
from guichet.identity.models import Staff
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right, Role


class NotAllowed(Exception):
    """Somebody asked for what they may not see, or for what is not there: which of the two is not said."""


class NotSureEnough(NotAllowed):
    """Somebody asked for what they may see, once we are surer who they are."""


@dataclass(frozen=True, slots=True)
class StaffFacts:
    """A member of staff, as far as deciding what they may see needs it."""

    staff_id: int
    name: str
    office: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class StaffRecord:
    """A member of staff, as the list of staff shows them."""

    staff_id: int
    name: str
    email: str
    office: str
    roles: tuple[Role, ...]
    is_active: bool
    second_factor: bool


def staff_of(user_id: int) -> StaffFacts | None:
    """Return the member of staff behind an account, or None where it is nobody who works here now."""
    staff = Staff.objects.filter(user_id=user_id, is_active=True).order_by("id").first()
    if staff is None:
        return None
    return StaffFacts(staff.pk, staff.name, staff.office, frozenset(Role(role) for role in staff.roles))


def staff_at(email: str) -> int | None:
    """Return the number of whoever works here now and signs in with an address, or None."""
    found = Staff.objects.filter(user__email__iexact=email.strip(), is_active=True).values_list("pk", flat=True)
    return found.first()


def working_here(staff_ids: Collection[int] | None = None) -> list[StaffFacts]:
    """Return those who work here now, of some numbers or all, by name. For rooms that share work out."""
    found = Staff.objects.filter(is_active=True)
    if staff_ids is not None:
        found = found.filter(pk__in=staff_ids)
    return [
        StaffFacts(staff.pk, staff.name, staff.office, frozenset(Role(role) for role in staff.roles))
        for staff in found.order_by("name", "id")
    ]


def all_staff(*, viewer: Viewer) -> list[StaffRecord]:
    """Return everybody who works or worked here, by name. Raises NotAllowed without the right to see staff."""
    if not viewer.may(Right.STAFF):
        raise NotAllowed("staff")
    protected = set(Authenticator.objects.values_list("user_id", flat=True))
    return [
        StaffRecord(
            staff_id=staff.pk,
            name=staff.name,
            email=staff.user.email or "",
            office=staff.office,
            roles=roles_in_order(staff.roles),
            is_active=staff.is_active,
            second_factor=staff.user_id in protected,
        )
        for staff in Staff.objects.select_related("user").order_by("name", "id")
    ]


def home_of(viewer: Viewer) -> str:
    """Return the name of the page on which somebody’s day begins: `account:home`, `desk:home`, `office:home`."""
    return rules.home_of(viewer)


def roles_in_order(roles: Collection[str]) -> tuple[Role, ...]:
    """Return the roles of a member of staff, always in the same order."""
    return tuple(role for role in Role if role in roles)
