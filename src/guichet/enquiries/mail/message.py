"""An e-mail as it was read. Pure values."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from guichet.enquiries.mail.addresses import Address
from guichet.enquiries.mail.defects import Defect
from guichet.enquiries.terms import Automatic, ProofLevel


class Holds(StrEnum):
    """What else is in a message, beside text and files."""

    CALENDAR = "CALENDAR"
    SIGNATURE = "SIGNATURE"
    MESSAGE = "MESSAGE"


@dataclass(frozen=True, slots=True)
class Ours:
    """What is ours about mail, from settings: the domains that our own messages name, and whose checks we believe.

    `checker` is the name under which our own mail server writes its Authentication-Results (RFC 8601); empty: nobody’s
    are believed, since anybody can write that line.
    """

    domains: frozenset[str] = frozenset()
    checker: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A file in a message. `claimed` is the type it says, `found` what its first bytes show.

    `is_within` says that it lies in a message inside the message, which is there as a file of its own too.
    """

    name: str
    claimed: str
    found: str
    content: bytes = field(repr=False)
    is_inline: bool = False
    is_within: bool = False
    is_unlike: bool = False
    can_run: bool = False

    @property
    def size(self) -> int:
        """Return how many bytes it has."""
        return len(self.content)


@dataclass(frozen=True, slots=True)
class Returned:
    """What a report of delivery says of one recipient. Source: RFC 3464."""

    recipient: str
    action: str
    code: str
    says: str


@dataclass(frozen=True, slots=True)
class Bounce:
    """A report about a message of ours: which one, by our reference or its Message-ID, and what it says."""

    reference: str
    message_id: str
    returned: tuple[Returned, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """An e-mail as far as it could be read.

    `id` is its Message-ID without brackets; where it has none, or two, a digest of what it says (`has_own_id` tells).
    `text` is what the sender wrote now; `history` and `signature` stood below or between. `thread` holds the
    Message-IDs that it answers, nearest first; `references` the numbers of files in subject and text.
    """

    id: str
    has_own_id: bool
    digest: str
    sender: Address
    proof: ProofLevel
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    date: datetime | None
    subject: str
    text: str = field(repr=False)
    history: str = field(repr=False)
    signature: str = field(repr=False)
    files: tuple[File, ...]
    thread: tuple[str, ...]
    references: tuple[str, ...]
    said_language: str
    automatic: Automatic | None
    why_automatic: str
    bounce: Bounce | None
    holds: frozenset[Holds]
    defects: tuple[Defect, ...]
