"""Who works here, and in which roles."""

from collections.abc import Iterable

from django.db import transaction

from guichet.foundation.languages import Language
from guichet.identity.actions.accounts import CannotAddStaff, account_of_address, checked_address
from guichet.identity.events import StaffAdded, StaffRolesChanged
from guichet.identity.models import Staff
from guichet.identity.terms import Role
from guichet.journal.actions import Origin, record

# As long as their columns.
LONGEST_NAME, LONGEST_OFFICE = 120, 40


@transaction.atomic
def add_staff(
    *, email: str, name: str, roles: Iterable[Role], office: str = "", language: Language = Language.EN, origin: Origin
) -> int:
    """Let somebody sign in as staff, and return their number. An account they have as a client becomes staff’s.

    Raises CannotAddStaff, which says why.
    """
    email = checked_address(email)
    given = _in_order(roles)
    if not given:
        raise CannotAddStaff("At least one role is needed.")
    if not name.strip():
        raise CannotAddStaff("A name is needed: clients may hear it.")
    if len(name.strip()) > LONGEST_NAME or len(office) > LONGEST_OFFICE:
        raise CannotAddStaff(f"A name has up to {LONGEST_NAME} characters, an office’s code up to {LONGEST_OFFICE}.")
    if Staff.objects.filter(user__email__iexact=email).exists():
        raise CannotAddStaff(f"{email} works here already; change the roles instead.")
    user = account_of_address(email, language)
    staff = Staff.objects.create(user=user, name=name.strip(), office=office, roles=given)
    record(StaffAdded(staff=staff.pk, roles=given), origin)
    return staff.pk


@transaction.atomic
def set_roles(*, staff_id: int, roles: Iterable[Role], is_active: bool = True, origin: Origin) -> None:
    """Give a member of staff these roles and no others, or, with `is_active` false, end their work here.

    Where nothing changes, nothing is recorded. Raises Staff.DoesNotExist.
    """
    staff = Staff.objects.select_for_update().get(pk=staff_id)
    before, given = tuple(staff.roles), _in_order(roles)
    if before == given and staff.is_active == is_active:
        return
    staff.roles, staff.is_active = list(given), is_active
    staff.save(update_fields=["roles", "is_active"])
    record(StaffRolesChanged(staff=staff.pk, before=before, roles=given, active=is_active), origin)


def _in_order(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Return roles each once, always in the same order."""
    given = set(roles)
    return tuple(role for role in Role if role in given)
