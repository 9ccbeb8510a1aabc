"""By which ways clients get in touch, for knowing whether a conversation was enough.

The ways stand on one page, `config/contacts.py`: each gives the contacts of some clients in a span of time, and says
which channels it sees. A room that takes in letters or e-mail adds its way there; nothing here changes.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from guichet.assistant.models import Turn
from guichet.assistant.rules import Contact
from guichet.assistant.terms import Outcome
from guichet.identity.queries import looks_at_any
from guichet.identity.terms import Purpose
from guichet.journal.queries import heard_from
from guichet.journal.terms import Channel

Find = Callable[[Collection[int], datetime, datetime], list[Contact]]

ASKING = (Purpose.CLIENT_ASKED, Purpose.REPRESENTATIVE_ASKED, Purpose.COMPLAINT)
MOST = 50_000
# By which channels clients can reach us at all; the others are ours, or the case system's.
OF_CLIENTS = (
    Channel.ACCOUNT, Channel.WEB, Channel.PHONE, Channel.COUNTER, Channel.TEXT, Channel.EMAIL, Channel.POST,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """One way to get in touch: what it is called in the figures, the channels it sees, and what finds its contacts."""

    label: str | Promise
    sees: tuple[Channel, ...]
    find: Find


def made_since(client_ids: Collection[int], *, since: datetime, until: datetime) -> list[Contact]:
    """Return the contacts of some clients by any way, in a span of time."""
    return [one for way in ways() for one in way.find(client_ids, since, until)]


def ways() -> tuple[Way, ...]:
    """Return every way, in the order of the page that `settings.CONTACTS` names."""
    return _ways(settings.CONTACTS)


def unseen() -> tuple[Channel, ...]:
    """Return the channels of clients that no way sees: contacts by these are missed."""
    seen = {channel for way in ways() for channel in way.sees}
    return tuple(one for one in OF_CLIENTS if one not in seen)


def openings(client_ids: Collection[int], since: datetime, until: datetime) -> list[Contact]:
    """Return when an agent opened a file because the client, or who represents them, was asking: calls and visits."""
    found = looks_at_any(client_ids, since=since, limit=MOST)
    return [Contact(one.client_id, one.looked_at) for one in found if one.purpose in ASKING and one.looked_at <= until]


def told(*kinds: str) -> Find:
    """Return what finds in the journal that clients sent something, by the kinds of its entries."""

    def find(client_ids: Collection[int], since: datetime, until: datetime) -> list[Contact]:
        return [Contact(client, at) for client, at in heard_from(client_ids, kinds=kinds, since=since, until=until)]

    return find


def asked_again(client_ids: Collection[int], since: datetime, until: datetime) -> list[Contact]:
    """Return when clients wrote in the chat; whoever only says hello or thanks does not ask again."""
    found = Turn.objects.filter(conversation__client_id__in=client_ids, asked_at__range=(since, until))
    found = found.exclude(outcome=Outcome.SMALL_TALK)
    return [
        Contact(client, at) for client, at in found.values_list("conversation__client_id", "asked_at")[:MOST] if client
    ]


@cache
def _ways(page: str) -> tuple[Way, ...]:
    return tuple(import_string(page))
