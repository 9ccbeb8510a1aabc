"""What may be done about clients."""

from guichet.clients.actions.addresses import change_address, confirm_address, note_returned_letter
from guichet.clients.actions.contacts import (
    CannotChange,
    CodeToSend,
    add_contact_point,
    ask_for_code,
    code_to_send,
    code_was_sent,
    confirm_contact_point,
    forget_left_contacts,
    remove_contact_point,
    take_code,
    use_contact_point,
)
from guichet.clients.actions.linking import (
    NOBODY,
    TRIES_KEPT,
    CannotLink,
    Linking,
    claim_file,
    forget_link_attempts,
    link_account,
)
from guichet.clients.actions.names import Description, change_name_used, describe, see_former_facts
from guichet.clients.actions.preferences import Needs, Timing, change_needs, change_preferences
from guichet.clients.actions.safety import CannotRecord, record_death, set_safe_contact, undo_death
from guichet.clients.former import mark_former_names_anew
from guichet.clients.name_words import index_names
from guichet.clients.registering import Told, register_clients

__all__ = [
    "NOBODY",
    "TRIES_KEPT",
    "CannotChange",
    "CannotLink",
    "CannotRecord",
    "CodeToSend",
    "Description",
    "Linking",
    "Needs",
    "Timing",
    "Told",
    "add_contact_point",
    "ask_for_code",
    "change_address",
    "change_name_used",
    "change_needs",
    "change_preferences",
    "claim_file",
    "code_to_send",
    "code_was_sent",
    "confirm_address",
    "confirm_contact_point",
    "describe",
    "forget_left_contacts",
    "forget_link_attempts",
    "index_names",
    "link_account",
    "mark_former_names_anew",
    "note_returned_letter",
    "record_death",
    "register_clients",
    "remove_contact_point",
    "see_former_facts",
    "set_safe_contact",
    "take_code",
    "undo_death",
    "use_contact_point",
]
