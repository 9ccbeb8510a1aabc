"""Turning off the words that we write in a long silence: by the client, also without signing in, from a message."""

from django.core import signing
from django.db import transaction

from guichet.clients.events import PreferencesChanged
from guichet.clients.models import Client, Preference
from guichet.clients.one_person import kept_of
from guichet.journal.actions import Origin, record

SALT = "guichet.heartbeat"


class UnknownToken(Exception):
    """A link to turn off messages that we never gave, or whose client is no more."""


def turn_off_token(client_id: int) -> str:
    """Return what a message carries so that whoever got it can turn off others like it. It opens nothing else."""
    return signing.dumps(client_id, salt=SALT)


def client_behind(token: str) -> int:
    """Return whose messages a token turns off. Raises UnknownToken."""
    try:
        found = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise UnknownToken from None
    if not isinstance(found, int) or not Client.objects.filter(pk=found).exists():
        raise UnknownToken
    return found


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
