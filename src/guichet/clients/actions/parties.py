"""Helpers: who they say they are, and what the register of their profession says of their licence."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from guichet.clients.authority_policy import regulators
from guichet.clients.events import AuthorityLicenceLapsed, HelperDescribed, LicenceChecked
from guichet.clients.gateways.licences import LicenceRegister
from guichet.clients.models import Authority, Party
from guichet.clients.terms import Licence
from guichet.identity.queries import address_of, hold_account
from guichet.journal.actions import Origin, record, record_many


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What somebody says of themselves who helps clients. `regulator` is a code of `regulators.yaml`."""

    name: str
    organisation: str = ""
    is_paid: bool = False
    regulator: str = ""
    licence_number: str = ""


class NotAProfile(ValueError):
    """A profile lacks a name or names no regulator that we know."""


@transaction.atomic
def describe_helper(*, user_id: int, profile: Profile, origin: Origin) -> int:
    """Keep who an account is that helps clients, and return the number of the helper.

    A new licence is unknown until the register is asked (`check_licence`): until then paid help sees nothing.
    Raises NotAProfile.
    """
    hold_account(user_id)
    party = Party.objects.select_for_update().filter(user_id=user_id).first()
    party = party or Party(user_id=user_id, made_at=origin.at)
    party.email = address_of(user_id).lower()
    _describe(party, profile)
    party.save()
    record(HelperDescribed(party=party.pk), origin)
    return party.pk


def new_party(profile: Profile, *, email: str, at: datetime) -> Party:
    """Return a helper without an account yet, saved: named by a client, or on paper. Raises NotAProfile."""
    party = Party(email=email.strip().lower(), made_at=at)
    _describe(party, profile)
    party.save()
    return party


def check_licence(*, party_id: int, register: LicenceRegister, origin: Origin) -> Licence:
    """Ask the register of a paid helper’s profession about their licence, keep the answer, and return it.

    Asked outside any transaction: a register may take half a minute. One that cannot be reached changes nothing of
    what was known; a licence found not valid shuts out at once, and each client concerned is told.
    """
    party = Party.objects.get(pk=party_id)
    if not party.is_paid:
        return Licence.UNPAID
    found = register.look_up(regulator=party.regulator, number=party.licence_number, name=party.name)
    return _note_licence(party, found, register.name, origin)


@transaction.atomic
def _note_licence(asked: Party, found: Licence, register: str, origin: Origin) -> Licence:
    party = Party.objects.select_for_update().get(pk=asked.pk)
    if (party.regulator, party.licence_number, party.is_paid) != (asked.regulator, asked.licence_number, True):
        return Licence(party.licence)  # they said something else meanwhile: the answer is about another licence
    before = Licence(party.licence)
    party.licence_asked_at = origin.at
    if found is not Licence.UNKNOWN or before is Licence.UNKNOWN:
        party.licence = found
        party.licence_checked_at = origin.at
        party.licence_checked_by, party.licence_register = origin.actor, register
    party.save()
    record(LicenceChecked(party=party.pk, licence=found.value), origin)
    if found is Licence.LAPSED and before is not Licence.LAPSED:
        rows = Authority.objects.filter(party=party, revoked_at=None).exclude(ends_at__lte=origin.at)
        told = [
            (AuthorityLicenceLapsed(client_id=row.client_id, authority=row.pk, held_as=row.kind), origin.at)
            for row in rows.order_by("client_id", "id")
        ]
        record_many(told, origin)
    return Licence(party.licence)


def _describe(party: Party, profile: Profile) -> None:
    if not profile.name.strip():
        raise NotAProfile("a helper has a name")
    if profile.is_paid and (profile.regulator not in regulators() or not profile.licence_number.strip()):
        raise NotAProfile("paid help names its regulator and licence")
    said = (profile.is_paid, profile.regulator, profile.licence_number.strip()) if profile.is_paid else (False, "", "")
    if said != (party.is_paid, party.regulator, party.licence_number) or not party.pk:
        party.is_paid, party.regulator, party.licence_number = said
        party.licence = Licence.UNKNOWN if profile.is_paid else Licence.UNPAID
        party.licence_checked_at, party.licence_checked_by, party.licence_register = None, "", ""
        party.licence_asked_at = None
    party.name, party.organisation = profile.name.strip(), profile.organisation.strip()
