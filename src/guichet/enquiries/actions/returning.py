"""Noting that an e-mail of ours to somebody who asked did not arrive, so that a person finds another way."""

from datetime import datetime

from django.db import transaction

from guichet.enquiries.events import MessageReturned
from guichet.enquiries.mail import Bounce
from guichet.enquiries.models import Message, Returned
from guichet.enquiries.queries.facts import kept_question
from guichet.enquiries.rules.returning import why_returned
from guichet.enquiries.terms import MessageKind, WhyReturned
from guichet.journal.actions import Origin, record
from guichet.worklists.actions import open_task
from guichet.worklists.queries import due_for

RETURNED = "answer_returned"
# Without these two somebody waits for what we said already.
_MUST_REACH = (MessageKind.ANSWER, MessageKind.ASKED)


def note_returned(*, bounce: Bounce, origin: Origin) -> bool:
    """Note what a mail server’s report says of one of our messages; return whether it is about one.

    The reference is as good as a password: only whoever had the message, or its server, can name it. The same report
    twice changes nothing.
    """
    row = Message.objects.filter(reference=bounce.reference).first() if bounce.reference else None
    if row is None:
        return False
    found = why_returned([(one.action, one.code) for one in bounce.returned])
    if found is not None:
        note_not_arrived(message_id=row.pk, why=found[0], code=found[1], origin=origin)
    return True


@transaction.atomic
def note_not_arrived(*, message_id: int, why: WhyReturned, code: str, origin: Origin) -> None:
    """Note that a message did not arrive, once, and have a person find another way for what must be read."""
    row = Message.objects.select_for_update(of=("self",)).select_related("enquiry").get(pk=message_id)
    if Returned.objects.filter(pk=row.pk).exists():
        return
    Returned.objects.create(message=row, why=why, code=code[:12], returned_at=origin.at)
    kept = kept_question(row.enquiry)
    record(MessageReturned(client_id=kept.client_id, enquiry=kept.pk, told=row.kind, because=why.value), origin)
    if row.kind in _MUST_REACH and not _was_told_since(row, origin.at):
        open_task(
            kind=RETURNED,
            subject=f"enquiry:{kept.pk}",
            client_id=kept.client_id,
            due_at=due_for(RETURNED, at=origin.at),
            facts={"language": kept.language, "why": why.value},
            language=kept.language,
            origin=origin,
        )


def _was_told_since(row: Message, at: datetime) -> bool:
    """Return whether a later message to the same sender says the same, and is on its way or there."""
    later = Message.objects.filter(contact__asker=row.contact.asker_id, enquiry=row.enquiry_id, kind=row.kind)
    return later.filter(pk__gt=row.pk, queued_at__lte=at, failed_at=None, returned=None).exists()
