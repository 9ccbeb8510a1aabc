"""What others may ask about clients."""

from guichet.clients.queries.accounts import own_client_ids
from guichet.clients.queries.finding import Findings, Found, found_by_number, id_for_uci, ids_by_uci, search
from guichet.clients.queries.people import ClientFacts, ContactFacts, NameFacts, client, clients
from guichet.clients.queries.texting import TextNumber, text_numbers
from guichet.identity.queries import NotAllowed

__all__ = [
    "ClientFacts",
    "ContactFacts",
    "Findings",
    "Found",
    "NameFacts",
    "NotAllowed",
    "TextNumber",
    "client",
    "clients",
    "found_by_number",
    "id_for_uci",
    "ids_by_uci",
    "own_client_ids",
    "search",
    "text_numbers",
]
