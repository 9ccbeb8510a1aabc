"""What notices do after something has happened to a client's record: they tell the client."""

from collections.abc import Sequence

from guichet.journal.events import Event
from guichet.journal.reactions import Happened
from guichet.notices.actions import queue_notices


def tell_clients(happened: Sequence[Happened[Event]]) -> None:
    """Queue a notice for each of these entries."""
    queue_notices(happened)
