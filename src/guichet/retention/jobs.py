"""Counting and disposing from a page: longer work than a request, so jobs; they carry numbers and a day only."""

from datetime import UTC, date, datetime

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from guichet.identity.queries import NotAllowed, staff_of
from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin
from guichet.journal.jobs import UNTIL_A_PERSON_LOOKS
from guichet.journal.terms import Channel
from guichet.journal.work import database_job
from guichet.retention.actions import NotNow, ask_for_disposal, carry_out

ASK, CARRY_OUT = "retention.ask", "retention.carry_out"


def owe_asking(user_id: int, as_of: date) -> None:
    """Owe the dry run by which a disposal is asked for; pressed twice, it is owed once."""
    _owe(ASK, f"{ASK}:{as_of.isoformat()}", user_id=user_id, as_of=as_of.isoformat())


def owe_carrying_out(disposal_id: int) -> None:
    """Owe the carrying out of a disposal that was approved; pressed twice, it is owed once."""
    _owe(CARRY_OUT, f"{CARRY_OUT}:{disposal_id}", disposal_id=disposal_id)


@app.task(name=ASK, queue="default", retry=UNTIL_A_PERSON_LOOKS)
@database_job
def ask(user_id: int, as_of: str) -> None:
    """Count what would go, and ask for a second person, in the name of whoever pressed. Who left meanwhile asks not."""
    staff = staff_of(user_id)
    if staff is None:
        return
    viewer = Viewer(user_id=user_id, staff_id=staff.staff_id, roles=staff.roles, office=staff.office)
    try:
        ask_for_disposal(
            viewer=viewer,
            as_of=date.fromisoformat(as_of),
            origin=Origin(viewer.actor, Channel.OFFICE, datetime.now(UTC)),
        )
    except NotAllowed:
        return


@app.task(name=CARRY_OUT, queue="default", retry=UNTIL_A_PERSON_LOOKS)
@database_job
def carry(disposal_id: int) -> None:
    """Carry out a disposal, batch by batch. Broken off, the next try goes on; done already, nothing is done."""
    origin = Origin("retention", Channel.SYSTEM, datetime.now(UTC))
    try:
        for _progress in carry_out(disposal_id=disposal_id, origin=origin):
            pass
    except NotNow:
        return


def _owe(task: str, lock: str, **facts: int | str) -> None:
    try:
        with transaction.atomic():
            app.configure_task(task, queue="default", queueing_lock=lock).defer(**facts)
    except AlreadyEnqueued:
        return
