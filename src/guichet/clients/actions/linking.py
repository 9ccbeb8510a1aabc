"""Linking an account to the files of a client, against guessing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from guichet.clients.events import AccountLinked
from guichet.clients.models import AccountLink, Client, LinkAttempt, Name
from guichet.clients.one_person import everyone_of
from guichet.clients.rules import Claim, Known, Limit, claim_agrees, may_try_again_at
from guichet.clients.terms import LinkMeans, LinkRefusal
from guichet.identity.queries import hold_account
from guichet.journal.actions import Origin, record

# No record has this number: what is looked up in its place, so that the same work is done.
NOBODY = 0
# Tries are kept so long; the longest limit looks back less far.
TRIES_KEPT = timedelta(days=30)


class CannotLink(Exception):
    """An account cannot be linked to this client: another holds the link."""


@dataclass(frozen=True, slots=True)
class Linking:
    """What came of a try: the client now linked, or why not and from when another try is allowed."""

    client_id: int | None = None
    refusal: LinkRefusal | None = None
    try_again_at: datetime | None = None


@transaction.atomic
def claim_file(*, user_id: int, client_id: int | None, claim: Claim, network: str, origin: Origin) -> Linking:
    """Link an account to the client whose file it claims, where number and facts prove it.

    `client_id` is who the number belongs to, or None where there is no such number. Whatever the reason, a
    refusal is the same and took the same work: whether a file exists is never told. Failed tries are counted for
    the account and for its network (`settings.LINKING_LIMITS`); the facts that were typed are not kept. A refusal
    is returned and not raised, since the try must stay on record.
    """
    hold_account(user_id)  # One try of an account at a time: else limits could be run past.
    again = _locked_until(user_id, network, now=origin.at)
    if again:
        return Linking(refusal=LinkRefusal.TOO_MANY_TRIES, try_again_at=again)
    known = _known(client_id or NOBODY)
    proved = claim_agrees(claim, known, user_id=user_id) and client_id is not None
    LinkAttempt.objects.create(user_id=user_id, network=network, tried_at=origin.at, succeeded=proved)
    if not proved or client_id is None:
        return Linking(refusal=LinkRefusal.NOT_PROVED, try_again_at=_locked_until(user_id, network, now=origin.at))
    link_account(user_id=user_id, client_id=client_id, means=LinkMeans.FACTS, origin=origin)
    return Linking(client_id=client_id)


@transaction.atomic
def link_account(*, user_id: int, client_id: int, means: LinkMeans, origin: Origin) -> bool:
    """Link an account to a client, once; return whether it was not linked before.

    The client is told on their own channel, so that a stranger’s linking is noticed. Raises CannotLink where
    another account holds the link.
    """
    Client.objects.select_for_update(no_key=True).get(pk=client_id)
    holders = set(_holders(client_id))
    if user_id in holders:
        return False
    if holders:
        raise CannotLink(f"client:{client_id}")
    AccountLink.objects.create(user_id=user_id, client_id=client_id, means=means, linked_at=origin.at)
    record(AccountLinked(client_id=client_id, means=means.value), origin)
    return True


@transaction.atomic
def forget_link_attempts(*, now: datetime) -> int:
    """Remove tries to link that are older than 30 days, and return how many."""
    return LinkAttempt.objects.filter(tried_at__lt=now - TRIES_KEPT).delete()[0]


def _locked_until(user_id: int, network: str, *, now: datetime) -> datetime | None:
    """Return from when this account, from this network, may try again; None where it may now."""
    failed = LinkAttempt.objects.filter(succeeded=False, tried_at__gt=now - TRIES_KEPT)
    of_account = failed.filter(user_id=user_id).values_list("tried_at", flat=True)
    of_network = failed.filter(network=network).values_list("tried_at", flat=True)
    until = [
        may_try_again_at(tries.order_by("-tried_at")[: max(limit.tries for limit in limits)], limits, now=now)
        for tries, limits in ((of_account, _limits("account")), (of_network, _limits("network")))
    ]
    return max((moment for moment in until if moment), default=None)


def _limits(whose: str) -> list[Limit]:
    return [Limit(tries, timedelta(hours=hours)) for tries, hours in settings.LINKING_LIMITS[whose]]


def _known(client_id: int) -> Known:
    """Return what the record says of a client, in four questions; as many where there is no such client."""
    client = Client.objects.filter(pk=client_id).first()
    names = tuple(Name.objects.filter(client_id=client_id).order_by("kind", "position").values_list("text", flat=True))
    linked = frozenset(_holders(client_id))
    if client is None:
        return Known()
    return Known(client.birth_date, names, client.country, linked)


def _holders(client_id: int) -> Iterable[int]:
    """Return the accounts that are linked to any record of this person."""
    everyone = everyone_of([client_id]).get(client_id, (client_id,))
    return AccountLink.objects.filter(client_id__in=everyone).values_list("user_id", flat=True)
