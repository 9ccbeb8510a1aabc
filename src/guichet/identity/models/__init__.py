"""Accounts, staff, tokens, the log of who looked at what, and its chain."""

from guichet.identity.models.accounts import Staff, User, UserManager
from guichet.identity.models.checks import IdentityCheck, PostalLetter, Recovery
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
from guichet.identity.models.sign_in import (
    ChangeLock,
    Device,
    Pin,
    PrintedCode,
    PrintedSheet,
    SentCode,
    SignInName,
    SignInTry,
)
from guichet.identity.models.tokens import ApiAnswer, ApiToken

__all__ = [
    "AccessRecord",
    "AccessReference",
    "ApiAnswer",
    "ApiToken",
    "ChainHead",
    "ChangeLock",
    "Checkpoint",
    "Committed",
    "Device",
    "ErasedReference",
    "IdentityCheck",
    "Investigation",
    "Look",
    "Pin",
    "PostalLetter",
    "PrintedCode",
    "PrintedSheet",
    "Recovery",
    "SentCode",
    "SignInName",
    "SignInTry",
    "Staff",
    "User",
    "UserManager",
]
