"""Looking once more, when a message is about to go, whether it still goes where the client wants it."""

from datetime import datetime, timedelta

from guichet.clients.reach import is_plainly_reached_at, reach_of
from guichet.journal.actions import Origin
from guichet.notices.actions.reaching import KIND_OF, stopped_among, ways_to
from guichet.notices.actions.reporting import fail
from guichet.notices.models import Delivery
from guichet.notices.terms import Fault, Medium

# What was queued a moment ago was queued for the address of that moment.
FRESH = timedelta(minutes=1)


def is_plain(delivery: Delivery) -> bool:
    """Return whether a locked message goes, as nearly all do, where its client still wants it, and to nobody in danger.

    One query; where it says no, `is_still_right` looks closer. A text is never plain: somebody may have said STOP.
    """
    if delivery.medium != Medium.EMAIL or delivery.says or delivery.only_there or delivery.client_id is None:
        return False
    return is_plainly_reached_at(
        client_id=delivery.client_id, kind=KIND_OF[Medium.EMAIL], value=delivery.address, language=delivery.language
    )


def is_still_right(delivery: Delivery, now: datetime, origin: Origin) -> bool:
    """Return whether a locked message may go as it is; else it has failed, and the ladder goes on.

    What waited, for a digest or for the end of the night, goes to the address of now. A text goes to nobody who
    asked for none, however short a while ago. What was tried before is not touched: it says the same at every try.
    """
    if delivery.says:
        return True
    medium = Medium(delivery.medium)
    if medium is Medium.TEXT and stopped_among({delivery.address}):
        fail(delivery, Fault.NOT_WANTED, origin)
        return False
    if delivery.only_there or delivery.attempts or now - delivery.queued_at < FRESH or delivery.client_id is None:
        return True
    reachable = reach_of([delivery.client_id])[delivery.client_id]
    address = ways_to({delivery.client_id: reachable})[delivery.client_id].addresses.get(medium)
    if not address:
        fail(delivery, Fault.NOT_WANTED, origin)
        return False
    delivery.address, delivery.language = address, reachable.language
    return True
