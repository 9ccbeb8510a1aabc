"""Whose files an account may read."""

from guichet.clients.models import AccountLink


def own_client_ids(user_id: int) -> frozenset[int]:
    """Return the clients whose files are linked to an account."""
    return frozenset(AccountLink.objects.filter(user_id=user_id).values_list("client_id", flat=True))
