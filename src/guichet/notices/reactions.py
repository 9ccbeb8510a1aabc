"""What notices do after something has happened to a client's record: they tell the client."""

from collections.abc import Sequence

from guichet.clients.events import ContactCodeAsked, ContactPointLeft, DeathRecorded
from guichet.clients.queries import contact_kind
from guichet.clients.reach import reach_by_points
from guichet.journal.events import Event
from guichet.journal.reactions import Happened
from guichet.notices.actions import queue_notices, stop_messages
from guichet.notices.codes import owe_code


def tell_clients(happened: Sequence[Happened[Event]]) -> None:
    """Queue a notice for each of these entries."""
    queue_notices(happened)


def tell_where_we_wrote_before(happened: Sequence[Happened[ContactPointLeft]]) -> None:
    """Queue a notice to the address that is no longer used, so that a change by somebody else is noticed."""
    reach = reach_by_points(one.event.point for one in happened)
    queue_notices(
        happened, reach={one.entry.pk: reach[one.event.point] for one in happened if one.event.point in reach}
    )


def send_codes(happened: Sequence[Happened[ContactCodeAsked]]) -> None:
    """Owe sending each of these codes. Done twice, the second finds the code handed over."""
    for one in happened:
        if contact := contact_kind(one.event.point):
            owe_code(one.event.code, contact)


def stop_writing(happened: Sequence[Happened[DeathRecorded]]) -> None:
    """Take back what waits to be sent to somebody who has died."""
    for one in happened:
        if one.event.client_id is not None:
            stop_messages(client_id=one.event.client_id)
