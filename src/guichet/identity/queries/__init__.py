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
from guichet.identity.queries.auditing import AuditState, audit_state, check_log, export_lines, public_keys
from guichet.identity.queries.investigations import (
    InvestigationFacts,
    investigations,
    may_investigate,
    who_may_look,
)
from guichet.identity.queries.looks import LookFacts, look, looks, looks_at, may_read_looks
from guichet.identity.queries.staff import NotAllowed, StaffFacts, StaffRecord, all_staff, home_of, staff_of
from guichet.identity.queries.watching import (
    LookSeen,
    StaffBehind,
    looks_at_any,
    looks_of_staff,
    looks_since,
    people_behind,
)

__all__ = [
    "AuditState",
    "InvestigationFacts",
    "LookFacts",
    "LookSeen",
    "NotAllowed",
    "SignInWays",
    "StaffBehind",
    "StaffFacts",
    "StaffRecord",
    "account_for",
    "accounts_for",
    "address_of",
    "all_staff",
    "audit_state",
    "check_log",
    "export_lines",
    "has_second_factor",
    "hold_account",
    "home_of",
    "investigations",
    "language_of",
    "look",
    "looks",
    "looks_at",
    "looks_at_any",
    "looks_of_staff",
    "looks_since",
    "may_investigate",
    "may_read_looks",
    "people_behind",
    "public_keys",
    "sign_in_ways",
    "staff_of",
    "who_may_look",
]
