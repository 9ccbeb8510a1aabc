"""Accounts, staff, tokens, and the log of who looked at what."""

from guichet.identity.models.accounts import Staff, User, UserManager
from guichet.identity.models.checks import IdentityCheck, PostalLetter, Recovery
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
    "ApiAnswer",
    "ApiToken",
    "ChangeLock",
    "Device",
    "IdentityCheck",
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
