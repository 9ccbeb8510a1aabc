"""What others may ask about clients."""

from guichet.clients.queries.accounts import own_client_ids
from guichet.clients.queries.finding import Findings, Found, found_by_number, id_for_uci, ids_by_uci, search
from guichet.clients.queries.people import ClientFacts, ContactFacts, NameFacts, client, clients
from guichet.clients.queries.serving import (
    AddressFacts,
    PointFacts,
    Serving,
    addresses_of,
    contact_kind,
    contact_value,
    deceased,
    in_danger,
    is_in_danger,
    serving,
)
from guichet.identity.queries import NotAllowed

__all__ = [
    "AddressFacts",
    "ClientFacts",
    "ContactFacts",
    "Findings",
    "Found",
    "NameFacts",
    "NotAllowed",
    "PointFacts",
    "Serving",
    "addresses_of",
    "client",
    "clients",
    "contact_kind",
    "contact_value",
    "deceased",
    "found_by_number",
    "id_for_uci",
    "ids_by_uci",
    "in_danger",
    "is_in_danger",
    "own_client_ids",
    "search",
    "serving",
]
