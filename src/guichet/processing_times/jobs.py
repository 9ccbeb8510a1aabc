"""Publishing the times of a day: longer work than a chore, so a job of its own."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from guichet.journal.actions import Origin
from guichet.journal.jobs import UNTIL_A_PERSON_LOOKS
from guichet.journal.terms import Channel
from guichet.journal.work import database_job
from guichet.processing_times.queries import is_published

PUBLISH = "processing_times.publish"
ACTOR = "processing-times"
# Before people are up, after the night's feed.
FROM_HOUR = 3


def owe_publication(now: datetime) -> None:
    """Owe the publication of today's times from the early morning on, unless it is owed already or done."""
    zone = ZoneInfo(settings.TIME_ZONE)
    if now.astimezone(zone).hour < FROM_HOUR or is_published(now.astimezone(zone).date()):
        return
    try:
        with transaction.atomic():
            app.configure_task(PUBLISH, queue="default", queueing_lock=PUBLISH).defer()
    except AlreadyEnqueued:
        return


@app.task(name=PUBLISH, queue="default", retry=UNTIL_A_PERSON_LOOKS)
@database_job
def publish() -> None:
    """Publish today's times. Done twice, it is done once."""
    # Here, so that no process that only answers pages ever loads what reckoning needs.
    from guichet.processing_times.actions import publish_times

    now = datetime.now(UTC)
    origin = Origin(actor=ACTOR, channel=Channel.SYSTEM, at=now)
    publish_times(as_of=now.astimezone(ZoneInfo(settings.TIME_ZONE)).date(), origin=origin)
