"""What happens to an account and to how its owner is known. Imported by `events`."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.languages import Language
from guichet.identity.terms import Proof, RecoveryOutcome
from guichet.journal.events import Event, happening


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEvent(Event):
    """Something that happened to an account: told to each client whose files are linked to it."""

    account: int

    @property
    def subject(self) -> str:
        """Return the account it happened to."""
        return f"user:{self.account}"


@happening("identity.new_device", meaning="Somebody signed in on a device not used before.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class NewDevice(AccountEvent):
    device: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody signed in to your account on a new device.")


@happening("identity.changes_locked", meaning="The owner said that a sign-in was not theirs.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesLocked(AccountEvent):
    device: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You told us that a sign-in was not yours. We ended it, and nothing can be changed for now.")


@happening("identity.session_ended", meaning="The owner of an account ended a session elsewhere.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnded(AccountEvent):
    sessions: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You signed out on another device.")


@happening("identity.way_changed", meaning="A way to sign in was added, renewed or taken away.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class WayChanged(AccountEvent):
    # PRINTED_CODE or PIN; passkeys and apps are told by the sign-in library.
    way: str
    # Whether it is there now, or gone.
    held: bool = True

    def sentence(self, language: Language) -> str:
        with override(language):
            match (Proof(self.way), self.held):
                case (Proof.PIN, True):
                    return _("The PIN of your account was set.")
                case (Proof.PIN, False):
                    return _("The PIN of your account was removed.")
                case (_way, True):
                    return _("A new sheet of printed codes was made for your account.")
                case _:
                    return _("The printed codes of your account no longer work.")


@happening("identity.code_posted", meaning="A code to sign in with was given to the post.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class CodePosted(AccountEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We sent you a letter with a code.")


@happening("identity.code_asked_by_post", meaning="A code by post was asked for, in the account.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class CodeAskedByPost(AccountEvent):
    """The same whether a letter goes out or not: who reads along must not learn whether we know an address."""

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody who signed in to your account asked for a code by post.")


@happening("identity.checked", meaning="Staff made sure who somebody is.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityChecked(Event):
    proof: str
    level: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We made sure that it was you.")


@happening("identity.check_failed", meaning="Somebody could not show staff who they are.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityCheckFailed(Event):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody asked us about your files and could not show that it was you. We told them nothing.")


@happening("identity.document_seen", meaning="Staff saw an original identity document.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSeen(Event):
    document: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We saw your identity document in person.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryEvent(Event):
    """Something that happened to a recovery."""

    recovery: int

    @property
    def subject(self) -> str:
        """Return the recovery it happened to."""
        return f"recovery:{self.recovery}"


@happening("identity.recovery_asked", meaning="Staff asked that a client gets back in.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryAsked(RecoveryEvent):
    ground: str
    # What the client gets: a sheet of codes, or a new address.
    gets: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You asked us for help to get back into your account.")


@happening("identity.recovery_confirmed", meaning="A second person confirmed a recovery; it waits.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryConfirmed(RecoveryEvent):
    # What the client gets: a sheet of codes, or a new address.
    gets: str
    # Until when it can be stopped, in the department's time zone.
    ready_on: date

    def sentence(self, language: Language) -> str:
        with override(language):
            said = {
                RecoveryOutcome.SHEET_BY_POST: _("We were asked to send new codes for your account by post."),
                RecoveryOutcome.SHEET_IN_HAND: _("We were asked to hand over new codes for your account."),
                RecoveryOutcome.NEW_EMAIL: _("We were asked to change the e-mail address that you sign in with."),
            }
            return said[RecoveryOutcome(self.gets)]


@happening("identity.recovery_stopped", meaning="A recovery was stopped, or ended by itself.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryStopped(RecoveryEvent):
    by_client: bool = True

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("The change to how you sign in was stopped. Your account is as it was.")


@happening("identity.recovery_done", meaning="A client got back into their account.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryDone(RecoveryEvent):
    # What the client gets: a sheet of codes, or a new address.
    gets: str

    def sentence(self, language: Language) -> str:
        with override(language):
            said = {
                RecoveryOutcome.SHEET_BY_POST: _("A letter with new codes for your account is on its way."),
                RecoveryOutcome.SHEET_IN_HAND: _("We handed over new codes for your account."),
                RecoveryOutcome.NEW_EMAIL: _("You now sign in with a new e-mail address."),
            }
            return said[RecoveryOutcome(self.gets)]
