"""What others may ask about accounts and staff."""

from dataclasses import dataclass

from guichet.identity.models import Staff
from guichet.identity.terms import Role


@dataclass(frozen=True, slots=True)
class StaffFacts:
    """A member of staff, as far as deciding what they may see needs it."""

    staff_id: int
    name: str
    office: str
    roles: frozenset[Role]


def staff_of(user_id: int) -> StaffFacts | None:
    """Return the member of staff behind an account, or None where it is nobody who works here now."""
    staff = Staff.objects.filter(user_id=user_id, is_active=True).order_by("id").first()
    if staff is None:
        return None
    return StaffFacts(staff.pk, staff.name, staff.office, frozenset(Role(role) for role in staff.roles))
