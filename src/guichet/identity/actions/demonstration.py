"""Accounts of invented people, where the settings say that all of it is a demonstration."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from guichet.foundation.languages import Language
from guichet.identity.actions.accounts import account_of_address, checked_address
from guichet.identity.actions.staff import add_staff
from guichet.identity.models import Staff
from guichet.identity.terms import Role
from guichet.journal.actions import Origin


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
def make_demonstration_accounts(*, people: Sequence[DemonstrationPerson], origin: Origin) -> dict[str, int]:
    """Make an account for each invented person, staff where they have roles; return the accounts by address.

    Done twice, it is done once. Raises NotADemonstration unless the settings say that this is one.
    """
    if not settings.DEMONSTRATION:
        raise NotADemonstration
    accounts = {}
    for person in people:
        user = account_of_address(checked_address(person.email), person.language)
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
