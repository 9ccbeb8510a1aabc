"""Receiving an e-mail: read, kept whole, put to its question; a report of delivery told to the message it is about."""

from dataclasses import dataclass, replace

from guichet.enquiries.actions.receiving import Receipt, receive
from guichet.enquiries.actions.returning import note_returned
from guichet.enquiries.actions.storing import unpressed
from guichet.enquiries.mail import Defect, Message, Ours, read_message
from guichet.enquiries.models import RawMessage
from guichet.enquiries.rules import Incoming, IncomingFile, Sender, named, reference_of, rows_in
from guichet.enquiries.terms import Channel
from guichet.foundation.languages import Language
from guichet.journal.actions import Origin
from guichet.language.detection import language_of
from guichet.notices.actions import note_bounce

# More files than anybody sends; the others stand in the message, which is kept whole.
MOST_FILES = 500


@dataclass(frozen=True, slots=True)
class Mailed:
    """What was read of an e-mail, and what became of it."""

    message: Message
    receipt: Receipt


def receive_mail(*, raw: bytes, ours: Ours, origin: Origin) -> Mailed:
    """Keep an e-mail and put it to the question that it is about; exactly once, however often it is delivered.

    The same Message-ID again joins what is there. Where it stands above other words (some programs give all that they
    send one number) it is a message of its own, and nothing of it is lost. Raises what the database raises where it
    could not be kept: whoever hands it in must come again.
    """
    message = read_message(raw, ours)
    incoming = _incoming(message, raw, origin)
    receipt = receive(incoming, origin=origin)
    if receipt.already_known and not _says_the_same(receipt.contact_id, message, ours):
        other = named(f"{message.id} {message.digest}")
        receipt = receive(
            replace(incoming, external_id=other, thread=(incoming.external_id, *incoming.thread)), origin=origin
        )
    if message.bounce and not note_returned(bounce=message.bounce, origin=origin):
        _tell_notices(message, raw, origin)
    return Mailed(message, receipt)


def _tell_notices(message: Message, raw: bytes, origin: Origin) -> None:
    if Defect.TOO_DEEP not in message.defects:
        # Twice noted changes nothing: where this fails, the whole message comes again.
        note_bounce(raw=raw, origin=origin)


def _incoming(message: Message, raw: bytes, origin: Origin) -> Incoming:
    questions = (reference_of(row) for row in rows_in(f"{message.subject}\n{message.text}\n{message.history}"))
    return Incoming(
        channel=Channel.EMAIL,
        external_id=named(message.id),
        # When it reached us, and not when it says it was written: nobody’s clock starts before we could know.
        received_at=origin.at,
        sender=Sender(name=message.sender.name, email=message.sender.address, proof=message.proof),
        subject=message.subject,
        text=message.text,
        language=_language(message),
        history=message.history,
        thread=tuple(named(one) for one in message.thread),
        references=(*questions, *message.references),
        attachments=tuple(
            IncomingFile(name=one.name, media_type=one.claimed, content=one.content)
            for one in message.files[:MOST_FILES]
        ),
        automatic=message.automatic,
        raw=raw,
    )


def _language(message: Message) -> Language | None:
    """Return the official language that a message is in: as its words show, else as it says."""
    said = Language.of(message.said_language)
    return language_of(message.text or message.subject, otherwise=said).language


def _says_the_same(contact_id: int, message: Message, ours: Ours) -> bool:
    """Return whether the message that is kept says what this one says, by whatever way either came."""
    kept = RawMessage.objects.filter(contact_id=contact_id).values_list("content", flat=True).first()
    if kept is None:
        return True  # Its words were forgotten, as policy says.
    return read_message(unpressed(kept), ours).digest == message.digest
