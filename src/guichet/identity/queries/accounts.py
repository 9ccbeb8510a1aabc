"""Accounts, and how their owners sign in."""

from collections.abc import Iterable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from guichet.foundation.languages import Language
from guichet.identity.models import User


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


def has_second_factor(user_id: int) -> bool:
    """Return whether an account has a passkey or an authenticator app."""
    strong = Authenticator.objects.filter(user_id=user_id).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return bool(strong.exists())


def account_for(email: str) -> int | None:
    """Return the account that signs in with an address, in whatever capitals it is written; None without one."""
    return User.objects.filter(email__iexact=email.strip()).values_list("pk", flat=True).first()


def address_of(user_id: int) -> str:
    """Return the address that an account signs in with. Raises User.DoesNotExist. Show it to its owner only."""
    return User.objects.values_list("email", flat=True).get(pk=user_id)


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
