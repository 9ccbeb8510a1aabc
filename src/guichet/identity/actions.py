"""What may be done about accounts and staff, and the noting of looks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from guichet.foundation.languages import Language
from guichet.identity.events import StaffAdded, StaffRolesChanged
from guichet.identity.models import Look, Staff, User
from guichet.identity.rules import SAME_LOOK, Viewer
from guichet.identity.terms import Purpose, Role
from guichet.identity.tokens import CannotIssueToken as CannotIssueToken
from guichet.identity.tokens import KeptAnswer as KeptAnswer
from guichet.identity.tokens import KeyUsedOtherwise as KeyUsedOtherwise
from guichet.identity.tokens import NoSuchToken as NoSuchToken
from guichet.identity.tokens import TokenFacts as TokenFacts
from guichet.identity.tokens import issue_token as issue_token
from guichet.identity.tokens import keep_answer as keep_answer
from guichet.identity.tokens import kept_answer as kept_answer
from guichet.identity.tokens import one_at_a_time as one_at_a_time
from guichet.identity.tokens import revoke_token as revoke_token
from guichet.identity.tokens import token_behind as token_behind
from guichet.journal.actions import Origin, record

# As long as their columns.
LONGEST_NAME, LONGEST_OFFICE = 120, 40


class NoPurpose(Exception):
    """Somebody wanted to look at a file without saying why."""


class CannotAddStaff(Exception):
    """Somebody cannot be added to the staff: the address is none, or works here already, or no role was given."""


class NotADemonstration(Exception):
    """Accounts for a demonstration were asked for where real files are kept."""


@dataclass(frozen=True, slots=True)
class DemonstrationPerson:
    """Somebody invented who can be signed in as. Without roles it is a client’s account."""

    email: str
    language: Language
    name: str = ""
    office: str = ""
    roles: tuple[Role, ...] = ()


@transaction.atomic
def note_look(*, viewer: Viewer, client_id: int, subject: str, page: str, origin: Origin) -> Look | None:
    """Note that a member of staff looks at a client’s file, with the purpose given on opening it.

    One look for each view of a page; the same page of the same file seen again within a minute is the same
    look. A client’s look at their own file is not noted. Returns None where nothing was to be noted. Raises
    NoPurpose where staff gave none.
    """
    if viewer.staff_id is None:
        return None
    purpose = viewer.opened.get(client_id)
    if purpose is None:
        raise NoPurpose(subject)
    seen = Look.objects.filter(
        staff_id=viewer.staff_id,
        looked_at__gt=origin.at - SAME_LOOK,
        client_id=client_id,
        subject=subject,
        page=page,
        purpose=purpose,
    )
    if seen.exists():
        return None
    return Look.objects.create(
        staff_id=viewer.staff_id,
        client_id=client_id,
        subject=subject,
        purpose=Purpose(purpose),
        page=page,
        office=viewer.office,
        looked_at=origin.at,
    )


@transaction.atomic
def add_staff(
    *, email: str, name: str, roles: Iterable[Role], office: str = "", language: Language = Language.EN, origin: Origin
) -> int:
    """Let somebody sign in as staff, and return their number. An account they have as a client becomes staff’s.

    Raises CannotAddStaff, which says why.
    """
    email = _address(email)
    given = _in_order(roles)
    if not given:
        raise CannotAddStaff("At least one role is needed.")
    if not name.strip():
        raise CannotAddStaff("A name is needed: clients may hear it.")
    if len(name.strip()) > LONGEST_NAME or len(office) > LONGEST_OFFICE:
        raise CannotAddStaff(f"A name has up to {LONGEST_NAME} characters, an office’s code up to {LONGEST_OFFICE}.")
    if Staff.objects.filter(user__email__iexact=email).exists():
        raise CannotAddStaff(f"{email} works here already; change the roles instead.")
    user = _account(email, language)
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


def note_language(*, user_id: int, language: Language) -> None:
    """Remember in which language the owner of an account reads our pages. Does nothing where it is known."""
    User.objects.filter(pk=user_id).exclude(language=language).update(language=language)


@transaction.atomic
def make_demonstration_accounts(*, people: Sequence[DemonstrationPerson], origin: Origin) -> dict[str, int]:
    """Make an account for each invented person, staff where they have roles; return the accounts by address.

    Done twice, it is done once. Raises NotADemonstration unless the settings say that this is one.
    """
    if not settings.DEMONSTRATION:
        raise NotADemonstration
    accounts = {}
    for person in people:
        user = _account(_address(person.email), person.language)
        if person.roles and not Staff.objects.filter(user=user).exists():
            add_staff(
                email=person.email,
                name=person.name,
                roles=person.roles,
                office=person.office,
                language=person.language,
                origin=origin,
            )
        accounts[person.email] = user.pk
    return accounts


def _account(email: str, language: Language) -> User:
    """Return the account of an address, made where there is none, ready to be signed in to by code."""
    user = User.objects.filter(email__iexact=email).first() or User.objects.create_user(email, language=language)
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    return user


def _address(email: str) -> str:
    try:
        validate_email(email.strip())
    except ValidationError as fault:
        raise CannotAddStaff(f"{email} is not an e-mail address.") from fault
    return email.strip().lower()


def _in_order(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Return roles each once, always in the same order."""
    given = set(roles)
    return tuple(role for role in Role if role in given)
