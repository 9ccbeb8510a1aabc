"""What clients do after something has happened to a record: those that look alike are shown to people."""

from collections.abc import Sequence

from guichet.clients.actions import look_for_duplicates
from guichet.clients.events import ClientUpdated
from guichet.journal.actions import Origin
from guichet.journal.events import Event
from guichet.journal.reactions import Happened
from guichet.journal.terms import Channel

ACTOR = "clients"
# Facts that are compared. Who moves to another language or channel looks like nobody else for it.
COMPARED = frozenset({"names", "birth_date", "country", "email", "phone"})


def compare_with_others(happened: Sequence[Happened[Event]]) -> None:
    """Suggest records that look like one of these, which are new or have changed. Twice done, once suggested."""
    compared = [
        one for one in happened if not isinstance(one.event, ClientUpdated) or COMPARED.intersection(one.event.changed)
    ]
    if not compared:
        return
    # What is heard last is when this is done: the clock was read when the entries were recorded.
    at = max(one.entry.recorded_at for one in compared)
    look_for_duplicates(
        client_ids=[one.event.client_id for one in compared if one.event.client_id is not None],
        origin=Origin(actor=ACTOR, channel=Channel.SYSTEM, at=at),
    )
