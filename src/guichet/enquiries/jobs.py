"""The jobs of this room. Here the clock is read."""

import logging
from contextlib import suppress
from datetime import UTC, datetime

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from guichet.enquiries.actions import scan_held
from guichet.enquiries.gateways import scanner_of_settings
from guichet.enquiries.messages import SEND, send_message
from guichet.enquiries.models import Attachment
from guichet.enquiries.terms import ScanState
from guichet.journal.jobs import UNTIL_A_PERSON_LOOKS
from guichet.journal.work import database_job
from guichet.notices.gateways import carrier_of
from guichet.notices.terms import Medium

SCAN = "enquiries.scan"

logger = logging.getLogger(__name__)


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


@app.task(name=SEND, queue=str(Medium.EMAIL), retry=UNTIL_A_PERSON_LOOKS)
@database_job
def send(message: int) -> None:
    """Send what is owed to somebody who asked. Run twice, it is sent once."""
    send_message(message, carrier_of(Medium.EMAIL), now)


@app.task(name=SCAN, queue="default", lock=SCAN)
@database_job
def scan() -> None:
    """Look at the files that wait for it. Where the scanner is away they wait on: the next chore owes this again."""
    scanner = scanner_of_settings()
    if scanner is not None and scan_held(scanner, now).is_away:
        logger.warning("the scanner is away: files that came with messages stay closed")


def owe_scanning() -> None:
    """Owe a look at the files that wait for one, once, where there is a scanner."""
    waiting = Attachment.objects.filter(scan=ScanState.HELD, scanned_at=None)
    if scanner_of_settings() is None or not waiting.exists():
        return
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(SCAN, queue="default", queueing_lock=SCAN).defer()
