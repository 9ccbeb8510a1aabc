"""What one signs in with beside an e-mail address, on which devices, and what is locked or under way."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core import signing
from django.utils import timezone

from guichet.identity.models import ChangeLock, Device, IdentityCheck, Recovery, SentCode
from guichet.identity.queries.staff import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.rules.devices import DeviceFacts, coarse_network, device_from
from guichet.identity.rules.recovering import RecoveryState
from guichet.identity.rules.trying import MONTH, spent
from guichet.identity.sign_in_policy import sign_in_policy
from guichet.identity.terms import DeviceKind, Level, Proof, RecoveryGround, RecoveryOutcome, Right

STOP, NOT_ME = "guichet.identity.stop-recovery", "guichet.identity.not-me"
# The link in a letter works for longer than any wait lasts.
LINK_LASTS = timedelta(days=60)


class NoSuchDevice(Exception):
    """A link names no device, or is not one that we made."""


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """One session of an account, as its owner is shown it."""

    session_id: int
    device: DeviceFacts
    network: str
    begun_at: datetime
    is_current: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """How surely the person on the telephone or at the counter is known; until when; or that they could not show it."""

    level: Level = Level.NONE
    until: datetime | None = None
    failed: bool = False


@dataclass(frozen=True, slots=True)
class RecoveryFacts:
    """A recovery, as staff and the client see it. The new e-mail address and the postal one are not among it."""

    recovery_id: int
    client_id: int
    ground: RecoveryGround
    outcome: RecoveryOutcome
    asked_by: str
    confirmed_by: str
    state: RecoveryState


def digest_of_secret(secret: str) -> str:
    """Return what is kept of a device's cookie. A secret of 256 bits needs no slow hash."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def known_device(user_id: int, secret: str, *, now: datetime) -> int | None:
    """Return the device with this cookie if it signed in to this account before, not too long ago; else None."""
    if not secret:
        return None
    since = now - sign_in_policy(timezone.localtime(now).date()).device_known
    known = Device.objects.filter(user_id=user_id, digest=digest_of_secret(secret), disowned_at=None, last_at__gt=since)
    return known.values_list("pk", flat=True).first()


def sessions_of(user_id: int, *, current: str | None) -> list[SessionFacts]:
    """Return the sessions of an account that are open, latest first; `current` is the key of this one."""
    # What ended by itself since is taken from the list on the way.
    living = [session for session in UserSession.objects.filter(user_id=user_id) if not session.purge()]
    return [
        SessionFacts(
            session_id=session.pk,
            device=device_from(session.user_agent),
            network=coarse_network(session.ip),
            begun_at=session.created_at,
            is_current=session.session_key == current,
        )
        for session in sorted(living, key=lambda one: one.created_at, reverse=True)
    ]


def device_facts(device_id: int) -> DeviceFacts:
    """Return what is known of a device; nothing of one that is gone."""
    found = Device.objects.filter(pk=device_id).first()
    return DeviceFacts(DeviceKind(found.kind), found.system, found.browser) if found else DeviceFacts()


def changes_locked_until(user_id: int, *, now: datetime) -> datetime | None:
    """Return until when nothing about an account can be changed; None where all can."""
    locks = ChangeLock.objects.filter(user_id=user_id, until__gt=now).order_by("-until")
    return locks.values_list("until", flat=True).first()


def document_seen_until(client_ids: Collection[int], *, now: datetime) -> datetime | None:
    """Return until when all of these clients count as seen in person; None where one of them does not."""
    seen: dict[int, datetime] = {}
    checks = IdentityCheck.objects.filter(
        client_id__in=client_ids, proof=Proof.DOCUMENT_SEEN, level=Level.IN_PERSON, until__gt=now
    )
    for client_id, until in checks.values_list("client_id", "until"):
        seen[client_id] = max(until, seen.get(client_id, until))
    return min(seen.values()) if client_ids and len(seen) == len(set(client_ids)) else None


def contact_with(client_id: int, *, viewer: Viewer, now: datetime) -> Contact:
    """Return how surely a member of staff knows whom they serve now, by the checks they made in this contact."""
    checks = list(
        IdentityCheck.objects.filter(client_id=client_id, staff_id=viewer.staff_id or 0, contact_until__gt=now)
        .order_by("-checked_at", "-pk")
        .values_list("level", "passed", "contact_until")
    )
    best = max(checks, key=lambda check: check[0], default=None)
    if best is None:
        return Contact()
    level = Level(best[0])
    # Whoever was known since is known, whatever failed before.
    return Contact(level, best[2], failed=level is Level.NONE)


def level_on_record(client_id: int, *, viewer: Viewer, now: datetime) -> Level:
    """Return how surely a member of staff knows the person they serve, by the checks they made that still hold."""
    return contact_with(client_id, viewer=viewer, now=now).level


def not_me_token(device_id: int) -> str:
    """Return what a link must hold by which the owner says of a device that it is not theirs."""
    return signing.dumps(device_id, salt=NOT_ME, compress=True)


def device_of_token(token: str) -> tuple[int, int]:
    """Return the device that a link is about, and its account. Raises NoSuchDevice."""
    try:
        number = signing.loads(token, salt=NOT_ME, max_age=LINK_LASTS)
    except signing.BadSignature:
        raise NoSuchDevice from None
    found = Device.objects.filter(pk=number).values_list("pk", "user_id").first()
    if found is None:
        raise NoSuchDevice
    return found


def recoveries(*, viewer: Viewer) -> Sequence[RecoveryFacts]:
    """Return the recoveries that are open, oldest first. Raises NotAllowed."""
    if not (viewer.may(Right.CONFIRM_RECOVERY) or viewer.may(Right.RECOVER_ACCOUNT)):
        raise NotAllowed("recoveries")
    found = Recovery.objects.filter(stopped_at=None, done_at=None).select_related("asked_by", "confirmed_by")
    return [_facts(one) for one in found.order_by("asked_at", "id")]


def recovery(recovery_id: int, *, viewer: Viewer) -> RecoveryFacts:
    """Return a recovery. Raises NotAllowed, also where there is none."""
    if not (viewer.may(Right.CONFIRM_RECOVERY) or viewer.may(Right.RECOVER_ACCOUNT)):
        raise NotAllowed("recovery")
    return _one(recovery_id)


@dataclass(frozen=True, slots=True)
class CodeByPost:
    """Whether codes are posted here; when one was asked for that still works, until when, and when to ask again."""

    is_offered: bool
    asked_at: datetime | None
    until: datetime | None
    # None: at once.
    again_at: datetime | None
    takes_at_home: timedelta
    takes_abroad: timedelta


def code_by_post(user_id: int, *, now: datetime) -> CodeByPost:
    """Return how a code by post stands for an account. It says nothing of any address."""
    policy = sign_in_policy(timezone.localtime(now).date())
    codes = SentCode.objects.filter(user_id=user_id, proof=Proof.POSTED_CODE)
    living = codes.filter(ended_at=None, until__gt=now).first()
    asked = codes.filter(sent_at__gt=now - MONTH).values_list("sent_at", flat=True)
    return CodeByPost(
        is_offered=bool(settings.NOTIFY_KEY and settings.NOTIFY_LETTER_TEMPLATE),
        asked_at=living.sent_at if living else None,
        until=living.until if living else None,
        again_at=spent(asked, policy.posted_codes_per_month, within=MONTH, now=now),
        takes_at_home=policy.letter_at_home,
        takes_abroad=policy.letter_abroad,
    )


def open_recoveries_of(*, viewer: Viewer) -> Sequence[RecoveryFacts]:
    """Return the recoveries of the viewer's own clients that were confirmed and can still be stopped."""
    found = Recovery.objects.filter(
        client_id__in=viewer.own_clients, stopped_at=None, done_at=None, confirmed_at__isnull=False
    ).select_related("asked_by", "confirmed_by")
    return [_facts(one) for one in found.order_by("asked_at", "id")]


def stop_token(recovery_id: int) -> str:
    """Return what a link must hold by which a client stops a recovery."""
    return signing.dumps(recovery_id, salt=STOP, compress=True)


def recovery_of_token(token: str) -> RecoveryFacts:
    """Return the recovery that a link is about. Raises NotAllowed for a link that is not ours."""
    try:
        number = signing.loads(token, salt=STOP, max_age=LINK_LASTS)
    except signing.BadSignature:
        raise NotAllowed("recovery") from None
    return _one(int(number))


def _one(recovery_id: int) -> RecoveryFacts:
    found = Recovery.objects.filter(pk=recovery_id).select_related("asked_by", "confirmed_by").first()
    if found is None:
        raise NotAllowed("recovery")
    return _facts(found)


def _facts(found: Recovery) -> RecoveryFacts:
    return RecoveryFacts(
        recovery_id=found.pk,
        client_id=found.client_id,
        ground=RecoveryGround(found.ground),
        outcome=RecoveryOutcome(found.outcome),
        asked_by=found.asked_by.name,
        confirmed_by=found.confirmed_by.name if found.confirmed_by else "",
        state=state_of(found),
    )


def state_of(found: Recovery) -> RecoveryState:
    """Return how far a recovery has come."""
    return RecoveryState(
        asked_by=found.asked_by_id,
        asked_at=found.asked_at,
        confirmed_at=found.confirmed_at,
        ready_at=found.ready_at,
        stopped_at=found.stopped_at,
        done_at=found.done_at,
    )
