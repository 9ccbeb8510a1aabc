"""Devices on which somebody signs in, their sessions, and what happens when one was not theirs."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from guichet.identity.events import ChangesLocked, NewDevice, SessionEnded
from guichet.identity.models import ChangeLock, Device, User
from guichet.identity.queries.sign_in import device_of_token, digest_of_secret, known_device
from guichet.identity.rules.devices import DeviceFacts
from guichet.identity.sign_in_policy import sign_in_policy
from guichet.identity.telling import record_for
from guichet.journal.actions import Origin

SECRET_BYTES = 32
# So many devices of an account are known at a time; the one used longest ago makes room.
MOST_DEVICES = 20


@dataclass(frozen=True, slots=True)
class SignedIn:
    """On what somebody signed in: the device, and the secret by which it is known the next time."""

    device_id: int
    secret: str
    is_new: bool


@transaction.atomic
def note_sign_in(
    *, user_id: int, secret: str, facts: DeviceFacts, network: str, client_ids: Iterable[int], origin: Origin
) -> SignedIn:
    """Note on what somebody signed in. On a device not used before the client is told; not on their very first."""
    User.objects.select_for_update().only("pk").get(pk=user_id)
    known = known_device(user_id, secret, now=origin.at)
    if known:
        Device.objects.filter(pk=known).update(last_at=origin.at, network=network)
        return SignedIn(known, secret, is_new=False)
    others = Device.objects.filter(user_id=user_id, disowned_at=None).order_by("-last_at", "-pk")
    is_first = not others.exists()
    for too_many in others[MOST_DEVICES - 1 :]:
        too_many.delete()
    # Always a new secret: one that another account's session left in this browser says nothing here.
    new = secrets.token_urlsafe(SECRET_BYTES)
    device = Device.objects.create(
        user_id=user_id,
        digest=digest_of_secret(new),
        kind=facts.kind,
        system=facts.system,
        browser=facts.browser,
        network=network,
        first_at=origin.at,
        last_at=origin.at,
    )
    if not is_first:
        record_for(NewDevice(account=user_id, device=device.pk), client_ids, origin)
    return SignedIn(device.pk, new, is_new=not is_first)


def remember_device(*, session_key: str | None, device_id: int) -> None:
    """Note on which device a session is, so that it can be ended together with it."""
    UserSession.objects.filter(session_key=session_key or "").update(data={"device": device_id})


@transaction.atomic
def disown_device(*, token: str, client_ids: Iterable[int], origin: Origin) -> None:
    """End what is open on a device that its owner says is not theirs, and let nothing be changed for a while.

    Done twice, it is done once. Raises NoSuchDevice.
    """
    device_id, user_id = device_of_token(token)
    if not Device.objects.filter(pk=device_id, disowned_at=None).update(disowned_at=origin.at):
        return
    _end(UserSession.objects.filter(user_id=user_id, data__device=device_id))
    until = origin.at + sign_in_policy(timezone.localtime(origin.at).date()).changes_locked
    ChangeLock.objects.create(user_id=user_id, since=origin.at, until=until)
    record_for(ChangesLocked(account=user_id, device=device_id), client_ids, origin)


@transaction.atomic
def end_session(*, user_id: int, session_id: int, origin: Origin) -> bool:
    """End one of an account's own sessions; return whether it was there."""
    ended = _end(UserSession.objects.filter(user_id=user_id, pk=session_id))
    if ended:
        record_for(SessionEnded(account=user_id, sessions=ended), (), origin)
    return bool(ended)


@transaction.atomic
def end_other_sessions(*, user_id: int, but: str | None, origin: Origin) -> int:
    """End all sessions of an account but the one of this key, and return how many."""
    ended = _end(UserSession.objects.filter(user_id=user_id).exclude(session_key=but or ""))
    if ended:
        record_for(SessionEnded(account=user_id, sessions=ended), (), origin)
    return ended


def _end(sessions: Iterable[UserSession]) -> int:
    ended = 0
    for session in sessions:
        session.end()
        ended += 1
    return ended
