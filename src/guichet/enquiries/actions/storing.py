"""Writing a contact down whole: its words, the files that came with it, and the bytes that it came in."""

import zlib
from base64 import b64decode, b64encode
from datetime import datetime
from hashlib import sha256

from django.db import connection

from guichet.enquiries.actions.finding import Person
from guichet.enquiries.models import Attachment, RawMessage
from guichet.enquiries.rules import Incoming, IncomingFile
from guichet.enquiries.same_words import marks_of
from guichet.foundation.languages import Language
from guichet.foundation.sealing import seal

_INSERT = """
INSERT INTO enquiries_contact (channel, external_id, received_at, kept_at, client_id, asker_id, user_id, proof,
    language, automatic, name, subject, text, history, same_words)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (channel, external_id) DO NOTHING RETURNING id
"""


def store_contact(incoming: Incoming, person: Person, *, at: datetime) -> int | None:
    """Add a contact with all that came with it, and return its row; None where it is there already."""
    marks = [] if incoming.automatic else marks_of(incoming.subject, incoming.text)
    values = [
        incoming.channel.value,
        incoming.external_id,
        min(incoming.received_at, at),
        at,
        person.client_id,
        person.asker_id,
        person.user_id,
        int(person.proof),
        (incoming.language or Language.EN).value,
        incoming.automatic.value if incoming.automatic else "",
        *(seal(_sound(one)) for one in (incoming.sender.name, incoming.subject, incoming.text, incoming.history)),
        marks[0] if marks else "",
    ]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, values)
        row = cursor.fetchone()
    if row is None:
        return None
    if incoming.raw is not None:
        RawMessage.objects.create(
            contact_id=row[0],
            size=len(incoming.raw),
            digest=sha256(incoming.raw).hexdigest(),
            content=pressed(incoming.raw),
        )
    if incoming.attachments:
        Attachment.objects.bulk_create(
            [_attachment(row[0], place, one) for place, one in enumerate(incoming.attachments, 1)]
        )
    return int(row[0])


def pressed(content: bytes) -> str:
    """Return bytes pressed together, as a text that can be sealed."""
    return b64encode(zlib.compress(content)).decode("ascii")


def unpressed(kept: str) -> bytes:
    """Return the bytes that `pressed` made a text of."""
    return zlib.decompress(b64decode(kept))


def _attachment(contact_id: int, position: int, file: IncomingFile) -> Attachment:
    return Attachment(
        contact_id=contact_id,
        position=position,
        name=_sound(file.name),
        media_type=_sound(file.media_type).replace("\0", "")[:120],
        size=len(file.content),
        digest=sha256(file.content).hexdigest(),
        content=pressed(file.content),
    )


def _sound(text: str) -> str:
    """Return a text without halves of signs, which no encoding can write down."""
    return text.encode("utf-8", "replace").decode("utf-8")
