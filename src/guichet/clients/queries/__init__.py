"""What others may ask about clients."""

from guichet.clients.one_person import as_one_person, everyone_of, kept_of
from guichet.clients.queries.accounts import own_client_ids
from guichet.clients.queries.finding import Findings, Found, found_by_number, id_for_uci, ids_by_uci, search
from guichet.clients.queries.likeness import (
    bearers_of,
    clients_at,
    clients_of_accounts,
    contact_values,
    family_word,
    family_words,
)
from guichet.clients.queries.merging import (
    DuplicateFacts,
    MergeFacts,
    client_of_merge,
    duplicate,
    merge,
    merges_of,
    open_duplicate,
)
from guichet.clients.queries.people import ClientFacts, ContactFacts, NameFacts, client, clients
from guichet.identity.queries import NotAllowed

__all__ = [
    "ClientFacts",
    "ContactFacts",
    "DuplicateFacts",
    "Findings",
    "Found",
    "MergeFacts",
    "NameFacts",
    "NotAllowed",
    "as_one_person",
    "bearers_of",
    "client",
    "client_of_merge",
    "clients",
    "clients_at",
    "clients_of_accounts",
    "contact_values",
    "duplicate",
    "everyone_of",
    "family_word",
    "family_words",
    "found_by_number",
    "id_for_uci",
    "ids_by_uci",
    "kept_of",
    "merge",
    "merges_of",
    "open_duplicate",
    "own_client_ids",
    "search",
]
