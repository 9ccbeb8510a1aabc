"""The jobs that send, and the chores that a worker does from time to time. Here, and only here, the clock is read."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from guichet.journal.jobs import UNTIL_A_PERSON_LOOKS
from guichet.journal.work import database_job
from guichet.notices import polling, sending
from guichet.notices.actions.helping import TELL_HELPER
from guichet.notices.actions.reaching import SEND_DUE
from guichet.notices.codes import SEND_CODE, WHILE_IT_WORKS
from guichet.notices.codes import send_code as hand_over_code
from guichet.notices.gateways import carrier_of
from guichet.notices.helper_mail import send_helper_message
from guichet.notices.terms import Medium
from guichet.notices.upkeep import ASK_STATUS


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


@app.task(name=SEND_DUE, queue=str(Medium.EMAIL), retry=UNTIL_A_PERSON_LOOKS)
@database_job
def send_due(medium: str) -> None:
    """Send the messages that are due by a medium. Run twice, or when nothing is due, it does no harm."""
    sending.send_due(Medium(medium), carrier_of(Medium(medium)), now)


@app.task(name=ASK_STATUS, queue=str(Medium.TEXT), retry=False)
@database_job
def ask_status() -> None:
    """Ask the text provider what became of messages that it has told nothing of."""
    polling.ask_status(carrier_of(Medium.TEXT), now)


@app.task(name=TELL_HELPER, queue=str(Medium.EMAIL), retry=UNTIL_A_PERSON_LOOKS)
@database_job
def tell_helper(message: int) -> None:
    """Send what is owed to somebody who helps a client. Run twice, it is sent once."""
    send_helper_message(message, carrier_of(Medium.EMAIL), now)


@app.task(name=SEND_CODE, queue=str(Medium.EMAIL), retry=WHILE_IT_WORKS)
@database_job
def send_code(code: int, medium: str) -> None:
    """Send a code to the address that it is to prove."""
    hand_over_code(code, carrier_of(Medium(medium)), now)
