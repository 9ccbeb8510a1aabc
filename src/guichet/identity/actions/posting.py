"""The queue of letters with codes: sealed until the printer has them, emptied after."""

import logging
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction

from guichet.identity.gateways.post import NotTaken, Outgoing, Printer
from guichet.identity.models import PostalLetter
from guichet.journal.actions import Origin

logger = logging.getLogger(__name__)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)


def queue_letter(*, client_id: int | None, address: str, body: str, language: str, origin: Origin) -> None:
    """Put a letter into the queue. Nobody can read it there: address and text are sealed."""
    PostalLetter.objects.create(
        client_id=client_id,
        reference=uuid4(),
        language=language,
        address=address,
        body=body,
        queued_at=origin.at,
        next_try_at=origin.at,
    )


def hand_over_letters(printer: Printer, *, now: datetime) -> int:
    """Hand over what is due and return how many letters the printer took. Each is emptied then.

    Should the process end in between, the letter goes out twice under one reference, with the same codes.
    """
    taken = 0
    for number in PostalLetter.objects.filter(handed_over_at=None, next_try_at__lte=now).values_list("pk", flat=True):
        letter = _claim(number, now)
        if letter is None:
            continue
        try:
            # Outside any transaction: the printer may take 15 seconds.
            printer.send(Outgoing(str(letter.reference), letter.address, letter.body))
        except NotTaken as fault:
            logger.warning("letter %s was not taken: %s", letter.pk, fault)
            continue
        PostalLetter.objects.filter(pk=letter.pk).update(handed_over_at=now, address="", body="")
        taken += 1
    return taken


@transaction.atomic
def _claim(number: int, now: datetime) -> PostalLetter | None:
    """Take a letter for this try, so that no other worker hands it over meanwhile."""
    letter = (
        PostalLetter.objects.select_for_update(skip_locked=True)
        .filter(pk=number, handed_over_at=None, next_try_at__lte=now)
        .first()
    )
    if letter is None:
        return None
    letter.attempts += 1
    letter.next_try_at = now + min(FIRST_WAIT * (1 << min(letter.attempts, 12)), LONGEST_WAIT)
    letter.save(update_fields=["attempts", "next_try_at"])
    return letter
