"""What a report of delivery says: which of our messages, for whom, with which code. Pure.

Sources: RFC 3464 (the machine-readable part), RFC 3463 (codes). Servers that write no such part say the same in words;
of those only the reference of our message and a code are taken.
"""

import re
from collections.abc import Iterable, Iterator

from guichet.enquiries.mail.fields import Fields, read_fields, written
from guichet.enquiries.mail.message import Bounce, Returned
from guichet.enquiries.mail.structure import Part

MOST = 100
_READ = 200_000
_REFERENCE = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_BACK_TO = ("to", "delivered-to", "x-original-to", "envelope-to")
_CODE = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
_ID = re.compile(rb"^message-id:\s*<([^<>\s]{1,500})>", re.IGNORECASE | re.MULTILINE)
_BREAK = re.compile(rb"\r\n[ \t]*\r\n|\n[ \t]*\n|\r[ \t]*\r")


def read_bounce(raw: bytes, root: Part, text: str) -> Bounce:
    """Return what a report says, as far as it says anything."""
    parts = list(root.walk())
    returned = [one for part in parts if part.kind == "message/delivery-status" for one in _blocks(raw, part)]
    if not returned:
        returned = _in_words(root.fields, text)
    message_id = _returned_id(raw, parts)
    back_to = (value for name in _BACK_TO for value in root.fields.every(name))
    found = next((one for value in back_to if (one := _REFERENCE.search(value.partition("@")[0]))), None)
    found = found or _REFERENCE.match(message_id)
    return Bounce(found[0].lower() if found else "", message_id, tuple(returned[:MOST]))


def _blocks(raw: bytes, part: Part) -> Iterator[Returned]:
    """Yield what each block of fields says of a recipient; the first block is about the report itself."""
    content = raw[part.start : min(part.end, part.start + _READ)]
    for block in _BREAK.split(content)[:MOST]:
        fields, _, _ = read_fields(block.lstrip(b"\r\n"), 0, lambda _line: False)
        recipient = fields.first("final-recipient") or fields.first("original-recipient")
        if recipient:
            yield Returned(
                recipient=recipient.rpartition(";")[2].strip()[:320],
                action=fields.first("action").strip().lower()[:20],
                code=_first_code([fields.first("status"), fields.first("diagnostic-code")]),
                says=fields.first("diagnostic-code").partition(";")[2].strip()[:500],
            )


def _first_code(values: Iterable[str]) -> str:
    return next((found[0] for value in values if (found := _CODE.search(value))), "")


def _in_words(fields: Fields, text: str) -> list[Returned]:
    failed = fields.first("x-failed-recipients")
    code = _first_code([text[:20_000]])
    if not failed and not code:
        return []
    return [Returned(failed.partition(",")[0].strip()[:320], "failed", code, "")]


def _returned_id(raw: bytes, parts: list[Part]) -> str:
    """Return the Message-ID of what came back: of the message inside, else wherever its headers stand."""
    for part in parts:
        if part.parent is not None and (found := part.fields.named.get("message-id")):
            return written(found[0]).strip("<> ")
    for part in parts:
        if part.kind in {"text/rfc822-headers", "message/rfc822", "text/plain"}:
            content = raw[part.start : min(part.end, part.start + _READ)]
            if found_in := _ID.search(content):
                return written(found_in[1])
    return ""
