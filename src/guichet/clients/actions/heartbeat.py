"""Turning off the words that we write in a long silence: by the client, also without signing in, from a message."""

from django.db import transaction

from guichet.clients.events import PreferencesChanged
from guichet.clients.models import Preference
from guichet.clients.one_person import kept_of
from guichet.journal.actions import Origin, record


@transaction.atomic
def set_heartbeat(*, client_id: int, on: bool, origin: Origin) -> bool:
    """Write to a client in a long silence, or no more; return whether that is new."""
    kept = kept_of([client_id])[client_id]
    chosen, _made = Preference.objects.select_for_update().get_or_create(
        client_id=kept, defaults={"changed_at": origin.at}
    )
    if chosen.heartbeat == on:
        return False
    chosen.heartbeat, chosen.changed_at = on, origin.at
    chosen.save(update_fields=["heartbeat", "changed_at"])
    record(PreferencesChanged(client_id=kept, changed=("heartbeat",)), origin)
    return True
