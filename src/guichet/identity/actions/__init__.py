"""What may be done about accounts and staff, and the noting of looks."""

from guichet.identity.actions.access import (
    erase_references,
    link_all,
    link_records,
    note_access,
    note_disclosure,
    take_checkpoint,
)
from guichet.identity.actions.accounts import CannotAddStaff, note_language
from guichet.identity.actions.auditing import CannotSign, prepare_export
from guichet.identity.actions.demonstration import DemonstrationPerson, NotADemonstration, make_demonstration_accounts
from guichet.identity.actions.investigations import (
    CannotInvestigate,
    decide_investigation,
    end_investigation,
    order_investigation,
    tell_of_ended_investigations,
)
from guichet.identity.actions.looks import NoPurpose, note_look
from guichet.identity.actions.staff import LONGEST_NAME, LONGEST_OFFICE, add_staff, set_roles
from guichet.identity.tokens import (
    CannotIssueToken,
    KeptAnswer,
    KeyUsedOtherwise,
    NoSuchToken,
    TokenFacts,
    issue_token,
    keep_answer,
    kept_answer,
    one_at_a_time,
    revoke_token,
    token_behind,
)

__all__ = [
    "LONGEST_NAME",
    "LONGEST_OFFICE",
    "CannotAddStaff",
    "CannotInvestigate",
    "CannotIssueToken",
    "CannotSign",
    "DemonstrationPerson",
    "KeptAnswer",
    "KeyUsedOtherwise",
    "NoPurpose",
    "NoSuchToken",
    "NotADemonstration",
    "TokenFacts",
    "add_staff",
    "decide_investigation",
    "end_investigation",
    "erase_references",
    "issue_token",
    "keep_answer",
    "kept_answer",
    "link_all",
    "link_records",
    "make_demonstration_accounts",
    "note_access",
    "note_disclosure",
    "note_language",
    "note_look",
    "one_at_a_time",
    "order_investigation",
    "prepare_export",
    "revoke_token",
    "set_roles",
    "take_checkpoint",
    "tell_of_ended_investigations",
    "token_behind",
]
