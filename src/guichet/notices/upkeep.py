"""What a worker looks after from time to time, so that nothing is ever lost between two jobs."""

import logging
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.notices import sending
from guichet.notices.actions.climbing import see_to
from guichet.notices.actions.reaching import ACTOR, defer_sending
from guichet.notices.actions.reporting import note_report
from guichet.notices.models import Delivery, Notice, Provider, ReceivedText
from guichet.notices.policy import assurance
from guichet.notices.terms import DeliveryStatus, Medium, Report
from guichet.notices.undelivered import nobodys

logger = logging.getLogger(__name__)

# So many are seen to in one go: a chore is quick, and comes again.
AT_ONCE = 200
ASK_STATUS = "notices.ask_status"
# A job was owed when the message was queued; only what that job has plainly missed wants another.
OVERDUE = timedelta(seconds=20)


def recover(now: datetime) -> None:
    """Make due again what a worker that died had claimed."""
    sending.recover(now)


def owe_overdue(now: datetime) -> None:
    """Owe a run of sending by each medium that has something overdue, unless its carrier is left in peace."""
    for medium in Medium:
        overdue = Delivery.objects.filter(
            medium=medium, status=DeliveryStatus.QUEUED, next_try_at__lt=now - OVERDUE
        ).exists()
        if overdue and not Provider.objects.filter(medium=medium, paused_until__gt=now).exists():
            defer_sending(medium)


def owe_asking(now: datetime) -> None:
    """Owe a question to the text provider where the turn of any message has come; one at a time."""
    due = Delivery.objects.filter(medium=Medium.TEXT, status=DeliveryStatus.SENT, next_try_at__lte=now)
    if not due.exists():
        return
    try:
        with transaction.atomic():
            app.configure_task(ASK_STATUS, queue=str(Medium.TEXT), queueing_lock=ASK_STATUS).defer()
    except AlreadyEnqueued:
        return


def give_up_waiting_for_receipts(now: datetime) -> None:
    """Count a text as lost of which no receipt came in time, so that its news goes another way."""
    long_ago = now - assurance(now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()).no_receipt
    silent = Delivery.objects.filter(medium=Medium.TEXT, status=DeliveryStatus.SENT, sent_at__lt=long_ago)
    for reference in list(silent.order_by("sent_at").values_list("reference", flat=True)[:AT_ONCE]):
        origin = Origin(actor=ACTOR, channel=Channel.SYSTEM, at=now)
        note_report(reference=reference, report=Report.NO_RECEIPT, origin=origin)


def leave_nothing_to_nobody(now: datetime) -> None:
    """Give to a person what by some fault of ours did not arrive and is nobody's: there should never be any."""
    left = nobodys(AT_ONCE)
    if not left:
        return
    logger.error("%s undelivered notices were nobody's", len(left))
    with transaction.atomic():
        notices = list(Notice.objects.select_for_update().filter(id__in=left).order_by("client_id", "id"))
        for client_id, theirs in groupby(notices, key=lambda notice: notice.client_id):
            see_to(client_id, list(theirs), Origin(actor=ACTOR, channel=Channel.SYSTEM, at=now))


def forget_texts(now: datetime) -> None:
    """Forget the texts that people sent us, once they are older than the policy keeps them."""
    kept = assurance(now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()).keep_texts
    ReceivedText.objects.filter(received_at__lt=now - kept).delete()
