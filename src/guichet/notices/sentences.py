"""How far a message came, and what became of a notice that did not arrive: the sentences that its client reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from guichet.clients.queries import HelperCopyFacts
from guichet.clients.terms import CopyState
from guichet.foundation.dates import long_moment
from guichet.foundation.languages import Language
from guichet.notices.models import Delivery, Notice
from guichet.notices.terms import DeliveryStatus, Fault, Medium, Resolution, UndeliveredState, WhyNotSent


@dataclass(frozen=True, slots=True)
class Sent:
    """What one message is said by: how far it came, but not what it said, which can be long."""

    medium: Medium
    status: DeliveryStatus
    failure: str
    held: str
    attempts: int
    next_try_at: datetime
    sent_at: datetime | None
    delivered_at: datetime | None


def sent_of(delivery: Delivery) -> Sent:
    """Return how far a message came."""
    return Sent(
        medium=Medium(delivery.medium),
        status=DeliveryStatus(delivery.status),
        failure=delivery.failure,
        held=delivery.held,
        attempts=delivery.attempts,
        next_try_at=delivery.next_try_at,
        sent_at=delivery.sent_at,
        delivered_at=delivery.delivered_at,
    )


def how_far(message: Sent, language: Language) -> str:
    """Return how far a message came, as its client reads it: `Sent by e-mail on November 3, 2026 at 2:05 p.m.`

    Called with `language` active, as are those below.
    """
    words = {
        "sent": _moment(message.sent_at, language),
        "delivered": _moment(message.delivered_at, language),
        "due": _moment(message.next_try_at, language) if message.held else "",
        "why": _why(message) if message.status is DeliveryStatus.FAILED else "",
    }
    # An English time of day ends in a stop of its own: “at 2:05 p.m.”
    return (_said(message)[message.medium] % words).replace("..", ".")


def _said(message: Sent) -> Mapping[Medium, str]:
    """Return what is said of a message, for each medium, with places for when and why."""
    match message.status:
        case DeliveryStatus.QUEUED if message.held and not message.attempts:
            return {
                Medium.EMAIL: _("An e-mail goes out on %(due)s, with whatever else happens until then."),
                Medium.TEXT: _("A text message goes out on %(due)s."),
                Medium.POST: _("A letter is waiting to be posted."),
            }
        case DeliveryStatus.QUEUED | DeliveryStatus.SENDING:
            return {
                Medium.EMAIL: _("An e-mail is waiting to be sent."),
                Medium.TEXT: _("A text message is waiting to be sent."),
                Medium.POST: _("A letter is waiting to be posted."),
            }
        case DeliveryStatus.SENT:
            return {
                Medium.EMAIL: _("Sent by e-mail on %(sent)s."),
                Medium.TEXT: _("Sent by text message on %(sent)s."),
                Medium.POST: _("Sent by post on %(sent)s."),
            }
        case DeliveryStatus.DELIVERED:
            return {
                Medium.EMAIL: _("Sent by e-mail on %(sent)s, delivered on %(delivered)s."),
                Medium.TEXT: _("Sent by text message on %(sent)s, delivered on %(delivered)s."),
                Medium.POST: _("Sent by post on %(sent)s."),
            }
        case DeliveryStatus.FAILED if message.failure == Fault.NOT_WANTED:
            return {
                Medium.EMAIL: _("Not sent by e-mail: you no longer wanted that."),
                Medium.TEXT: _("Not sent by text message: you no longer wanted that."),
                Medium.POST: _("Not sent by post: you no longer wanted that."),
            }
        case DeliveryStatus.FAILED:
            return {
                Medium.EMAIL: _("We could not deliver an e-mail. %(why)s"),
                Medium.TEXT: _("We could not deliver a text message. %(why)s"),
                Medium.POST: _("Our letter came back. %(why)s"),
            }
        case status:
            assert_never(status)


@dataclass(frozen=True, slots=True)
class Stuck:
    """How a notice stands that did not arrive at first."""

    state: str
    resolution: str
    resolved_at: datetime | None


def stuck_of(notice: Notice) -> Stuck | None:
    """Return how a notice stands that did not arrive at first; None for all others."""
    row = getattr(notice, "undelivered", None)
    return Stuck(row.state, row.resolution, row.resolved_at) if row else None


def seen_to(stuck: Stuck, language: Language) -> str:
    """Return who sees to a notice that no message could carry, or how it was resolved, as its client reads it."""
    if stuck.state == UndeliveredState.OWNED:
        return _("We could not reach you. A person is trying to.")
    words = {"day": _moment(stuck.resolved_at, language)}
    if stuck.resolution == Resolution.PERSON:
        return (_("A person told you of it on %(day)s.") % words).replace("..", ".")
    if stuck.resolution == Resolution.BESIDE:
        said = _("We could not reach you. Whoever represents you was told on %(day)s.")
        return (said % words).replace("..", ".")
    if stuck.resolution == Resolution.GIVEN_UP:
        return (_("We stopped trying to reach you on %(day)s. The message stays here.") % words).replace("..", ".")
    return ""


def told_beside_you(copy: HelperCopyFacts, language: Language) -> str:
    """Return what became of telling somebody who helps a client, as the client reads it: who, and when."""
    words = {"name": copy.name, "day": _moment(copy.at, language)}
    said = {
        CopyState.WAITING: _("%(name)s will be told too that there is something new."),
        CopyState.SENT: _("%(name)s was told too, on %(day)s, that there is something new."),
        CopyState.FAILED: _("Our message to %(name)s did not arrive. They can read this when they sign in."),
    }[copy.state]
    return (said % words).replace("..", ".")


def _moment(moment: datetime | None, language: Language) -> str:
    return long_moment(moment, language, ZoneInfo(settings.TIME_ZONE)) if moment else ""


def _why(message: Sent) -> str:
    """Return why a message did not arrive, as far as its client can do something about it."""
    if message.failure in {Fault.ADDRESS_REFUSED, Fault.ADDRESS_BUSY, Fault.NO_RECEIPT, Fault.RETURNED}:
        return _("Please check your address in your preferences.")
    return _("The fault is not yours.")


def why_not_sent(not_sent: str) -> str:
    """Return why the account is the only place, as its client reads it; empty where a message was owed."""
    if not not_sent:
        return ""
    match WhyNotSent(not_sent):
        case WhyNotSent.NO_ADDRESS:
            return _("Only here: we have no address of yours that works.")
        case WhyNotSent.PREFERS_ACCOUNT:
            return _("Only here, as you chose.")
        case WhyNotSent.OLD:
            return _("Only here: we heard of it long after it happened.")
        case WhyNotSent.OVERTAKEN:
            return _("Only here: we had already told you something later.")
        case WhyNotSent.DECEASED:
            return _("Only here: nothing is sent any more.")
        case why:
            assert_never(why)
