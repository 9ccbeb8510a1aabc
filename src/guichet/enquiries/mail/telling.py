"""A message as a program reads it: what `guichet mail receive` prints. Pure but for the language of its sentences."""

from typing import Any

from django.utils.translation import override

from guichet.enquiries.mail.message import File, Message


def told(message: Message, *, language: str, enquiry: str | None = None) -> dict[str, Any]:
    """Return what was read of a message, with the sentences of its defects in `language`."""
    with override(language):
        defects = [{"code": one.value, "message": str(one.label)} for one in message.defects]
    bounce = message.bounce
    return {
        "id": message.id,
        "from": message.sender.address,
        "from_name": message.sender.name,
        "proof": message.proof.name,
        "to": [one.address for one in message.to],
        "date": message.date.isoformat() if message.date else None,
        "subject": message.subject,
        "text": message.text,
        "history": message.history,
        "signature": message.signature,
        "attachments": [_told(one) for one in message.files],
        "thread": list(message.thread),
        "references": list(message.references),
        "automatic": message.automatic.value if message.automatic else None,
        "returned": [
            {"message": bounce.reference or bounce.message_id, "recipient": one.recipient, "code": one.code}
            for one in bounce.returned
        ]
        if bounce
        else [],
        "holds": sorted(message.holds),
        "defects": defects,
        "enquiry": enquiry,
    }


def _told(file: File) -> dict[str, Any]:
    return {
        "filename": file.name,
        "content_type": file.claimed,
        "size": file.size,
        "found": file.found,
        "inline": file.is_inline,
        "within": file.is_within,
    }
