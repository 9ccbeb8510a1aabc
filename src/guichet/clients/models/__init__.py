"""The people served, what belongs to them, and who may act for them."""

from guichet.clients.models.accounts import AccountLink, LinkAttempt
from guichet.clients.models.authority import Authority, EndingTold, Household, HouseholdMember, Party, Proposal
from guichet.clients.models.contact import ContactPoint
from guichet.clients.models.people import Client, Name, NameWord, words_of

__all__ = [
    "AccountLink",
    "Authority",
    "Client",
    "ContactPoint",
    "EndingTold",
    "Household",
    "HouseholdMember",
    "LinkAttempt",
    "Name",
    "NameWord",
    "Party",
    "Proposal",
    "words_of",
]
