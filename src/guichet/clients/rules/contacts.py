"""When a code is sent to an address and taken, and when an address must be asked about again. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from guichet.clients.terms import CodeRefusal

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SentCode:
    """The latest code for an address, as far as taking it needs to know."""

    expires_at: datetime
    tries: int
    used: bool


def refusal_to_send(asked: Sequence[datetime], *, wait: timedelta, a_day: int, now: datetime) -> CodeRefusal | None:
    """Return why no further code is sent to a client’s addresses, or None where one is.

    `asked` are the moments at which this client asked before. The limits keep anybody from filling a stranger’s
    mailbox through us, and from guessing for long.
    """
    lately = [moment for moment in asked if moment > now - DAY]
    if lately and max(lately) > now - wait:
        return CodeRefusal.TOO_SOON
    return CodeRefusal.TOO_MANY_CODES if len(lately) >= a_day else None


def refusal_to_take(sent: SentCode | None, *, right: bool, tries: int, now: datetime) -> CodeRefusal | None:
    """Return why a typed code proves nothing, or None where it proves the address. A code serves once."""
    if sent is None or sent.used or now >= sent.expires_at:
        return CodeRefusal.EXPIRED
    if sent.tries >= tries:
        return CodeRefusal.TOO_MANY_TRIES
    return None if right else CodeRefusal.WRONG


def is_to_ask_again(verified_at: datetime | None, *, after: timedelta, now: datetime) -> bool:
    """Return whether an address was confirmed so long ago that it may be somebody else’s by now.

    One that was never confirmed is another matter: it is shown as such.
    """
    return verified_at is not None and now - verified_at >= after
