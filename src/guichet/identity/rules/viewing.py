"""What each role may, and whom a viewer may see. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from guichet.identity.terms import AuthorityKind, Disclosure, Level, Purpose, Right, Role

# In the journal: `user:12 by authority:34` did something in the name of the client who gave that authority.
BY_AUTHORITY = " by authority:"

_EVERYBODY = frozenset({Right.PUBLIC})
_CLIENT = frozenset({Right.SIGNED_IN, Right.OWN_FILES})
# Of the people of a member’s office: they see files of others only, by consent, and have none of their own here.
_MEMBER_OFFICE = frozenset({Right.SIGNED_IN, Right.MEMBER_OFFICE})
_STAFF = frozenset({Right.SIGNED_IN, Right.CATALOGUE, Right.WORK})
_DESK = frozenset(
    {
        Right.SEARCH_CLIENTS,
        Right.CLIENT_FILES,
        Right.CLIENT_FACTS,
        Right.AUTHORITY,
        Right.RECOVER_ACCOUNT,
        Right.CRISIS_WORK,
        Right.HELP_IN_CRISES,
    }
)
ROLE_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.AGENT: _STAFF | _DESK,
    Role.SUPERVISOR: _STAFF
    | _DESK
    | {
        Right.UNDELIVERED,
        Right.SUPERVISE_WORK,
        Right.MERGE_CLIENTS,
        Right.CONFIRM_RECOVERY,
        Right.RECORD_DEATH,
        Right.CORRECT,
        Right.MP_ENQUIRIES,
    },
    Role.OFFICER: _STAFF
    | _DESK
    | {Right.MERGE_CLIENTS, Right.CONFIRM_RECOVERY, Right.RECORD_DEATH, Right.FORMER_FACTS, Right.CORRECT},
    Role.MANAGER: _STAFF
    | {
        Right.FEED,
        Right.MEND_FEED,
        Right.UNDELIVERED,
        Right.STUCK_JOBS,
        Right.RETRY_JOBS,
        Right.OVERSIGHT,
        Right.ORDER_INVESTIGATION,
        Right.SUPERVISE_WORK,
        Right.APPROVE_GUIDANCE,
        Right.PUBLISH_URGENT,
        Right.LEAD_CRISIS,
        Right.MEMBER_OFFICES,
    },
    Role.CONTENT_OWNER: _STAFF | {Right.WRITE_GUIDANCE, Right.APPROVE_GUIDANCE},
    Role.ADMINISTRATOR: _STAFF | {Right.FEED, Right.STUCK_JOBS, Right.RETRY_JOBS, Right.STAFF, Right.MEMBER_OFFICES},
    Role.AUDITOR: _STAFF | {Right.ACCESS_LOG, Right.REVIEW_ACCESS, Right.OVERSIGHT},
    Role.PRIVACY_OFFICER: _STAFF | {Right.PRIVACY},
    Role.SURGE: frozenset({Right.SIGNED_IN, Right.WORK, Right.HELP_IN_CRISES}),
    Role.MEMBERS_AGENT: _STAFF | _DESK | {Right.MP_ENQUIRIES},
}
# Source: handbook, `channels.yaml`, ACCOUNT, may_disclose.
TOLD_IN_ACCOUNT = frozenset({Disclosure.GENERAL, Disclosure.STATUS, Disclosure.CASE})


@dataclass(frozen=True, slots=True)
class Grant:
    """What a client allows somebody, or the law does, as far as it holds now: worked out afresh for each request."""

    client_id: int
    kind: AuthorityKind
    sees: frozenset[Disclosure] = frozenset({Disclosure.STATUS})
    # Whether they may do something in the client’s name, and not only be told.
    acts: bool = False
    # The files it is for; empty: all of them.
    files: frozenset[str] = frozenset()
    # The row of the registry that it follows from.
    authority_id: int = 0

    def covers(self, client_id: int, what: Disclosure, number: str = "") -> bool:
        """Return whether this allows `what` of a client, of the file `number` where one is meant.

        A grant for some files says nothing of the client apart from those files.
        """
        if self.client_id != client_id or what not in self.sees | {Disclosure.GENERAL}:
            return False
        return not self.files or number in self.files


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
    # What other clients allow this account.
    grants: tuple[Grant, ...] = ()
    # The members’ offices (as helpers) in which this account works.
    offices: frozenset[int] = frozenset()
    # How surely we know who this is, and the classes of what may be told to somebody known so surely.
    level: Level = Level.SIGNED_IN
    told: frozenset[Disclosure] = TOLD_IN_ACCOUNT
    # Records that were found to be one person’s, as far as this viewer meets them: for the number of each, all of
    # them, the one that is kept first. Filled by `clients.queries.as_one_person`.
    persons: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    _grants_on: dict[int, list[Grant]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the grants by client, once: a sponsors’ group may hold hundreds, and lists ask for each row."""
        for grant in self.grants:
            self._grants_on.setdefault(grant.client_id, []).append(grant)

    @property
    def actor(self) -> str:
        """Return how the journal names this viewer: never a name."""
        if self.staff_id:
            return f"staff:{self.staff_id}"
        return f"user:{self.user_id}" if self.user_id else "visitor"

    def everyone_of(self, client_id: int) -> tuple[int, ...]:
        """Return the numbers of all records of this person, the one that is kept first; mostly the one number itself.

        Whoever reads what there is about a client reads it for all of these.
        """
        return self.persons.get(client_id, (client_id,))

    def may(self, right: Right) -> bool:
        """Return whether this viewer has the right at all."""
        return right in rights_of(self)

    def may_see_client(self, client_id: int, what: Disclosure = Disclosure.CASE, *, number: str = "") -> bool:
        """Return whether this viewer may see `what` of this client, of the file `number` where one is meant.

        Their own, or one whose client allows it, as far as we know surely enough who asks; one opened for a stated
        purpose. What is sensitive nobody sees here: it is released by a request for records.
        Source: handbook, `channels.yaml`, disclosure; Privacy Act, s. 8.
        """
        if what is Disclosure.SENSITIVE:
            return False
        if client_id in self.opened and self.may(Right.CLIENT_FILES):
            return True
        return what in self.told and self.could_see(client_id, what, number=number)

    def could_see(self, client_id: int, what: Disclosure, *, number: str = "") -> bool:
        """Return whether this account may see `what` of a client once we are sure enough who uses it."""
        if what is Disclosure.SENSITIVE:
            return False
        if self.is_self(client_id):
            return True
        return self.user_id is not None and any(
            grant.covers(client_id, what, number) for grant in self.grants_on(client_id)
        )

    def grants_on(self, client_id: int) -> Sequence[Grant]:
        """Return what one client allows this account."""
        return self._grants_on.get(client_id, ())

    def may_act_for(self, client_id: int, *, number: str = "") -> bool:
        """Return whether this viewer may do something in a client’s name: their own, or by a grant to act."""
        if self.is_self(client_id):
            return True
        return self.user_id is not None and any(
            grant.acts and grant.covers(client_id, Disclosure.STATUS, number) for grant in self.grants_on(client_id)
        )

    def is_self(self, client_id: int) -> bool:
        """Return whether this viewer is the client, and nobody who was allowed something."""
        return client_id in self.own_clients and self.may(Right.OWN_FILES)

    def sees_whole(self, client_id: int) -> bool:
        """Return whether this viewer is the client, or staff who opened the file: not by what was allowed them.

        Who the person is, how to reach them and whom they trust is told to nobody else.
        """
        return self.is_self(client_id) or (client_id in self.opened and self.may(Right.CLIENT_FILES))

    def acting_for(self, client_id: int, *, number: str = "") -> str:
        """Return how the journal names this viewer where they act for a client: with the authority they act by.

        Raises PermissionError where they may not act.
        """
        if self.is_self(client_id):
            return self.actor
        for grant in self.grants_on(client_id):
            if self.user_id is not None and grant.acts and grant.covers(client_id, Disclosure.STATUS, number):
                return f"{self.actor}{BY_AUTHORITY}{grant.authority_id}"
        raise PermissionError(f"{self.actor} may not act for client:{client_id}")


def rights_of(viewer: Viewer) -> frozenset[Right]:
    """Return all that a viewer may. Staff have their roles’ rights; an account that is not staff’s is a client’s."""
    rights = _EVERYBODY
    if viewer.user_id is None:
        return rights
    if viewer.staff_id is None:
        return rights | (_MEMBER_OFFICE if viewer.offices else _CLIENT)
    for role in viewer.roles:
        rights |= ROLE_RIGHTS[role]
    if Role.AUDITOR in viewer.roles:
        # Who reviews the looks of others makes none, whatever else they do here, and orders no investigation.
        rights -= _DESK | {
            Right.ORDER_INVESTIGATION,
            Right.MERGE_CLIENTS,
            Right.CONFIRM_RECOVERY,
            Right.FORMER_FACTS,
            Right.RECORD_DEATH,
            Right.CORRECT,
            Right.MP_ENQUIRIES,
        }
    return rights | {Right.SIGNED_IN}


def needs_second_factor(viewer: Viewer, *, shown: bool, demanded: bool) -> bool:
    """Return whether this viewer must show a second factor first: staff, wherever the deployment demands it.

    So must the people of a member’s office: they see files of many.
    """
    return demanded and (viewer.staff_id is not None or bool(viewer.offices)) and not shown


def home_of(viewer: Viewer) -> str:
    """Return the name of the page on which somebody’s day begins."""
    if viewer.user_id is None:
        return "public:home"
    if viewer.staff_id is None:
        return "parliament:home" if viewer.offices else "account:home"
    if viewer.may(Right.SEARCH_CLIENTS):
        return "desk:home"
    return "desk:crises" if viewer.may(Right.HELP_IN_CRISES) else "office:home"
