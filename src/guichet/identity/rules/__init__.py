"""Who may what: the one place where it is decided. Pure."""

from guichet.identity.rules.opening import OPEN_FOR, SAME_LOOK, Opening, opening, still_open
from guichet.identity.rules.viewing import (
    BY_AUTHORITY,
    ROLE_RIGHTS,
    Grant,
    Viewer,
    home_of,
    needs_second_factor,
    rights_of,
)

__all__ = [
    "BY_AUTHORITY",
    "OPEN_FOR",
    "ROLE_RIGHTS",
    "SAME_LOOK",
    "Grant",
    "Opening",
    "Viewer",
    "home_of",
    "needs_second_factor",
    "opening",
    "rights_of",
    "still_open",
]
