"""Recording what happened to an account for each client whose files are linked to it."""

from collections.abc import Iterable
from dataclasses import replace

from guichet.identity.events import AccountEvent
from guichet.journal.actions import Origin, record_many


def record_for(event: AccountEvent, client_ids: Iterable[int], origin: Origin) -> None:
    """Record an event of an account for each of its clients, so that each is told; once, where it has none."""
    events = [replace(event, client_id=client_id) for client_id in sorted(client_ids)] or [event]
    record_many([(one, origin.at) for one in events], origin)
