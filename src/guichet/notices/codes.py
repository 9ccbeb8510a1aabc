"""Carrying a code to the address that it is to prove: at once, with nothing else in it, and kept nowhere.

A code is no notice: it goes to an address that is not in use yet, works for minutes, and belongs in no account. So it
has no row among the messages; the room of clients keeps when it was handed over.
"""

from contextlib import closing
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from guichet.clients.actions import CodeToSend, code_to_send, code_was_sent
from guichet.clients.terms import ContactKind
from guichet.notices.gateways import Carrier, Outgoing, Refused
from guichet.notices.sending import Clock
from guichet.notices.terms import Medium

SEND_CODE = "notices.send_code"
# Tried again after 3, 9, 27 … seconds while the code still works; then the client asks for another.
WHILE_IT_WORKS = RetryStrategy(max_attempts=5, exponential_wait=3)
MEDIUM_OF = {ContactKind.EMAIL: Medium.EMAIL, ContactKind.PHONE: Medium.TEXT}


def owe_code(code_id: int, contact: str) -> None:
    """Owe sending a code, in this transaction. The job knows its row only."""
    medium = MEDIUM_OF[ContactKind(contact)]
    app.configure_task(SEND_CODE, queue=str(medium)).defer(code=code_id, medium=str(medium))


def send_code(code_id: int, carrier: Carrier, clock: Clock) -> bool:
    """Hand over a code, and return whether there was still one to send. Raises NotTaken where it is tried again."""
    with closing(carrier):
        found = code_to_send(code_id, now=clock())
        if found is None:
            return False
        try:
            carrier.send(_worded(code_id, found))
        except Refused as refused:
            if not refused.permanent:
                raise
            # The address takes no messages: the page says that nothing may arrive, and offers to correct it.
            return False
    with transaction.atomic():
        code_was_sent(code_id, at=clock())
    return True


def _worded(code_id: int, found: CodeToSend) -> Outgoing:
    medium, language = MEDIUM_OF[found.kind], found.language
    with override(language):
        # Translators: at most 160 characters of the GSM alphabet: no ê, no ’, no no-break space.
        short = _("%(code)s is your code. It works for %(minutes)s minutes. Tell it to nobody who calls you.")
        subject = _("Your code")
    text = short % {"code": found.code, "minutes": found.minutes}
    if medium is Medium.EMAIL:
        text = f"{text}\n\n{settings.SERVICE_NAME[language]}\n"
    reference = str(uuid5(NAMESPACE_URL, f"guichet:contact-code:{code_id}"))
    return Outgoing(
        medium=medium, address=found.address, language=language, reference=reference, subject=subject, text=text
    )
