"""What notices do after something has happened to a client's record: they tell the client, and try again."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial

from guichet.clients.events import (
    ClientUpdated,
    ContactCodeAsked,
    ContactPointAdded,
    ContactPointLeft,
    DeathRecorded,
    SafeContactChanged,
)
from guichet.clients.queries import contact_kind
from guichet.clients.reach import Reachable, reach_by_points, reach_of, reach_of_each_record
from guichet.journal.actions import Origin
from guichet.journal.events import Event
from guichet.journal.reactions import Happened
from guichet.journal.terms import Channel
from guichet.notices.actions import (
    queue_everywhere,
    queue_notices,
    stop_messages,
    tell_those_who_help,
    try_again,
)
from guichet.notices.actions.reaching import ACTOR
from guichet.notices.codes import owe_code

ADDRESSES = frozenset({"email", "phone"})
POST = "post"


def tell_clients(happened: Sequence[Happened[Event]]) -> None:
    """Queue a notice for each of these entries."""
    queue_notices(happened)


def send_to_mended_address(happened: Sequence[Happened[Event]]) -> None:
    """Send what had not reached a client once more, where an address of theirs was mended."""
    mended: dict[int, datetime] = {}
    for one in happened:
        if one.event.client_id is not None and _has_mended(one.event):
            mended[one.event.client_id] = one.entry.recorded_at
    for client_id, at in sorted(mended.items()):
        try_again(client_id=client_id, origin=Origin(actor=ACTOR, channel=Channel.SYSTEM, at=at))


def _has_mended(event: Event) -> bool:
    """Return whether after this something may arrive that did not: confirmed, in use, found to work, wanted again."""
    match event:
        case ClientUpdated():
            return bool(ADDRESSES & set(event.changed))
        case ContactPointAdded():
            # E-mail addresses and numbers are used once they are confirmed, a postal address at once.
            return event.contact == POST
        case SafeContactChanged():
            return bool(event.on)
        case _:
            return True


def tell_everywhere(happened: Sequence[Happened[Event]]) -> None:
    """Queue what must not be missed, by every way that reaches each client. An account of nobody tells nobody."""
    queue_everywhere([one for one in happened if one.event.client_id is not None])


def tell_where_we_wrote_before(happened: Sequence[Happened[ContactPointLeft]]) -> None:
    """Queue a notice to the address that is no longer used, so that a change by somebody else is noticed."""
    left = reach_by_points(one.event.point for one in happened)
    for one in happened:
        # One by one: a client may have left two addresses at once, and each is told at its own.
        there = left.get(one.event.point)
        queue_notices([one], by=partial(_reached_there, there) if there else reach_of, only_there=bool(there))


def _reached_there(there: Reachable, client_ids: Iterable[int]) -> dict[int, Reachable]:
    return dict.fromkeys(client_ids, there)


def send_codes(happened: Sequence[Happened[ContactCodeAsked]]) -> None:
    """Owe sending each of these codes. Done twice, the second finds the code handed over."""
    for one in happened:
        if contact := contact_kind(one.event.point):
            owe_code(one.event.code, contact)


def stop_writing(happened: Sequence[Happened[DeathRecorded]]) -> None:
    """Take back what waits to be sent to somebody who has died."""
    for one in happened:
        if one.event.client_id is not None:
            origin = Origin(actor=ACTOR, channel=Channel.SYSTEM, at=one.entry.recorded_at)
            stop_messages(client_id=one.event.client_id, origin=origin)


def tell_each_record(happened: Sequence[Happened[Event]]) -> None:
    """Queue a notice for each of these entries, to go where the record itself says, whatever it was joined to.

    Where joining was a mistake, the records are two people’s, and both must hear of it.
    """
    queue_notices(happened, by=reach_of_each_record, only_there=True)


def tell_helpers(happened: Sequence[Happened[Event]]) -> None:
    """Owe a message to those who help the clients of these entries, and may read their letters."""
    tell_those_who_help(happened)
