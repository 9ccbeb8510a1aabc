"""The people served, what belongs to them, and who may act for them."""

from guichet.clients.models.accounts import AccountLink, LinkAttempt
from guichet.clients.models.authority import (
    Authority,
    EndingTold,
    HelperMessage,
    Household,
    HouseholdMember,
    Party,
    Proposal,
)
from guichet.clients.models.contact import ContactPoint
from guichet.clients.models.merging import Duplicate, Merge
from guichet.clients.models.people import Client, Name, NameWord, words_of
from guichet.clients.models.preferences import Preference

__all__ = [
    "AccountLink",
    "Authority",
    "Client",
    "ContactPoint",
    "Duplicate",
    "EndingTold",
    "HelperMessage",
    "Household",
    "HouseholdMember",
    "LinkAttempt",
    "Merge",
    "Name",
    "NameWord",
    "Party",
    "Preference",
    "Proposal",
    "words_of",
]
