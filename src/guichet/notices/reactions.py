"""What notices do after something has happened to a client's record: they tell the client."""

from collections.abc import Sequence

from guichet.clients.reach import reach_of_each_record
from guichet.journal.events import Event
from guichet.journal.reactions import Happened
from guichet.notices.actions import queue_notices, tell_those_who_help


def tell_clients(happened: Sequence[Happened[Event]]) -> None:
    """Queue a notice for each of these entries."""
    queue_notices(happened)


def tell_each_record(happened: Sequence[Happened[Event]]) -> None:
    """Queue a notice for each of these entries, to go where the record itself says, whatever it was joined to.

    Where joining was a mistake, the records are two people’s, and both must hear of it.
    """
    queue_notices(happened, by=reach_of_each_record)


def tell_helpers(happened: Sequence[Happened[Event]]) -> None:
    """Owe a message to those who help the clients of these entries, and may read their letters."""
    tell_those_who_help(happened)
