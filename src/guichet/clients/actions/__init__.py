"""What may be done about clients."""

from guichet.clients.actions.heartbeat import UnknownToken, client_behind, set_heartbeat, turn_off_token
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
from guichet.clients.actions.preferences import change_preferences
from guichet.clients.name_words import index_names
from guichet.clients.registering import Told, register_clients

__all__ = [
    "DUPLICATE",
    "NOBODY",
    "TRIES_KEPT",
    "CannotLink",
    "CannotMerge",
    "Linking",
    "Told",
    "UnknownToken",
    "change_preferences",
    "claim_file",
    "client_behind",
    "forget_link_attempts",
    "index_names",
    "link_account",
    "look_for_duplicates",
    "look_through_all_records",
    "merge_clients",
    "register_clients",
    "set_heartbeat",
    "tell_apart",
    "turn_off_token",
    "undo_merge",
]
