"""Who may what: the one place where it is decided. Pure."""

from guichet.identity.rules.devices import DeviceFacts, coarse_network, device_from
from guichet.identity.rules.levels import Need, Policy, Shown, is_enough, level_of, need_to_change_sign_in, told_at
from guichet.identity.rules.opening import OPEN_FOR, ORDINARY_PURPOSES, SAME_LOOK, Opening, opening, still_open
from guichet.identity.rules.recovering import ALWAYS_ASKED, RecoveryState
from guichet.identity.rules.secrets import grouped
from guichet.identity.rules.viewing import (
    BY_AUTHORITY,
    ROLE_RIGHTS,
    TOLD_IN_ACCOUNT,
    Grant,
    Viewer,
    home_of,
    needs_second_factor,
    rights_of,
)

__all__ = [
    "ALWAYS_ASKED",
    "BY_AUTHORITY",
    "OPEN_FOR",
    "ORDINARY_PURPOSES",
    "ROLE_RIGHTS",
    "SAME_LOOK",
    "TOLD_IN_ACCOUNT",
    "DeviceFacts",
    "Grant",
    "Need",
    "Opening",
    "Policy",
    "RecoveryState",
    "Shown",
    "Viewer",
    "coarse_network",
    "device_from",
    "grouped",
    "home_of",
    "is_enough",
    "level_of",
    "need_to_change_sign_in",
    "needs_second_factor",
    "opening",
    "rights_of",
    "still_open",
    "told_at",
]
