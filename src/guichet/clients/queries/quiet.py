"""The link in a message that turns off others like it: what it carries, and whose messages it means."""

from django.core import signing

from guichet.clients.models import Client

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
