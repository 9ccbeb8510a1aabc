"""Addresses and numbers: adding them, showing that they are the client’s, using them, taking them away."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from guichet.clients.events import (
    ContactCodeAsked,
    ContactPointAdded,
    ContactPointConfirmed,
    ContactPointInUse,
    ContactPointLeft,
    ContactPointRemoved,
    ContactPointWorksAgain,
)
from guichet.clients.models import Client, ContactCode, ContactPoint, SafeContact
from guichet.clients.one_person import everyone_of
from guichet.clients.policy import contact_policy
from guichet.clients.rules.contacts import SentCode, refusal_to_send, refusal_to_take
from guichet.clients.terms import CodeRefusal, ContactKind, ContactMeans, ContactRefusal
from guichet.foundation.languages import Language
from guichet.journal.actions import Origin, record

CODES_KEPT = timedelta(days=30)


class CannotChange(Exception):
    """An address cannot be added, used or taken away: `reason` says why."""

    def __init__(self, reason: ContactRefusal) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class CodeToSend:
    """A code on its way: where it goes, in which language, and for how long it works."""

    kind: ContactKind
    address: str
    language: Language
    code: str
    minutes: int


@transaction.atomic
def add_contact_point(*, client_id: int, kind: ContactKind, value: str, origin: Origin) -> int:
    """Add an address (small letters) or number (E.164), and return its row. Nothing goes there until it is used.

    The client is told where they are told today. Raises CannotChange.
    """
    _hold(client_id)
    points = ContactPoint.objects.filter(client_id=client_id, kind=kind)
    there = points.filter(value=value).first()
    if there is not None and there.chosen_at is None:
        # Told by the case system, once or still: from now on it is the client’s own.
        there.chosen_at = origin.at
        there.save(update_fields=["chosen_at"])
        return int(there.pk)
    if there is not None:
        raise CannotChange(ContactRefusal.ALREADY_THERE)
    if points.filter(chosen_at__isnull=False).count() >= contact_policy(origin.at).points_of_a_kind:
        raise CannotChange(ContactRefusal.TOO_MANY)
    point = ContactPoint.objects.create(client_id=client_id, kind=kind, value=value, in_use=False, chosen_at=origin.at)
    record(ContactPointAdded(client_id=client_id, point=point.pk, contact=kind), origin)
    return int(point.pk)


@transaction.atomic
def ask_for_code(*, client_id: int, point_id: int, origin: Origin) -> CodeRefusal | None:
    """Have a code sent to an address, and return why not where it is not. What was sent before no longer works.

    Raises ContactPoint.DoesNotExist where the client has no such address.
    """
    _hold(client_id)
    point = ContactPoint.objects.get(pk=point_id, client_id=client_id)
    policy = contact_policy(origin.at)
    asked = ContactCode.objects.filter(point__client_id=client_id).values_list("asked_at", flat=True)
    refusal = refusal_to_send(list(asked), wait=policy.code_wait, a_day=policy.codes_a_day, now=origin.at)
    if refusal:
        return refusal
    ContactCode.objects.filter(point=point, used_at=None).update(code="", expires_at=origin.at)
    code = "".join(secrets.choice("0123456789") for _digit in range(policy.code_digits))
    made = ContactCode.objects.create(
        point=point,
        digest=_digest(point_id, code),
        code=code,
        asked_at=origin.at,
        expires_at=origin.at + policy.code_life,
    )
    record(ContactCodeAsked(client_id=client_id, point=point_id, code=made.pk), origin)
    return None


@transaction.atomic
def take_code(*, client_id: int, point_id: int, typed: str, origin: Origin) -> CodeRefusal | None:
    """Confirm an address by the code that was sent to it, and use it from now on; return why not where it is wrong.

    A refusal is returned and not raised, since the try must stay on record. Raises ContactPoint.DoesNotExist.
    """
    point = ContactPoint.objects.select_for_update().get(pk=point_id, client_id=client_id)
    sent = ContactCode.objects.select_for_update().filter(point=point).order_by("-asked_at", "-id").first()
    right = constant_time_compare(sent.digest if sent else "", _digest(point_id, typed))
    facts = SentCode(sent.expires_at, sent.tries, used=sent.used_at is not None) if sent else None
    refusal = refusal_to_take(facts, right=right, tries=contact_policy(origin.at).code_tries, now=origin.at)
    if refusal or sent is None:
        if sent and refusal is CodeRefusal.WRONG:
            sent.tries += 1
            sent.save(update_fields=["tries"])
        return refusal
    sent.used_at, sent.code = origin.at, ""
    sent.save(update_fields=["used_at", "code"])
    _confirmed(point, ContactMeans.CODE, origin)
    _use(point, origin)
    return None


@transaction.atomic
def confirm_contact_point(*, client_id: int, kind: ContactKind, means: ContactMeans, origin: Origin) -> bool:
    """Note that the address of a kind that is in use was shown to be the client’s, and return whether there is one."""
    point = ContactPoint.objects.select_for_update().filter(client_id=client_id, kind=kind, in_use=True).first()
    if point is None:
        return False
    _confirmed(point, means, origin)
    return True


@transaction.atomic
def note_working_address(*, client_id: int, kind: ContactKind, value: str, origin: Origin) -> bool:
    """Note that a message arrived at an address of a person that had sent some back; return whether that is new."""
    everyone = everyone_of([client_id]).get(client_id, (client_id,))
    points = ContactPoint.objects.filter(client_id__in=everyone, kind=kind, value=value, failing_since__isnull=False)
    if not points.update(failing_since=None):
        return False
    record(ContactPointWorksAgain(client_id=client_id, contact=kind), origin)
    return True


@transaction.atomic
def use_contact_point(*, client_id: int, point_id: int, origin: Origin) -> None:
    """Write to this address from now on. Raises CannotChange unless it was confirmed, and ContactPoint.DoesNotExist."""
    _hold(client_id)
    point = ContactPoint.objects.get(pk=point_id, client_id=client_id)
    if point.verified_at is None:
        raise CannotChange(ContactRefusal.NOT_CONFIRMED)
    _use(point, origin)


@transaction.atomic
def remove_contact_point(*, client_id: int, point_id: int, origin: Origin) -> None:
    """Take away an address that is not in use. Raises CannotChange, and ContactPoint.DoesNotExist."""
    _hold(client_id)
    point = ContactPoint.objects.get(pk=point_id, client_id=client_id)
    if point.in_use:
        raise CannotChange(ContactRefusal.IN_USE)
    point.delete()
    record(ContactPointRemoved(client_id=client_id, contact=point.kind), origin)


@transaction.atomic
def code_to_send(code_id: int, *, now: datetime) -> CodeToSend | None:
    """Return a code that is still to be sent; None where it came to nothing."""
    made = ContactCode.objects.select_related("point__client").filter(pk=code_id, expires_at__gt=now).first()
    if made is None or not made.code:
        return None
    point = made.point
    return CodeToSend(
        kind=ContactKind(point.kind),
        address=point.value,
        language=Language.of(point.client.language),
        code=made.code,
        minutes=round((made.expires_at - made.asked_at) / timedelta(minutes=1)),
    )


@transaction.atomic
def code_was_sent(code_id: int, *, at: datetime) -> None:
    """Note that a code was handed over: from now on only its digest is kept."""
    ContactCode.objects.filter(pk=code_id, sent_at=None).update(sent_at=at, code="")


def forget_left_contacts(*, now: datetime) -> int:
    """Remove addresses that are no longer used and that no client keeps, and old codes; return how many rows went."""
    kept = contact_policy(now).left_kept
    codes = ContactCode.objects.filter(asked_at__lt=now - CODES_KEPT).delete()[0]
    left = ContactPoint.objects.filter(in_use=False, chosen_at=None, left_at__lt=now - kept)
    return codes + left.delete()[0]


def _confirmed(point: ContactPoint, means: ContactMeans, origin: Origin) -> None:
    """Note that an address is the client’s: what came back from it before counts no more."""
    point.verified_at, point.verified_by, point.failing_since = origin.at, means, None
    point.chosen_at = point.chosen_at or origin.at
    point.save(update_fields=["verified_at", "verified_by", "failing_since", "chosen_at"])
    record(ContactPointConfirmed(client_id=point.client_id, contact=point.kind, means=means), origin)


def _use(point: ContactPoint, origin: Origin) -> None:
    """Write to an address from now on, and tell the one that was used before, unless that is dangerous."""
    if point.in_use:
        return
    client_id = point.client_id
    before = ContactPoint.objects.filter(client_id=client_id, kind=point.kind, in_use=True).first()
    if before:
        before.in_use, before.left_at = False, origin.at
        before.save(update_fields=["in_use", "left_at"])
    point.in_use, point.left_at = True, None
    point.chosen_at = point.chosen_at or origin.at
    point.save(update_fields=["in_use", "left_at", "chosen_at"])
    record(ContactPointInUse(client_id=client_id, point=point.pk, contact=point.kind), origin)
    in_danger = SafeContact.objects.filter(client_id=client_id, ended_at=None).exists()
    if before and before.failing_since is None and not in_danger:
        record(ContactPointLeft(client_id=client_id, point=before.pk, contact=before.kind), origin)


def _hold(client_id: int) -> None:
    """Let no one else change this client’s addresses until the transaction ends."""
    Client.objects.select_for_update(no_key=True).get(pk=client_id)


def _digest(point_id: int, code: str) -> str:
    return salted_hmac("guichet.clients.contact_code", f"{point_id}:{code}", algorithm="sha256").hexdigest()
