"""The people served, what belongs to them, and who may act for them."""

from guichet.clients.models.accounts import AccountLink, LinkAttempt
from guichet.clients.models.authority import (
    Authority,
    EndingTold,
    HelperCopy,
    HelperMessage,
    Household,
    HouseholdMember,
    Party,
    Proposal,
)
from guichet.clients.models.contact import ContactCode, ContactPoint, PostalAddress
from guichet.clients.models.correcting import Corrected
from guichet.clients.models.forms import PaperForm
from guichet.clients.models.groups import GroupMember
from guichet.clients.models.handing import HandBack
from guichet.clients.models.merging import Duplicate, Merge
from guichet.clients.models.naming import FormerFact, FormerWord, SelfDescription
from guichet.clients.models.people import Client, Name, NameWord, words_of
from guichet.clients.models.preferences import Preference
from guichet.clients.models.safety import Death, SafeContact

__all__ = [
    "AccountLink",
    "Authority",
    "Client",
    "ContactCode",
    "ContactPoint",
    "Corrected",
    "Death",
    "Duplicate",
    "EndingTold",
    "FormerFact",
    "FormerWord",
    "GroupMember",
    "HandBack",
    "HelperCopy",
    "HelperMessage",
    "Household",
    "HouseholdMember",
    "LinkAttempt",
    "Merge",
    "Name",
    "NameWord",
    "PaperForm",
    "Party",
    "PostalAddress",
    "Preference",
    "Proposal",
    "SafeContact",
    "SelfDescription",
    "words_of",
]
