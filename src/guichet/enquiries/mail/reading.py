"""Reading an e-mail: bytes in, a `Message` out. Pure; never raises, whatever the bytes."""

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from guichet.enquiries.mail.addresses import Address, read_addresses
from guichet.enquiries.mail.automatic import why_automatic
from guichet.enquiries.mail.contents import Contents, read_contents
from guichet.enquiries.mail.defects import Defect
from guichet.enquiries.mail.fields import Fields, decoded
from guichet.enquiries.mail.message import Message, Ours
from guichet.enquiries.mail.proof import proof_of
from guichet.enquiries.mail.quoting import unfold
from guichet.enquiries.mail.returned import read_bounce
from guichet.enquiries.mail.structure import take_apart
from guichet.enquiries.terms import Automatic

# More than any mail server takes; what goes beyond is kept with the message, unread.
LONGEST = 100_000_000
LONGEST_SUBJECT = 1_000
MOST_IN_THREAD = 50
MOST_REFERENCES = 20
_ONCE = ("from", "subject", "date", "message-id", "content-type", "sender")
_ID = re.compile(r"<\s*([^<>]{1,900}?)\s*>")
_NUMBER = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,3}\d{6,12}(?![A-Za-z0-9])")
_SINCE, _UNTIL = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_NOTHING = Ours()


def read_message(raw: bytes, ours: Ours = _NOTHING) -> Message:
    """Return what an e-mail says, as far as it can be read, with what is wrong with it."""
    defects: set[Defect] = set()
    if len(raw) > LONGEST:
        raw = raw[:LONGEST]
        defects.add(Defect.TOO_LONG)
    root, broken = take_apart(raw)
    defects |= broken
    fields = root.fields
    contents = read_contents(raw, root, defects)
    if not raw.strip():
        defects.add(Defect.EMPTY)
    senders = _senders(fields, defects)
    sender = senders[0] if senders else Address()
    subject = _words(fields, "subject", defects)[:LONGEST_SUBJECT]
    parted = unfold(contents.text)
    digest = _digest(fields, sender, subject, contents)
    own_id = _own_id(fields, defects)
    kinds = [part.kind for part in root.walk() if not part.is_within_message()]
    automatic, why = why_automatic(fields, kinds, sender, subject, own_id, ours)
    return Message(
        id=own_id or f"digest:{digest}",
        has_own_id=bool(own_id),
        digest=digest,
        sender=sender,
        proof=proof_of(fields.every("authentication-results"), senders, checker=ours.checker),
        reply_to=read_addresses(fields.first("reply-to")),
        to=tuple(one for name in ("to", "cc") for value in fields.every(name) for one in read_addresses(value))[:500],
        date=_date(fields, defects),
        subject=subject,
        text=parted.text,
        history=parted.history,
        signature=parted.signature,
        files=contents.files,
        thread=_thread(fields),
        references=_references(subject, parted.text, parted.history),
        said_language=fields.first("content-language").strip()[:35],
        automatic=automatic,
        why_automatic=why,
        bounce=read_bounce(raw, root, contents.text) if automatic is Automatic.BOUNCE else None,
        holds=contents.holds,
        defects=tuple(sorted(defects)),
    )


def _senders(fields: Fields, defects: set[Defect]) -> tuple[Address, ...]:
    """Return whom a message says it is from: one, unless it is odd. Without a From, whoever else it names."""
    for name in _ONCE:
        if len(set(fields.named.get(name, ()))) > 1:
            defects.add(Defect.DOUBLED_FIELD)
    found = tuple(one for value in fields.every("from") for one in read_addresses(value))
    usable = tuple(one for one in found if one.address)
    if len({one.address for one in usable}) > 1 or (found and not usable):
        defects.add(Defect.ODD_SENDER)
    if usable:
        return usable
    for name in ("sender", "reply-to", "return-path"):
        others = tuple(one for one in read_addresses(fields.first(name)) if one.address)
        if others:
            # It stands in for a From that is not there, so nothing is ever proven of it.
            defects.add(Defect.NO_SENDER)
            return (Address(found[0].name if found else others[0].name, others[0].address), Address())
    defects.add(Defect.NO_SENDER)
    return found


def _words(fields: Fields, name: str, defects: set[Defect]) -> str:
    text, is_whole = decoded(fields.first(name))
    if not is_whole:
        defects.add(Defect.BROKEN_WORD)
    return " ".join(text.split())


def _own_id(fields: Fields, defects: set[Defect]) -> str:
    """Return the message’s own number; empty where it has none that is one."""
    said = {_one_id(value) for value in fields.every("message-id")}
    if len(said) == 1 and (own := said.pop()):
        return own
    defects.add(Defect.NO_ID)
    return ""


def _one_id(value: str) -> str:
    found = _ID.search(value)
    own = "".join((found[1] if found else value).split())
    return own if 3 <= len(own) <= 900 and own.isprintable() else ""


def _thread(fields: Fields) -> tuple[str, ...]:
    """Return the numbers of the messages that this one answers, nearest first."""
    nearest = [one for value in fields.every("in-reply-to") for one in _ids(value)]
    chain = [one for value in fields.every("references") for one in reversed(_ids(value))]
    return tuple(dict.fromkeys([*nearest, *chain]))[:MOST_IN_THREAD]


def _ids(value: str) -> list[str]:
    found = ["".join(one.split()) for one in _ID.findall(value)]
    return found or [word for word in value.split() if "@" in word and len(word) <= 900]


def _references(*texts: str) -> tuple[str, ...]:
    """Return the numbers of files in texts, in their order, each once."""
    found: dict[str, None] = {}
    for text in texts:
        for one in _NUMBER.finditer(text):
            found[one[0]] = None
            if len(found) >= MOST_REFERENCES:
                return tuple(found)
    return tuple(found)


def _date(fields: Fields, defects: set[Defect]) -> datetime | None:
    """Return when the sender’s program says it was written, where that is a moment that can be."""
    try:
        moment = parsedate_to_datetime(fields.first("date")[:200])
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        moment = moment.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError, AttributeError):
        moment = None
    if moment is None or not _SINCE <= moment < _UNTIL:
        defects.add(Defect.NO_DATE)
        return None
    return moment


def _digest(fields: Fields, sender: Address, subject: str, contents: Contents) -> str:
    """Return a digest of what a message says: the same however often, and by whatever way, it is delivered."""
    said: Sequence[str] = (
        sender.address,
        fields.first("date"),
        subject,
        " ".join(contents.text.split()),
        *(hashlib.sha256(one.content).hexdigest() for one in contents.files),
    )
    return hashlib.sha256("\0".join(said).encode("utf-8", "replace")).hexdigest()
