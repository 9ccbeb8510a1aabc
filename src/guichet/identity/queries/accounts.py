"""Accounts, and how their owners sign in."""

from collections.abc import Iterable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from guichet.foundation.languages import Language
from guichet.identity.models import Pin, PrintedCode, SignInName, User


@dataclass(frozen=True, slots=True)
class SignInWays:
    """How the owner of an account signs in."""

    email: str
    passkeys: int
    has_app: bool
    recovery_codes_left: int
    sessions: int
    # The number of the account, where it was given one, and what is left of its sheet of printed codes.
    account_number: str = ""
    printed_codes_left: int = 0
    has_pin: bool = False

    @property
    def has_second_factor(self) -> bool:
        """Return whether more is asked for than a code by e-mail."""
        return bool(self.passkeys) or self.has_app

    @property
    def has_other_ways(self) -> bool:
        """Return whether there is anything beside the e-mail address, or beside paper where there is no address."""
        paper = bool(self.printed_codes_left) and bool(self.email)
        return self.has_second_factor or self.has_pin or paper


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
    printed = PrintedCode.objects.filter(sheet__user_id=user_id, sheet__ended_at=None, used_at=None)
    return SignInWays(
        email=User.objects.values_list("email", flat=True).get(pk=user_id) or "",
        passkeys=passkeys,
        has_app=has_app,
        recovery_codes_left=left,
        sessions=UserSession.objects.filter(user_id=user_id).count(),
        account_number=SignInName.objects.filter(user_id=user_id).values_list("name", flat=True).first() or "",
        printed_codes_left=printed.count(),
        has_pin=Pin.objects.filter(user_id=user_id).exists(),
    )


def has_second_factor(user_id: int) -> bool:
    """Return whether an account has a passkey or an authenticator app."""
    strong = Authenticator.objects.filter(user_id=user_id).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return bool(strong.exists())


def account_for(email: str) -> int | None:
    """Return the account that signs in with an address, in whatever capitals it is written; None without one."""
    return User.objects.filter(email__iexact=email.strip()).values_list("pk", flat=True).first()


def address_of(user_id: int) -> str:
    """Return the address that an account signs in with; empty without one. Show it to its owner only.

    Raises User.DoesNotExist.
    """
    return User.objects.values_list("email", flat=True).get(pk=user_id) or ""


def accounts_for(emails: Iterable[str]) -> dict[str, int]:
    """Return the open accounts that sign in with these addresses (in small letters), by address."""
    found = User.objects.filter(email__in=list(emails), is_active=True).values_list("email", "pk")
    return {email: user_id for email, user_id in found if email}


def hold_account(user_id: int) -> None:
    """Return once nobody else works on this account; then it is held to the end of the transaction.

    Raises User.DoesNotExist.
    """
    User.objects.select_for_update().only("pk").get(pk=user_id)


def language_of(user_id: int) -> Language:
    """Return the language in which the owner of an account last read our pages. English without such an account."""
    return Language.of(User.objects.filter(pk=user_id).values_list("language", flat=True).first())
