"""Whom to tell beside a client, and what is owed to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from guichet.clients.models import Authority, HelperCopy, HelperMessage, Party, Proposal
from guichet.clients.terms import CopyState, HelperNews
from guichet.identity.terms import AuthorityKind


@dataclass(frozen=True, slots=True)
class HelperAddress:
    """A helper, and where they are told."""

    party_id: int
    address: str


@dataclass(frozen=True, slots=True)
class HelperMessageFacts:
    """A message that is still owed to a helper. `user_id`: whose account it is, if they have one."""

    message_id: int
    about: HelperNews
    address: str
    reference: UUID
    user_id: int | None


def helpers_of_authorities(authority_ids: Iterable[int]) -> Mapping[int, HelperAddress]:
    """Return the helper behind each of these authorities, where it is one, with an address."""
    rows = Authority.objects.filter(pk__in=list(authority_ids), party__isnull=False).exclude(party__email="")
    found = rows.values_list("pk", "party_id", "party__email")
    return {number: HelperAddress(party, address) for number, party, address in found if party is not None}


def helpers_shut_out_by_death(client_ids: Iterable[int]) -> Mapping[int, list[HelperAddress]]:
    """Return, for clients who died, the helpers whose authority ended with them, each with an address."""
    rows = Authority.objects.filter(client_id__in=list(client_ids), revoked_at=None, party__isnull=False)
    rows = rows.exclude(kind=AuthorityKind.ESTATE).exclude(party__email="")
    found: dict[int, list[HelperAddress]] = {}
    for client_id, party, address in rows.values_list("client_id", "party_id", "party__email").distinct():
        if client_id is not None and party is not None:
            found.setdefault(client_id, []).append(HelperAddress(party, address))
    return found


def helpers_of_proposals(proposal_ids: Iterable[int]) -> Mapping[int, HelperAddress]:
    """Return the helper whom each of these proposals is about, where there is one, with an address."""
    rows = Proposal.objects.filter(pk__in=list(proposal_ids), party__isnull=False).exclude(party__email="")
    found = rows.values_list("pk", "party_id", "party__email")
    return {number: HelperAddress(party, address) for number, party, address in found if party is not None}


def addresses_of_helpers(party_ids: Iterable[int]) -> Mapping[int, HelperAddress]:
    """Return where each of these helpers is told, where they have an address."""
    rows = Party.objects.filter(pk__in=list(party_ids)).exclude(email="").values_list("pk", "email")
    return {number: HelperAddress(number, address) for number, address in rows}


def helper_message(message_id: int) -> HelperMessageFacts | None:
    """Return a message that is still owed, or None where it was sent, or given up."""
    row = HelperMessage.objects.select_related("party").filter(pk=message_id, sent_at=None, failed_at=None).first()
    if row is None:
        return None
    return HelperMessageFacts(row.pk, HelperNews(row.about), row.address, row.reference, row.party.user_id)


@dataclass(frozen=True, slots=True)
class HelperCopyFacts:
    """What became of telling a helper of one entry of a client’s: who, and how far the message came, and when."""

    entry_id: int
    client_id: int
    party_id: int
    name: str
    state: CopyState
    at: datetime


def copies_of_entries(entry_ids: Iterable[int]) -> Sequence[HelperCopyFacts]:
    """Return what became of telling helpers of these entries, by entry. One query. Show it to the client and staff."""
    return _facts(HelperCopy.objects.filter(entry_id__in=list(entry_ids)))


def copies_in_message(message_id: int) -> Sequence[HelperCopyFacts]:
    """Return of which entries one message tells a helper. One query."""
    return _facts(HelperCopy.objects.filter(message_id=message_id))


def helper_message_named(reference: str) -> int | None:
    """Return the message to a helper with our `reference`, if there is one."""
    try:
        name = UUID(reference)
    except ValueError:
        return None
    return HelperMessage.objects.filter(reference=name).values_list("pk", flat=True).first()


def _facts(rows: QuerySet[HelperCopy]) -> Sequence[HelperCopyFacts]:
    return [_copy(row) for row in rows.select_related("message", "party").order_by("entry_id", "party_id")]


def _copy(row: HelperCopy) -> HelperCopyFacts:
    message = row.message
    state, at = CopyState.WAITING, message.queued_at
    if message.failed_at:
        # Sent before, it came back.
        state, at = CopyState.FAILED, message.failed_at
    elif message.sent_at:
        state, at = CopyState.SENT, message.sent_at
    return HelperCopyFacts(row.entry_id, row.client_id, row.party_id, row.party.name, state, at)
