"""What clients have in common with others, and whether they are in danger. For whoever watches over looking.

No viewer: these answer rules, and nothing of them is shown to anybody.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from guichet.clients.models import AccountLink, ContactPoint, Name, SafeContact
from guichet.language.names import fold

SHORTEST = 3


def family_word(name: str) -> str:
    """Return the word of a name that families share, folded: the last, as far as a machine can tell."""
    words = fold(name).split()
    return words[-1] if words and len(words[-1]) >= SHORTEST else ""


def family_words(client_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """Return the family names of clients, folded."""
    found: dict[int, set[str]] = defaultdict(set)
    for client_id, text in Name.objects.filter(client_id__in=client_ids).values_list("client_id", "text"):
        if word := family_word(text):
            found[client_id].add(word)
    return {client_id: frozenset(words) for client_id, words in found.items()}


def bearers_of(words: Iterable[str]) -> dict[str, int]:
    """Return how many clients bear each of some words in their names."""
    return {
        word: Name.objects.extra(where=["string_to_array(folded, ' ') @> ARRAY[%s]::text[]"], params=[word])
        .values("client_id")
        .distinct()
        .count()
        for word in words
    }


def contact_values(client_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """Return the addresses and numbers of clients."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = ContactPoint.objects.filter(client_id__in=client_ids).values_list("client_id", "value")
    for client_id, value in rows:
        found[client_id].add(value)
    return {client_id: frozenset(values) for client_id, values in found.items()}


def clients_at(values: Collection[str]) -> dict[str, frozenset[int]]:
    """Return which clients have each of some addresses."""
    found: dict[str, set[int]] = defaultdict(set)
    for client_id, value in ContactPoint.objects.filter(value__in=values).values_list("client_id", "value"):
        found[value].add(client_id)
    return {value: frozenset(ids) for value, ids in found.items()}


def clients_of_accounts(user_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Return whose files are linked to each of some accounts."""
    found: dict[int, set[int]] = defaultdict(set)
    for user_id, client_id in AccountLink.objects.filter(user_id__in=user_ids).values_list("user_id", "client_id"):
        found[user_id].add(client_id)
    return {user_id: frozenset(ids) for user_id, ids in found.items()}


def any_in_danger(client_ids: Collection[int]) -> bool:
    """Return whether any of these may be reached in a safe way only: their file asks everybody for a reason."""
    return SafeContact.objects.filter(client_id__in=client_ids, ended_at=None).exists()
