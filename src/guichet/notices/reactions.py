"""What notices do after something has happened to a client's record: they tell the client."""

from collections.abc import Sequence

from guichet.journal.events import Event
from guichet.journal.reactions import Happened
from guichet.notices.actions import queue_everywhere, queue_notices


def tell_clients(happened: Sequence[Happened[Event]]) -> None:
    """Queue a notice for each of these entries."""
    queue_notices(happened)


def tell_everywhere(happened: Sequence[Happened[Event]]) -> None:
    """Queue what must not be missed, by every way that reaches each client. An account of nobody tells nobody."""
    queue_everywhere([one for one in happened if one.event.client_id is not None])
