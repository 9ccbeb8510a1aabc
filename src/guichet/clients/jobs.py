"""Looking through all records for those that are one person's: longer work than a chore, so a job of its own."""

from datetime import UTC, datetime

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from guichet.clients.actions import look_through_all_records
from guichet.journal.actions import Origin
from guichet.journal.jobs import UNTIL_A_PERSON_LOOKS
from guichet.journal.terms import Channel
from guichet.journal.work import database_job

LOOK_THROUGH = "clients.look_through_all_records"


def owe_looking_through() -> None:
    """Owe one look through all records, unless one is owed already."""
    try:
        with transaction.atomic():
            app.configure_task(LOOK_THROUGH, queue="default", queueing_lock=LOOK_THROUGH).defer()
    except AlreadyEnqueued:
        return


@app.task(name=LOOK_THROUGH, queue="default", retry=UNTIL_A_PERSON_LOOKS)
@database_job
def look_through() -> None:
    """Suggest every pair of records that may be one person's. What people decided before is not suggested again."""
    look_through_all_records(origin=Origin(actor="clients", channel=Channel.SYSTEM, at=datetime.now(UTC)))
