"""What others may ask about clients."""

from collections.abc import Sequence

from guichet.clients.models import AccountLink, Client


def own_client_ids(user_id: int) -> frozenset[int]:
    """Return the clients whose files are linked to an account."""
    return frozenset(AccountLink.objects.filter(user_id=user_id).values_list("client_id", flat=True))


def ids_by_uci(ucis: Sequence[str]) -> dict[str, int]:
    """Return the clients with these identifiers, by identifier, without those that there are not."""
    if not ucis:
        return {}
    return dict(Client.objects.filter(uci__in=ucis).values_list("uci", "pk"))
