"""What others may ask about accounts, staff, and who looked at what."""

from guichet.identity.queries.accounts import (
    SignInWays,
    account_for,
    accounts_for,
    address_of,
    has_second_factor,
    hold_account,
    language_of,
    sign_in_ways,
)
from guichet.identity.queries.looks import LookFacts, looks, looks_at
from guichet.identity.queries.staff import NotAllowed, StaffFacts, StaffRecord, all_staff, home_of, staff_of

__all__ = [
    "LookFacts",
    "NotAllowed",
    "SignInWays",
    "StaffFacts",
    "StaffRecord",
    "account_for",
    "accounts_for",
    "address_of",
    "all_staff",
    "has_second_factor",
    "hold_account",
    "home_of",
    "language_of",
    "looks",
    "looks_at",
    "sign_in_ways",
    "staff_of",
]
