"""Accounts: found or made, and their language."""

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from guichet.foundation.languages import Language
from guichet.identity.models import User


class CannotAddStaff(Exception):
    """Somebody cannot be added to the staff: the address is none, or works here already, or no role was given."""


def note_language(*, user_id: int, language: Language) -> None:
    """Remember in which language the owner of an account reads our pages. Does nothing where it is known."""
    User.objects.filter(pk=user_id).exclude(language=language).update(language=language)


def account_of_address(email: str, language: Language) -> User:
    """Return the account of an address, made where there is none, ready to be signed in to by code."""
    user = User.objects.filter(email__iexact=email).first() or User.objects.create_user(email, language=language)
    EmailAddress.objects.get_or_create(
        user=user, email=user.email or email, defaults={"verified": True, "primary": True}
    )
    return user


def checked_address(email: str) -> str:
    """Return an e-mail address in small letters. Raises CannotAddStaff for what is none."""
    try:
        validate_email(email.strip())
    except ValidationError as fault:
        raise CannotAddStaff(f"{email} is not an e-mail address.") from fault
    return email.strip().lower()


def make_account(*, email: str, language: Language) -> int:
    """Return the number of the account of an address, made where there is none. Raises CannotAddStaff for no address.

    For rooms above, where people are let in by somebody who answers for them.
    """
    return account_of_address(checked_address(email), language).pk
