"""Accounts, staff, tokens, and the log of who looked at what."""

from guichet.identity.models.accounts import Staff, User, UserManager
from guichet.identity.models.looks import Look
from guichet.identity.models.tokens import ApiAnswer, ApiToken

__all__ = [
    "ApiAnswer",
    "ApiToken",
    "Look",
    "Staff",
    "User",
    "UserManager",
]
