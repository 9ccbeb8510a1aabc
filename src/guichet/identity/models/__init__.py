"""Accounts, staff, tokens, the log of who looked at what, and its chain."""

from guichet.identity.models.accounts import Staff, User, UserManager
from guichet.identity.models.investigations import Investigation
from guichet.identity.models.ledger import (
    AccessRecord,
    AccessReference,
    ChainHead,
    Checkpoint,
    Committed,
    ErasedReference,
)
from guichet.identity.models.looks import Look
from guichet.identity.models.tokens import ApiAnswer, ApiToken

__all__ = [
    "AccessRecord",
    "AccessReference",
    "ApiAnswer",
    "ApiToken",
    "ChainHead",
    "Checkpoint",
    "Committed",
    "ErasedReference",
    "Investigation",
    "Look",
    "Staff",
    "User",
    "UserManager",
]
