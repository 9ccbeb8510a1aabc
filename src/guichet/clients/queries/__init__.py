"""What others may ask about clients."""

from guichet.clients.one_person import as_one_person, everyone_of, kept_of
from guichet.clients.queries.accounts import own_client_ids
from guichet.clients.queries.finding import Findings, Found, found_by_number, id_for_uci, ids_by_uci, search
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
    "client",
    "client_of_merge",
    "clients",
    "duplicate",
    "everyone_of",
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
