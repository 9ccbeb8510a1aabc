"""What notices do after something has happened to a client's record: they tell the client, and try again."""

from collections.abc import Sequence
from datetime import datetime

from guichet.clients.events import ClientUpdated
from guichet.clients.reach import reach_of_each_record
from guichet.journal.actions import Origin
from guichet.journal.events import Event
from guichet.journal.reactions import Happened
from guichet.journal.terms import Channel
from guichet.notices.actions import queue_everywhere, queue_notices, tell_those_who_help, try_again
from guichet.notices.actions.reaching import ACTOR

ADDRESSES = frozenset({"email", "phone"})


def tell_clients(happened: Sequence[Happened[Event]]) -> None:
    """Queue a notice for each of these entries."""
    queue_notices(happened)


def send_to_mended_address(happened: Sequence[Happened[ClientUpdated]]) -> None:
    """Send what had not reached a client once more, where an address of theirs has changed."""
    mended: dict[int, datetime] = {}
    for one in happened:
        if one.event.client_id is not None and ADDRESSES & set(one.event.changed):
            mended[one.event.client_id] = one.entry.recorded_at
    for client_id, at in sorted(mended.items()):
        try_again(client_id=client_id, origin=Origin(actor=ACTOR, channel=Channel.SYSTEM, at=at))


def tell_everywhere(happened: Sequence[Happened[Event]]) -> None:
    """Queue what must not be missed, by every way that reaches each client. An account of nobody tells nobody."""
    queue_everywhere([one for one in happened if one.event.client_id is not None])


def tell_each_record(happened: Sequence[Happened[Event]]) -> None:
    """Queue a notice for each of these entries, to go where the record itself says, whatever it was joined to.

    Where joining was a mistake, the records are two people’s, and both must hear of it.
    """
    queue_notices(happened, by=reach_of_each_record)


def tell_helpers(happened: Sequence[Happened[Event]]) -> None:
    """Owe a message to those who help the clients of these entries, and may read their letters."""
    tell_those_who_help(happened)
