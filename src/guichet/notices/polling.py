"""Asking a provider what became of messages, where it does not tell by itself."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.notices.actions.reaching import ACTOR
from guichet.notices.actions.reporting import note_report
from guichet.notices.gateways import Busy, Carrier, Refused
from guichet.notices.models import Delivery
from guichet.notices.policy import policy
from guichet.notices.rules import wait_before
from guichet.notices.terms import DeliveryStatus, Medium, Report

# So many are asked about in one run: a provider that counts our questions is not flooded.
AT_ONCE = 100
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


def ask_status(carrier: Carrier, clock: Callable[[], datetime]) -> int:
    """Ask about the text messages whose turn it is, note the answers, and return how many were asked about.

    Stops at the first question that the provider can't answer now: the rest keep their turn.
    """
    now = clock()
    rules = policy(now.astimezone(ZoneInfo(settings.TIME_ZONE)).date())
    due = Delivery.objects.filter(medium=Medium.TEXT, status=DeliveryStatus.SENT, next_try_at__lte=now)
    asked = 0
    with closing(carrier):
        for delivery in due.exclude(provider_reference="").order_by("next_try_at")[:AT_ONCE]:
            try:
                report = carrier.report_on(delivery.provider_reference)
            except Busy:
                break
            except Refused:
                report = Report.LOST
            asked += 1
            origin = Origin(actor=ACTOR, channel=Channel.TEXT, at=clock())
            note_report(reference=delivery.reference, report=report, origin=origin)
            age = clock() - (delivery.sent_at or delivery.queued_at)
            # As old again as it is now: 5, 10, 20 minutes …; in the end it stays "sent", which is all we know.
            wait = wait_before(1, first=max(age, rules.ask_status_after), longest=rules.ask_status_for)
            later = clock() + wait if age < rules.ask_status_for else NEVER
            Delivery.objects.filter(pk=delivery.pk, status=DeliveryStatus.SENT).update(next_try_at=later)
    return asked
