"""What may be done about clients."""

from guichet.clients.actions.authority import (
    CannotGive,
    Holder,
    change_authority,
    grant_authority,
    record_parent,
    revoke_authority,
)
from guichet.clients.actions.endings import tell_of_endings
from guichet.clients.actions.forms import Recorded, record_form, verify_form
from guichet.clients.actions.heartbeat import set_heartbeat
from guichet.clients.actions.helpers import HelperWord, Owed, note_helper_message, owe_helper_messages
from guichet.clients.actions.households import add_child, invite_adult, leave_household, make_household
from guichet.clients.actions.linking import (
    NOBODY,
    TRIES_KEPT,
    CannotLink,
    Linking,
    claim_file,
    forget_link_attempts,
    link_account,
)
from guichet.clients.actions.merging import (
    DUPLICATE,
    CannotMerge,
    look_for_duplicates,
    look_through_all_records,
    merge_clients,
    tell_apart,
    undo_merge,
)
from guichet.clients.actions.parties import NotAProfile, Profile, check_licence, describe_helper
from guichet.clients.actions.preferences import change_preferences
from guichet.clients.actions.proposals import Answered, answer_proposal, ask_client, invite_helper, withdraw_proposal
from guichet.clients.actions.recovery import (
    RECOVERY,
    ask_recovery,
    confirm_recovery,
    end_forgotten_recoveries,
    finish_recoveries,
    finish_recovery,
    stop_recovery,
    stop_recovery_by_link,
)
from guichet.clients.name_words import index_names
from guichet.clients.registering import Told, register_clients

__all__ = [
    "DUPLICATE",
    "NOBODY",
    "RECOVERY",
    "TRIES_KEPT",
    "Answered",
    "CannotGive",
    "CannotLink",
    "CannotMerge",
    "HelperWord",
    "Holder",
    "Linking",
    "NotAProfile",
    "Owed",
    "Profile",
    "Recorded",
    "Told",
    "add_child",
    "answer_proposal",
    "ask_client",
    "ask_recovery",
    "change_authority",
    "change_preferences",
    "check_licence",
    "claim_file",
    "confirm_recovery",
    "describe_helper",
    "end_forgotten_recoveries",
    "finish_recoveries",
    "finish_recovery",
    "forget_link_attempts",
    "grant_authority",
    "index_names",
    "invite_adult",
    "invite_helper",
    "leave_household",
    "link_account",
    "look_for_duplicates",
    "look_through_all_records",
    "make_household",
    "merge_clients",
    "note_helper_message",
    "owe_helper_messages",
    "record_form",
    "record_parent",
    "register_clients",
    "revoke_authority",
    "set_heartbeat",
    "stop_recovery",
    "stop_recovery_by_link",
    "tell_apart",
    "tell_of_endings",
    "undo_merge",
    "verify_form",
    "withdraw_proposal",
]
