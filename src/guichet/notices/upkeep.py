"""What a worker looks after from time to time, so that nothing is ever lost between two jobs."""

from datetime import datetime, timedelta

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from guichet.notices import sending
from guichet.notices.actions.queueing import defer_sending
from guichet.notices.models import Delivery, Provider
from guichet.notices.terms import DeliveryStatus, Medium

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
