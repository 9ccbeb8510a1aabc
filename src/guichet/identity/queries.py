"""What others may ask about accounts, staff, and who looked at what."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from guichet.foundation.languages import Language
from guichet.foundation.statements import Given, Statement
from guichet.identity import rules
from guichet.identity.models import Look, Staff, User
from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose, Right, Role


class NotAllowed(Exception):
    """Somebody asked for what they may not see, or for what is not there: which of the two is not said."""


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


@dataclass(frozen=True, slots=True)
class LookFacts:
    """One look at a file: who, from where, what for, when. A client is shown the role and office, not the name."""

    look_id: int
    client_id: int
    subject: str
    staff_id: int
    staff_name: str
    roles: tuple[Role, ...]
    office: str
    purpose: Purpose
    page: str
    looked_at: datetime

    @property
    def place(self) -> tuple[datetime, int]:
        """Return where the next page of a list goes on: its `before`."""
        return self.looked_at, self.look_id


@dataclass(frozen=True, slots=True)
class SignInWays:
    """How the owner of an account signs in."""

    email: str
    passkeys: int
    has_app: bool
    recovery_codes_left: int
    sessions: int

    @property
    def has_second_factor(self) -> bool:
        """Return whether more is asked for than a code by e-mail."""
        return bool(self.passkeys) or self.has_app


def sign_in_ways(user_id: int) -> SignInWays:
    """Return how the owner of an account signs in. Raises User.DoesNotExist."""
    passkeys, has_app, left = 0, False, 0
    for authenticator in Authenticator.objects.filter(user_id=user_id):
        match authenticator.type:
            case Authenticator.Type.WEBAUTHN:
                passkeys += 1
            case Authenticator.Type.TOTP:
                has_app = True
            case _:
                left = len(authenticator.wrap().get_unused_codes())
    return SignInWays(
        email=User.objects.values_list("email", flat=True).get(pk=user_id),
        passkeys=passkeys,
        has_app=has_app,
        recovery_codes_left=left,
        sessions=UserSession.objects.filter(user_id=user_id).count(),
    )


def staff_of(user_id: int) -> StaffFacts | None:
    """Return the member of staff behind an account, or None where it is nobody who works here now."""
    staff = Staff.objects.filter(user_id=user_id, is_active=True).order_by("id").first()
    if staff is None:
        return None
    return StaffFacts(staff.pk, staff.name, staff.office, frozenset(Role(role) for role in staff.roles))


def all_staff(*, viewer: Viewer) -> list[StaffRecord]:
    """Return everybody who works or worked here, by name. Raises NotAllowed without the right to see staff."""
    if not viewer.may(Right.STAFF):
        raise NotAllowed("staff")
    protected = set(Authenticator.objects.values_list("user_id", flat=True))
    return [
        StaffRecord(
            staff_id=staff.pk,
            name=staff.name,
            email=staff.user.email,
            office=staff.office,
            roles=_in_order(staff.roles),
            is_active=staff.is_active,
            second_factor=staff.user_id in protected,
        )
        for staff in Staff.objects.select_related("user").order_by("name", "id")
    ]


def has_second_factor(user_id: int) -> bool:
    """Return whether an account has a passkey or an authenticator app."""
    strong = Authenticator.objects.filter(user_id=user_id).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return bool(strong.exists())


def account_for(email: str) -> int | None:
    """Return the account that signs in with an address, in whatever capitals it is written; None without one."""
    return User.objects.filter(email__iexact=email.strip()).values_list("pk", flat=True).first()


def accounts_for(emails: Iterable[str]) -> dict[str, int]:
    """Return the open accounts that sign in with these addresses (in small letters), by address."""
    return dict(User.objects.filter(email__in=list(emails), is_active=True).values_list("email", "pk"))


def hold_account(user_id: int) -> None:
    """Return once nobody else works on this account; then it is held to the end of the transaction.

    Raises User.DoesNotExist.
    """
    User.objects.select_for_update().only("pk").get(pk=user_id)


def language_of(user_id: int) -> Language:
    """Return the language in which the owner of an account last read our pages. English without such an account."""
    return Language.of(User.objects.filter(pk=user_id).values_list("language", flat=True).first())


def home_of(viewer: Viewer) -> str:
    """Return the name of the page on which somebody’s day begins: `account:home`, `desk:home`, `office:home`."""
    return rules.home_of(viewer)


def looks_at(
    client_id: int, *, viewer: Viewer, before: tuple[datetime, int] | None = None, limit: int = 50
) -> Sequence[LookFacts]:
    """Return who looked at a client’s files, latest first, from `before` (a look’s `place`) backwards.

    Raises NotAllowed unless the viewer is the client, has opened the file, or reads the access log.
    """
    if not (viewer.may_see_client(client_id) or viewer.may(Right.ACCESS_LOG)):
        raise NotAllowed(f"client:{client_id}")
    if before is None:
        return [_look(*row) for row in _latest_looks(limit).rows(client=client_id)]
    return _page(Look.objects.filter(client_id=client_id), before, limit)


def looks(
    *,
    viewer: Viewer,
    since: datetime | None = None,
    staff_id: int | None = None,
    purpose: Purpose | None = None,
    before: tuple[datetime, int] | None = None,
    limit: int = 50,
) -> Sequence[LookFacts]:
    """Return the access log, latest first, from `before` (a look’s `place`) backwards. Raises NotAllowed."""
    if not viewer.may(Right.ACCESS_LOG):
        raise NotAllowed("access log")
    found = Look.objects.all()
    if since:
        found = found.filter(looked_at__gte=since)
    if staff_id:
        found = found.filter(staff_id=staff_id)
    if purpose:
        found = found.filter(purpose=purpose)
    return _page(found, before, limit)


LOOK = ("id", "client_id", "subject", "staff_id", "staff__name", "staff__roles", "office", "purpose", "page",
        "looked_at")  # fmt: skip


@cache
def _latest_looks(limit: int) -> Statement:
    return Statement(lambda: _latest_first(Look.objects.filter(client_id=Given("client")))[:limit])


def _page(found: QuerySet[Look], before: tuple[datetime, int] | None, limit: int) -> list[LookFacts]:
    if before:
        moment, number = before
        found = found.filter(looked_at__lte=moment).exclude(looked_at=moment, id__gte=number)
    return [_look(*row) for row in _latest_first(found)[:limit]]


def _latest_first(found: QuerySet[Look]) -> QuerySet[Look, tuple[Any, ...]]:
    return found.order_by("-looked_at", "-id").values_list(*LOOK)


def _look(
    look_id: int,
    client_id: int,
    subject: str,
    staff_id: int,
    staff_name: str,
    roles: list[str],
    office: str,
    purpose: str,
    page: str,
    looked_at: datetime,
) -> LookFacts:
    return LookFacts(
        look_id=look_id,
        client_id=client_id,
        subject=subject,
        staff_id=staff_id,
        staff_name=staff_name,
        roles=_in_order(roles),
        office=office,
        purpose=Purpose(purpose),
        page=page,
        looked_at=looked_at,
    )


def _in_order(roles: Collection[str]) -> tuple[Role, ...]:
    """Return the roles of a member of staff, always in the same order."""
    return tuple(role for role in Role if role in roles)
