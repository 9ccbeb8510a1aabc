"""Counting tries to sign in, so that guessing is hopeless and nobody is kept out by strangers."""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from guichet.identity.models import SignInTry
from guichet.identity.rules.trying import DAY, HOUR, Try, Waits, may_try_from, spent
from guichet.identity.sign_in_policy import SignInPolicy, sign_in_policy
from guichet.identity.terms import Proof
from guichet.journal.actions import Origin

# Tries are kept so long; the longest limit looks back less far.
TRIES_KEPT = timedelta(days=2)


def whose(name: str) -> str:
    """Return the keyed hash under which the tries at a name or address are counted: nobody can read it back."""
    typed = "".join(name.split()).casefold()
    return hmac.new(settings.SECRET_KEY.encode(), f"sign-in:{typed}".encode(), sha256).hexdigest()


def again_at(*, of: str, proof: Proof, network: str, device_id: int | None, origin: Origin) -> datetime | None:
    """Return from when another try is allowed; None where it is now. Holds back other tries at `of` meanwhile.

    A device that signed in before has its own count, a stranger's is shared by all of its network; and all strangers
    together have so many a day. Call it in the transaction that notes the try: else limits could be run past.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{of}{proof}"])
    policy = sign_in_policy(timezone.localtime(origin.at).date())
    mine = Q(device_id=device_id) if device_id else Q(device_id=None, network=network)
    recent = SignInTry.objects.filter(whose=of, proof=proof, tried_at__gt=origin.at - TRIES_KEPT)
    tries = [Try(at, succeeded) for at, succeeded in recent.filter(mine).values_list("tried_at", "succeeded")]
    waits = Waits(policy.free_tries, policy.first_wait, policy.longest_wait, policy.failures_count_for)
    until = [may_try_from(tries, waits, now=origin.at)]
    allowed = _allowed_in_a_day(policy, proof, known=device_id is not None)
    if allowed is not None:
        counted = recent.filter(succeeded=False, device_id=device_id).values_list("tried_at", flat=True)
        until.append(spent(counted, allowed, within=DAY, now=origin.at))
    if device_id is None:
        lately = SignInTry.objects.filter(network=network, device_id=None, succeeded=False,
                                          tried_at__gt=origin.at - HOUR)  # fmt: skip
        counted = lately.values_list("tried_at", flat=True)
        until.append(spent(counted, policy.network_tries_per_hour, within=HOUR, now=origin.at))
    return max((moment for moment in until if moment), default=None)


def note_try(*, of: str, proof: Proof, network: str, device_id: int | None, succeeded: bool, origin: Origin) -> None:
    """Note a try, right or wrong. What was typed is not kept."""
    SignInTry.objects.create(
        whose=of, proof=proof, network=network, device_id=device_id, tried_at=origin.at, succeeded=succeeded
    )


def forget_tries(*, now: datetime) -> int:
    """Remove tries that no longer count, and return how many."""
    return SignInTry.objects.filter(tried_at__lt=now - TRIES_KEPT).delete()[0]


def _allowed_in_a_day(policy: SignInPolicy, proof: Proof, *, known: bool) -> int | None:
    match proof:
        case Proof.EMAIL_CODE:
            return policy.known_mail_codes_per_day if known else policy.stranger_mail_codes_per_day
        case Proof.PRINTED_CODE:
            return None if known else policy.stranger_printed_tries_per_day
        case Proof.PIN:
            return policy.pin_tries_per_day
        case _:
            return None
