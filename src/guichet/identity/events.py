"""What happens to the people who work here."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.languages import Language
from guichet.identity.sign_in_events import (
    AccountEvent,
    ChangesLocked,
    CodePosted,
    DocumentSeen,
    IdentityChecked,
    IdentityCheckFailed,
    NewDevice,
    RecoveryAsked,
    RecoveryConfirmed,
    RecoveryDone,
    RecoveryEvent,
    RecoveryStopped,
    SessionEnded,
    WayChanged,
)
from guichet.journal.events import Event, happening

__all__ = [
    "AccountEvent",
    "ChangesLocked",
    "CodePosted",
    "DocumentSeen",
    "IdentityCheckFailed",
    "IdentityChecked",
    "NewDevice",
    "RecoveryAsked",
    "RecoveryConfirmed",
    "RecoveryDone",
    "RecoveryEvent",
    "RecoveryStopped",
    "SessionEnded",
    "StaffAdded",
    "StaffEvent",
    "StaffRolesChanged",
    "TokenEvent",
    "TokenIssued",
    "TokenRevoked",
    "WayChanged",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffEvent(Event):
    """Something that happened to one member of staff."""

    staff: int

    @property
    def subject(self) -> str:
        """Return the member of staff it happened to."""
        return f"staff:{self.staff}"


@happening("staff.added", meaning="Somebody began to work here, with these roles.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class StaffAdded(StaffEvent):
    roles: tuple[str, ...]

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("A member of staff was added.")


@happening("staff.roles_changed", meaning="A member of staff was given other roles, or left.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRolesChanged(StaffEvent):
    before: tuple[str, ...]
    roles: tuple[str, ...]
    active: bool = True

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("The roles of a member of staff changed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenEvent(Event):
    """Something that happened to one token of the API."""

    token: int

    @property
    def subject(self) -> str:
        """Return the token it happened to."""
        return f"token:{self.token}"


@happening("token.issued", meaning="A machine was given a token for the API, with these scopes.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class TokenIssued(TokenEvent):
    scopes: tuple[str, ...]

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("A token for the API was issued.")


@happening("token.revoked", meaning="A token for the API was ended.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRevoked(TokenEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("A token for the API was revoked.")
