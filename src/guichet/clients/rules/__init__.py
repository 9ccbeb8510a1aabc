"""What is decided about clients. Pure."""

from guichet.clients.rules.addresses import Custom, custom_of, missing_parts
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
    "Known",
    "Limit",
    "Safe",
    "claim_agrees",
    "custom_of",
    "masked_email",
    "masked_phone",
    "may_try_again_at",
    "missing_parts",
    "network_of",
    "read_search",
    "shown_uci",
    "uci_of",
]
