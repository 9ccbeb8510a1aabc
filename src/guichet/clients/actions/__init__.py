"""What may be done about clients."""

from guichet.clients.actions.addresses import change_address, confirm_address, note_returned_letter
from guichet.clients.actions.authority import (
    CannotGive,
    Holder,
    change_authority,
    grant_authority,
    record_parent,
    revoke_authority,
)
from guichet.clients.actions.calls import Call, CallDecided, decide_call
from guichet.clients.actions.contacts import (
    CannotChange,
    CodeToSend,
    add_contact_point,
    ask_for_code,
    code_to_send,
    code_was_sent,
    confirm_contact_point,
    forget_left_contacts,
    note_working_address,
    remove_contact_point,
    take_code,
    use_contact_point,
)
from guichet.clients.actions.correcting import correct_identity
from guichet.clients.actions.endings import tell_of_endings
from guichet.clients.actions.forms import (
    AUTHORITY_FORM,
    Paper,
    Recorded,
    end_as_told,
    end_by_form,
    record_form,
    verify_form,
)
from guichet.clients.actions.groups import invite_to_group, leave_group, remove_from_group
from guichet.clients.actions.handing import hand_back
from guichet.clients.actions.heartbeat import set_heartbeat
from guichet.clients.actions.helpers import (
    HelperWord,
    Owed,
    note_helper_message,
    note_helper_message_returned,
    owe_helper_messages,
)
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
from guichet.clients.actions.names import Description, change_name_used, describe, see_former_facts
from guichet.clients.actions.offices import (
    admit_to_office,
    ask_constituent,
    close_office,
    dismiss_from_office,
    make_office,
)
from guichet.clients.actions.parties import NotAProfile, Profile, check_licence, describe_helper
from guichet.clients.actions.posted import ask_code_by_post
from guichet.clients.actions.preferences import Needs, Timing, change_needs, change_preferences
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
from guichet.clients.actions.safety import CannotRecord, record_death, set_safe_contact, undo_death
from guichet.clients.actions.sharing import show_in_household
from guichet.clients.former import mark_former_names_anew
from guichet.clients.name_words import index_names
from guichet.clients.registering import Told, register_clients

__all__ = [
    "AUTHORITY_FORM",
    "DUPLICATE",
    "NOBODY",
    "RECOVERY",
    "TRIES_KEPT",
    "Answered",
    "Call",
    "CallDecided",
    "CannotChange",
    "CannotGive",
    "CannotLink",
    "CannotMerge",
    "CannotRecord",
    "CodeToSend",
    "Description",
    "HelperWord",
    "Holder",
    "Linking",
    "Needs",
    "NotAProfile",
    "Owed",
    "Paper",
    "Profile",
    "Recorded",
    "Timing",
    "Told",
    "add_child",
    "add_contact_point",
    "admit_to_office",
    "answer_proposal",
    "ask_client",
    "ask_code_by_post",
    "ask_constituent",
    "ask_for_code",
    "ask_recovery",
    "change_address",
    "change_authority",
    "change_name_used",
    "change_needs",
    "change_preferences",
    "check_licence",
    "claim_file",
    "close_office",
    "code_to_send",
    "code_was_sent",
    "confirm_address",
    "confirm_contact_point",
    "confirm_recovery",
    "correct_identity",
    "decide_call",
    "describe",
    "describe_helper",
    "dismiss_from_office",
    "end_as_told",
    "end_by_form",
    "end_forgotten_recoveries",
    "finish_recoveries",
    "finish_recovery",
    "forget_left_contacts",
    "forget_link_attempts",
    "grant_authority",
    "hand_back",
    "index_names",
    "invite_adult",
    "invite_helper",
    "invite_to_group",
    "leave_group",
    "leave_household",
    "link_account",
    "look_for_duplicates",
    "look_through_all_records",
    "make_household",
    "make_office",
    "mark_former_names_anew",
    "merge_clients",
    "note_helper_message",
    "note_helper_message_returned",
    "note_returned_letter",
    "note_working_address",
    "owe_helper_messages",
    "record_death",
    "record_form",
    "record_parent",
    "register_clients",
    "remove_contact_point",
    "remove_from_group",
    "revoke_authority",
    "see_former_facts",
    "set_heartbeat",
    "set_safe_contact",
    "show_in_household",
    "stop_recovery",
    "stop_recovery_by_link",
    "take_code",
    "tell_apart",
    "tell_of_endings",
    "undo_death",
    "undo_merge",
    "use_contact_point",
    "verify_form",
    "withdraw_proposal",
]
