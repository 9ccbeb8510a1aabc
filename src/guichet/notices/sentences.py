"""How far a message came, and what became of a notice that did not arrive: the sentences that its client reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.dates import long_moment
from guichet.foundation.languages import Language
from guichet.notices.models import Delivery, Notice
from guichet.notices.terms import DeliveryStatus, Fault, Medium, Resolution, UndeliveredState, WhyNotSent


def delivery_sentence(delivery: Delivery, language: Language) -> str:
    """Return how far a message came, as its client reads it: `Sent by e-mail on November 3, 2026 at 2:05 p.m.`"""
    sent = _moment(delivery.sent_at, language)
    why = _why(delivery, language) if delivery.status == DeliveryStatus.FAILED else ""
    words = {
        "sent": sent,
        "delivered": _moment(delivery.delivered_at, language),
        "due": _moment(delivery.next_try_at, language),
        "why": why,
    }
    with override(language):
        # An English time of day ends in a stop of its own: “at 2:05 p.m.”
        return (_said(delivery)[Medium(delivery.medium)] % words).replace("..", ".")


def _said(delivery: Delivery) -> Mapping[Medium, str]:
    """Return what is said of a message, for each medium, with places for when and why."""
    match DeliveryStatus(delivery.status):
        case DeliveryStatus.QUEUED if delivery.held and delivery.attempts == 0:
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
        case DeliveryStatus.FAILED if delivery.failure == Fault.NOT_WANTED:
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
    words = {"day": _moment(stuck.resolved_at, language)}
    with override(language):
        if stuck.state == UndeliveredState.OWNED:
            return _("We could not reach you. A person is trying to.")
        if stuck.resolution == Resolution.PERSON:
            return (_("A person told you of it on %(day)s.") % words).replace("..", ".")
        if stuck.resolution == Resolution.GIVEN_UP:
            return (_("We stopped trying to reach you on %(day)s. The message stays here.") % words).replace("..", ".")
    return ""


def _moment(moment: datetime | None, language: Language) -> str:
    return long_moment(moment, language, ZoneInfo(settings.TIME_ZONE)) if moment else ""


def _why(delivery: Delivery, language: Language) -> str:
    """Return why a message did not arrive, as far as its client can do something about it."""
    with override(language):
        if delivery.failure in {Fault.ADDRESS_REFUSED, Fault.ADDRESS_BUSY, Fault.NO_RECEIPT, Fault.RETURNED}:
            return _("Please check your address in your preferences.")
        return _("The fault is not yours.")


def why_not_sent(notice: Notice, language: Language) -> str:
    """Return why the account is the only place, as its client reads it; empty where a message was owed."""
    if not notice.not_sent:
        return ""
    with override(language):
        match WhyNotSent(notice.not_sent):
            case WhyNotSent.NO_ADDRESS:
                return _("Only here: we have no address of yours that works.")
            case WhyNotSent.PREFERS_ACCOUNT:
                return _("Only here, as you chose.")
            case WhyNotSent.OLD:
                return _("Only here: we heard of it long after it happened.")
            case WhyNotSent.OVERTAKEN:
                return _("Only here: we had already told you something later.")
            case why:
                assert_never(why)
