"""What any channel hands in: one message, one call, one chat, as it came. Pure.

A channel reads what it received into an `Incoming` and calls `actions.receive` with it. The same `external_id` by the
same channel is the same contact: handed in again, it joins what is there.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from guichet.enquiries.terms import Automatic, Channel, ProofLevel
from guichet.foundation.languages import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who a contact is from, as far as the channel knows.

    `client_id` only where somebody signed in as that client, or for them; otherwise the address, number or handle as
    it was given. `proof` says how surely that is theirs. `key` is what only a receipt told, for who answers there.
    """

    client_id: int | None = None
    user_id: int | None = None
    name: str = ""
    email: str = ""
    phone: str = ""
    handle: str = ""
    proof: ProofLevel = ProofLevel.CLAIMED
    key: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingFile:
    """A file that came with a contact: its name and type as claimed, and its bytes."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One contact, as its channel read it.

    `external_id` is unique within the channel: a digest of a Message-ID, an idempotency key, the token of a form.
    `text` is what the person wrote, `history` what they quoted. `thread` holds the external ids it refers to, nearest
    first; `references` the numbers of enquiries and files named in it. `raw` is what came in, byte for byte.
    """

    channel: Channel
    external_id: str
    received_at: datetime
    sender: Sender
    subject: str
    text: str
    language: Language | None = None
    history: str = ""
    thread: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    attachments: tuple[IncomingFile, ...] = ()
    automatic: Automatic | None = None
    raw: bytes | None = None


def named(message_id: str) -> str:
    """Return what a message is known by that carries this Message-ID: the same for ours and for others’.

    A digest: Message-IDs may be of any length and hold anything, also an address.
    """
    return sha256(message_id.strip().strip("<>").encode("utf-8", "surrogateescape")).hexdigest()


def asked_at(said: datetime | None, *, now: datetime, within: timedelta) -> datetime:
    """Return when somebody asked, as another system says: not after now, nor so long ago that it passes all others."""
    if said is None or said >= now:
        return now
    return max(said, now - within).astimezone(UTC)
