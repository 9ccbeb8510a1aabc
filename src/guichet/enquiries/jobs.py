"""The jobs of this room. Here the clock is read."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from guichet.enquiries.messages import SEND, send_message
from guichet.journal.jobs import UNTIL_A_PERSON_LOOKS
from guichet.journal.work import database_job
from guichet.notices.gateways import carrier_of
from guichet.notices.terms import Medium


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


@app.task(name=SEND, queue=str(Medium.EMAIL), retry=UNTIL_A_PERSON_LOOKS)
@database_job
def send(message: int) -> None:
    """Send what is owed to somebody who asked. Run twice, it is sent once."""
    send_message(message, carrier_of(Medium.EMAIL), now)
