"""What happens to the people who work here."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.languages import Language
from guichet.identity.sign_in_events import (
    AccountEvent,
    ChangesLocked,
    CodeAskedByPost,
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
    "CodeAskedByPost",
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


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationEvent(Event):
    """Something that happened to an investigation. No timeline tells of it: `client_id` stays empty."""

    investigation: int

    @property
    def subject(self) -> str:
        """Return the investigation it happened to."""
        return f"investigation:{self.investigation}"


@happening("investigation.ordered", meaning="Somebody asked that looks be shown to a client later.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationOrdered(InvestigationEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("An investigation was ordered.")


@happening("investigation.decided", meaning="A second person approved or refused an investigation.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationDecided(InvestigationEvent):
    approved: bool

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("An investigation was approved.") if self.approved else _("An investigation was refused.")


@happening("investigation.ended", meaning="An investigation ended before its day.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationEnded(InvestigationEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("An investigation ended.")


@happening("looks.were_delayed", meaning="Looks of an investigation that is over are shown now.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class LooksWereDelayed(Event):
    investigation: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Some looks at your file were shown to you later, because of an investigation. It is over.")
