"""Sending what is due: one message at a time is claimed, worded, handed over outside any transaction, and noted.

A message is claimed for good measure with the row locked, so that any number of workers may send side by side. If a
worker dies in between, the claim grows old and the message is due again (`recover`); what then keeps it from arriving
twice is told in docs/decisions/0010.
"""

import logging
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F, OuterRef, Q, Subquery

from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.notices.actions.climbing import has_come_through
from guichet.notices.actions.reaching import ACTOR, defer_sending, record_each
from guichet.notices.actions.reporting import due_again, fail
from guichet.notices.actions.rerouting import is_plain, is_still_right
from guichet.notices.events import NoticeSent
from guichet.notices.gateways import Busy, Carrier, Handed, NotTaken, Outgoing, Refused
from guichet.notices.models import Delivery, Provider
from guichet.notices.policy import Policy, policy
from guichet.notices.rules import pause_after, wait_before
from guichet.notices.terms import DeliveryStatus, Fault, Medium
from guichet.notices.wording import worded

logger = logging.getLogger(__name__)

# A run hands over to the next job after this long, so that a worker that is asked to stop is never far from a stop.
SHIFT = timedelta(seconds=10)
# What is known of a carrier is so old at most; a carrier that does not take a message is looked at again at once.
WATCH_SECONDS = 1.0
# A message that was handed over must be noted: the database is waited for, within the life of the claim.
PATIENCE_SECONDS = (0.1, 0.5, 2, 5, 10)

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this run alone may hand over."""

    delivery_id: int
    attempt: int
    queued_at: datetime
    message: Outgoing


def send_due(medium: Medium, carrier: Carrier, clock: Clock) -> int:
    """Send what is due by a medium and return how many messages were handed over. Never raises for a message's sake.

    Stops when nothing is due, when the carrier is left in peace, or after a while: then the rest is owed anew.
    """
    started, sent = clock(), 0
    watch = _Watch(medium)
    with closing(carrier):
        while not watch.is_paused(clock()):
            if clock() - started > SHIFT:
                defer_sending(medium)
                break
            claimed = claim_next(medium, clock())
            if claimed is None:
                break
            if isinstance(claimed, Claimed):
                sent += _send(claimed, carrier, clock, watch)
    return sent


class _Watch:
    """How the carrier of a medium is doing, asked for anew each second, and at once after it did not take a message."""

    def __init__(self, medium: Medium) -> None:
        self._medium = medium
        self._asked_at: float | None = None
        self._paused_until: datetime | None = None
        self.is_failing = False

    def is_paused(self, now: datetime) -> bool:
        """Return whether the carrier is left in peace."""
        if self._asked_at is None or time.monotonic() - self._asked_at > WATCH_SECONDS:
            known = Provider.objects.filter(medium=self._medium).values_list("failures", "paused_until").first()
            failures, self._paused_until = known or (0, None)
            self.is_failing = failures > 0
            self._asked_at = time.monotonic()
        return self._paused_until is not None and self._paused_until > now

    def look_again(self) -> None:
        """Have it asked for anew before the next message."""
        self._asked_at = None


@dataclass(frozen=True, slots=True)
class PutOff:
    """A message was due that could not go as it was; it waits, or goes another way, and the next may be taken."""


@transaction.atomic
def claim_next(medium: Medium, now: datetime) -> Claimed | PutOff | None:
    """Claim the next message due, with its words kept as they will be said; None where nothing is due.

    No message overtakes an earlier one to the same client, unless nobody knows how to put that one into words.
    """
    earlier = Delivery.objects.filter(
        Q(status=DeliveryStatus.SENDING) | Q(status=DeliveryStatus.QUEUED) & ~Q(failure=Fault.NOT_WORDED),
        client=OuterRef("client"),
        medium=OuterRef("medium"),
        id__lt=OuterRef("id"),
    )
    delivery = (
        Delivery.objects.select_for_update(skip_locked=True, of=("self",))
        # As a value, not as EXISTS: that would be joined with all that waits, for each message anew.
        .annotate(earlier=Subquery(earlier.order_by("id").values("id")[:1]))
        .filter(earlier=None, medium=medium, status=DeliveryStatus.QUEUED, next_try_at__lte=now)
        .order_by("next_try_at", "id")
        .first()
    )
    if delivery is None:
        return None
    plain = is_plain(delivery)
    if not plain and not is_still_right(delivery, now, _origin(medium, now)):
        return PutOff()
    delivery.attempts += 1
    delivery.takes_more = False
    try:
        message = worded(delivery, now, is_plain=plain)
    except Exception:
        # One letter that can't be made must not hold up the others; the log has the reason, the office the message.
        logger.exception("delivery %s could not be worded", delivery.pk)
        _not_worded(delivery, now)
        return PutOff()
    delivery.status, delivery.claimed_at = DeliveryStatus.SENDING, now
    delivery.subject_line, delivery.body = message.subject[:200], message.text
    delivery.save(
        update_fields=["status", "claimed_at", "attempts", "subject_line", "body", "takes_more", "address", "language"]
    )
    return Claimed(delivery.pk, delivery.attempts, delivery.queued_at, message)


def recover(now: datetime) -> int:
    """Make due again what a worker that died had claimed; return how many messages that was."""
    old = now - _policy(now).claim
    found = 0
    for medium in Medium:
        with transaction.atomic():
            left = Delivery.objects.filter(medium=medium, status=DeliveryStatus.SENDING, claimed_at__lt=old)
            count = left.update(status=DeliveryStatus.QUEUED, next_try_at=now, claimed_at=None)
            if count:
                defer_sending(medium)
        found += count
    return found


def _not_worded(delivery: Delivery, now: datetime) -> None:
    rules = _policy(now)
    delivery.save(update_fields=["attempts", "takes_more"])
    if now - delivery.queued_at > rules.give_up_on_address:
        fail(delivery, Fault.NOT_WORDED, _origin(delivery.medium, now))
    else:
        due_again(delivery, Fault.NOT_WORDED, at=now + _wait(delivery.attempts, rules))


def _send(claimed: Claimed, carrier: Carrier, clock: Clock, watch: _Watch) -> bool:
    """Hand over one message and note what came of it; return whether the carrier has it."""
    try:
        handed = _hand_over(claimed, carrier)
    except NotTaken as trouble:
        fault = trouble
        _surely(lambda: _note_not_taken(claimed, fault, clock()))
        watch.look_again()
        return False
    _surely(lambda: _note_sent(claimed, handed, clock(), was_failing=watch.is_failing))
    return True


def _hand_over(claimed: Claimed, carrier: Carrier) -> Handed:
    """Hand over, having asked first where an earlier try may have arrived. Raises NotTaken, nothing else."""
    try:
        if claimed.attempt > 1 and (found := carrier.find(claimed.message.reference)):
            return found
        return carrier.send(claimed.message)
    except NotTaken:
        raise
    except Exception as error:
        # Only its class: what an unknown error says may hold an address.
        logger.error("carrier of %s raised %s", claimed.message.medium, type(error).__name__)
        raise Busy(Fault.OUT_OF_ORDER) from error


@transaction.atomic
def _note_sent(claimed: Claimed, handed: Handed, now: datetime, *, was_failing: bool) -> None:
    delivery = Delivery.objects.select_for_update().get(pk=claimed.delivery_id)
    first = delivery.sent_at is None
    delivery.provider_reference = delivery.provider_reference or handed.provider_reference
    delivery.sent_at = delivery.sent_at or now
    if delivery.status in {DeliveryStatus.SENDING, DeliveryStatus.QUEUED}:
        delivery.status, delivery.failure = DeliveryStatus.SENT, ""
        delivery.next_try_at = now + _policy(now).ask_status_after
    delivery.save(update_fields=["provider_reference", "sent_at", "status", "failure", "next_try_at"])
    if was_failing:
        Provider.objects.filter(medium=claimed.message.medium, failures__gt=0).update(
            failures=0, last_fault="", failing_since=None, paused_until=None
        )
    if first:
        medium = str(claimed.message.medium)
        origin = _origin(medium, now)
        stuck = record_each(
            delivery,
            lambda client_id, number: NoticeSent(client_id=client_id, notice=number, medium=medium),
            origin,
        )
        if stuck:
            has_come_through(delivery, origin)


@transaction.atomic
def _note_not_taken(claimed: Claimed, trouble: NotTaken, now: datetime) -> None:
    delivery = Delivery.objects.select_for_update().get(pk=claimed.delivery_id)
    rules, medium = _policy(now), Medium(delivery.medium)
    until = _note_failing_provider(medium, trouble, rules, now) if isinstance(trouble, Busy) else None
    if delivery.status != DeliveryStatus.SENDING:
        # Its provider reported on it meanwhile, so it had arrived there after all.
        return
    origin = _origin(medium, now)
    match trouble:
        case Refused(permanent=True):
            fail(delivery, trouble.fault, origin)
        case Refused() if now - claimed.queued_at > rules.give_up_on_address:
            fail(delivery, trouble.fault, origin)
        case Busy() if now - claimed.queued_at > rules.give_up_on_provider:
            fail(delivery, trouble.fault, origin)
        case _:
            due_again(delivery, trouble.fault, at=until or now + _wait(claimed.attempt, rules))


def _note_failing_provider(medium: Medium, trouble: Busy, rules: Policy, now: datetime) -> datetime | None:
    """Count a failure of the carrier; return until when it is left in peace, if it is."""
    Provider.objects.get_or_create(medium=medium)
    provider = Provider.objects.select_for_update().get(medium=medium)
    provider.failures = F("failures") + 1
    provider.last_fault, provider.failing_since = trouble.fault, provider.failing_since or now
    provider.save()
    provider.refresh_from_db()
    pause = trouble.retry_after or pause_after(
        provider.failures,
        allowed=rules.failures_before_pause,
        first=rules.first_pause,
        longest=rules.longest_pause,
    )
    if not pause:
        return None
    provider.paused_until = max(provider.paused_until or now, now + pause)
    provider.save(update_fields=["paused_until"])
    return provider.paused_until


def _surely(note: Callable[[], None]) -> None:
    """Note something, waiting a while for a database that went away. Raises OperationalError where it stays away."""
    for wait in PATIENCE_SECONDS:
        try:
            return note()
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block:
                raise
            connection.close()
            time.sleep(wait)
    return note()


CHANNELS = {Medium.EMAIL: Channel.EMAIL, Medium.TEXT: Channel.TEXT, Medium.POST: Channel.POST}


def _origin(medium: str, now: datetime) -> Origin:
    return Origin(actor=ACTOR, channel=CHANNELS[Medium(medium)], at=now)


def _wait(attempt: int, rules: Policy) -> timedelta:
    return wait_before(attempt, first=rules.first_wait, longest=rules.longest_wait)


def _policy(now: datetime) -> Policy:
    return policy(now.astimezone(ZoneInfo(settings.TIME_ZONE)).date())
