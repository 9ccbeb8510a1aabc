"""Opening a client’s file for a stated purpose, and for how long that holds. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from guichet.identity.terms import Purpose

# A purpose given on opening a file holds so long; who goes on working on the file says it again.
OPEN_FOR = timedelta(minutes=30)
# The same page of the same file seen again by the same person so soon is the same look: a reload, a way back.
SAME_LOOK = timedelta(minutes=1)
# What somebody may choose on opening a file. The other purposes are given by what was recorded before.
ORDINARY_PURPOSES = tuple(
    one for one in Purpose if one not in {Purpose.BREAK_GLASS, Purpose.CRISIS, Purpose.INVESTIGATION}
)


@dataclass(frozen=True, slots=True)
class Opening:
    """That a member of staff opened a client’s file, what for, and until when that holds."""

    client_id: int
    purpose: Purpose
    until: datetime


def opening(client_id: int, purpose: Purpose, *, now: datetime, until: datetime | None = None) -> Opening:
    """Return the opening of a file for a stated purpose, as it holds from `now`; never for longer than usual."""
    usual = now + OPEN_FOR
    return Opening(client_id, purpose, min(until, usual) if until else usual)


def still_open(openings: Iterable[Opening], *, now: datetime) -> dict[int, Purpose]:
    """Return the clients whose file is open at `now`, each with the purpose given; the latest given counts."""
    lasting = sorted((one for one in openings if one.until > now), key=lambda one: one.until)
    return {one.client_id: one.purpose for one in lasting}
