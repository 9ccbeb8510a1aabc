"""By which ways a client got in touch, for knowing whether a conversation was enough.

One list of ways: each gives the contacts of some clients in a span. Calls and visits are seen today by the openings
that an agent made because the client, or who represents them, was asking; what clients send us is in the journal. A
room of enquiries adds its own here.
"""

from collections.abc import Callable, Collection
from datetime import datetime

from guichet.assistant.rules import Contact
from guichet.identity.queries import looks_at_any
from guichet.identity.terms import Purpose
from guichet.journal.queries import heard_from

Way = Callable[[Collection[int], datetime, datetime], list[Contact]]

ASKING = (Purpose.CLIENT_ASKED, Purpose.REPRESENTATIVE_ASKED, Purpose.COMPLAINT)
MOST = 50_000
# What clients send of their own, by the kind of its entry in the journal.
SENT = ("handover.made", "contact.received", "privacy.correction_asked", "look.questioned", "text.received")


def _calls_and_visits(client_ids: Collection[int], since: datetime, until: datetime) -> list[Contact]:
    """Return when an agent opened a file because somebody was asking about it."""
    found = looks_at_any(client_ids, since=since, limit=MOST)
    return [Contact(one.client_id, one.looked_at) for one in found if one.purpose in ASKING and one.looked_at <= until]


def _sent(client_ids: Collection[int], since: datetime, until: datetime) -> list[Contact]:
    """Return when a client sent us something that a person must answer."""
    return [Contact(client_id, at) for client_id, at in heard_from(client_ids, kinds=SENT, since=since, until=until)]


WAYS: tuple[Way, ...] = (_calls_and_visits, _sent)


def contacts_of(client_ids: Collection[int], *, since: datetime, until: datetime) -> list[Contact]:
    """Return the contacts of some clients by any way, in a span of time."""
    return [one for way in WAYS for one in way(client_ids, since, until)]
