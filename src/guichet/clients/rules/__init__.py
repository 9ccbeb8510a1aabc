"""What is decided about clients. Pure."""

from guichet.clients.rules.addresses import Custom, custom_of, missing_parts
from guichet.clients.rules.authority import Held, Request, consent_at, decide, grant_of, of_age_on
from guichet.clients.rules.authority_giving import KindPolicy, Wish, is_wider, refusal_to_give
from guichet.clients.rules.linking import Claim, Known, Limit, claim_agrees, may_try_again_at, network_of
from guichet.clients.rules.numbers import masked_email, masked_phone, shown_uci, uci_of
from guichet.clients.rules.safety import SAYS_WHERE, Safe
from guichet.clients.rules.searching import EARLIEST_BIRTH_YEAR, Asked, read_search

__all__ = [
    "EARLIEST_BIRTH_YEAR",
    "SAYS_WHERE",
    "Asked",
    "Claim",
    "Custom",
    "Held",
    "KindPolicy",
    "Known",
    "Limit",
    "Request",
    "Safe",
    "Wish",
    "claim_agrees",
    "consent_at",
    "custom_of",
    "decide",
    "grant_of",
    "is_wider",
    "masked_email",
    "masked_phone",
    "may_try_again_at",
    "missing_parts",
    "network_of",
    "of_age_on",
    "read_search",
    "refusal_to_give",
    "shown_uci",
    "uci_of",
]
