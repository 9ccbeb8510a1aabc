"""Whether a conversation settled the matter: nobody got in touch by any way for some days. Pure.

Source: seed of the service’s figures (R020, R181): containment that is not measured is only claimed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Contact:
    """That a client got in touch, at a moment, by whichever way."""

    client_id: int
    at: datetime


def is_contained(
    *, ended: datetime, handed_over: bool, contacts: Iterable[Contact], within: timedelta, now: datetime
) -> bool | None:
    """Return whether a conversation was contained; None while the days are not over. Its last word is none."""
    if handed_over:
        return False
    if any(ended < one.at <= ended + within for one in contacts):
        return False
    return True if now >= ended + within else None
