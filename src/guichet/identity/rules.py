"""Who may what: the one place where it is decided. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from guichet.identity.terms import Purpose, Right, Role

# A purpose given on opening a file holds so long; who goes on working on the file says it again.
OPEN_FOR = timedelta(minutes=30)
# The same page of the same file seen again by the same person so soon is the same look: a reload, a way back.
SAME_LOOK = timedelta(minutes=1)

_EVERYBODY = frozenset({Right.PUBLIC})
_CLIENT = frozenset({Right.SIGNED_IN, Right.OWN_FILES})
_STAFF = frozenset({Right.SIGNED_IN, Right.CATALOGUE})
_DESK = frozenset({Right.SEARCH_CLIENTS, Right.CLIENT_FILES})

ROLE_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.AGENT: _STAFF | _DESK,
    Role.SUPERVISOR: _STAFF | _DESK | {Right.UNDELIVERED},
    Role.OFFICER: _STAFF | _DESK,
    Role.MANAGER: _STAFF | {Right.FEED, Right.MEND_FEED, Right.UNDELIVERED, Right.STUCK_JOBS, Right.RETRY_JOBS},
    Role.CONTENT_OWNER: _STAFF,
    Role.ADMINISTRATOR: _STAFF | {Right.FEED, Right.STUCK_JOBS, Right.RETRY_JOBS, Right.STAFF},
    Role.AUDITOR: _STAFF | {Right.ACCESS_LOG},
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks to see something. Whoever asks a room for anything personal says so with one of these."""

    user_id: int | None = None
    staff_id: int | None = None
    roles: frozenset[Role] = frozenset()
    office: str = ""
    # The clients whose files are linked to this account: the person themself.
    own_clients: frozenset[int] = frozenset()
    # The clients whose file this member of staff has opened, each with the purpose given.
    opened: dict[int, Purpose] = field(default_factory=dict)

    @property
    def actor(self) -> str:
        """Return how the journal names this viewer: never a name."""
        if self.staff_id:
            return f"staff:{self.staff_id}"
        return f"user:{self.user_id}" if self.user_id else "visitor"

    def may(self, right: Right) -> bool:
        """Return whether this viewer has the right at all."""
        return right in rights_of(self)

    def may_see_client(self, client_id: int) -> bool:
        """Return whether this viewer may see this client: their own, or one opened for a stated purpose."""
        if client_id in self.own_clients and self.may(Right.OWN_FILES):
            return True
        return client_id in self.opened and self.may(Right.CLIENT_FILES)


def rights_of(viewer: Viewer) -> frozenset[Right]:
    """Return all that a viewer may. Staff have their roles’ rights; an account that is not staff’s is a client’s."""
    rights = _EVERYBODY
    if viewer.user_id is None:
        return rights
    if viewer.staff_id is None:
        return rights | _CLIENT
    for role in viewer.roles:
        rights |= ROLE_RIGHTS[role]
    return rights | {Right.SIGNED_IN}


@dataclass(frozen=True, slots=True)
class Opening:
    """That a member of staff opened a client’s file, what for, and until when that holds."""

    client_id: int
    purpose: Purpose
    until: datetime


def opening(client_id: int, purpose: Purpose, *, now: datetime) -> Opening:
    """Return the opening of a file for a stated purpose, as it holds from `now`."""
    return Opening(client_id, purpose, now + OPEN_FOR)


def still_open(openings: Iterable[Opening], *, now: datetime) -> dict[int, Purpose]:
    """Return the clients whose file is open at `now`, each with the purpose given; the latest given counts."""
    lasting = sorted((one for one in openings if one.until > now), key=lambda one: one.until)
    return {one.client_id: one.purpose for one in lasting}


def needs_second_factor(viewer: Viewer, *, shown: bool, demanded: bool) -> bool:
    """Return whether this viewer must show a second factor first: staff, wherever the deployment demands it."""
    return demanded and viewer.staff_id is not None and not shown


def home_of(viewer: Viewer) -> str:
    """Return the name of the page on which somebody’s day begins."""
    if viewer.user_id is None:
        return "public:home"
    if viewer.staff_id is None:
        return "account:home"
    return "desk:home" if viewer.may(Right.SEARCH_CLIENTS) else "office:home"
