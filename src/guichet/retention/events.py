"""What happens to holds and disposals. Not told to clients: a hold may belong to an investigation."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.languages import Language
from guichet.journal.events import Event, happening


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldEvent(Event):
    """Something that happened to one hold."""

    hold: int
    reason: str

    @property
    def subject(self) -> str:
        """Return the hold it happened to."""
        return f"hold:{self.hold}"


@happening("retention.hold_placed", meaning="Records must not go, whatever their time.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class HoldPlaced(HoldEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Records were put on hold: they are kept whatever their time.")


@happening("retention.hold_lifted", meaning="A hold on records was lifted.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class HoldLifted(HoldEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("A hold on records was lifted.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalEvent(Event):
    """Something that happened to one disposal."""

    disposal: int

    @property
    def subject(self) -> str:
        """Return the disposal it happened to."""
        return f"disposal:{self.disposal}"


@happening("retention.asked", meaning="Somebody asked to dispose of what is kept no longer.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalAsked(DisposalEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody asked to dispose of what is kept no longer.")


@happening("retention.withdrawn", meaning="A disposal was called off before it began.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalWithdrawn(DisposalEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("A disposal was called off before it began.")


@happening("retention.approved", meaning="A second person approved a disposal.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalApproved(DisposalEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("A second person approved the disposal.")


@happening("retention.done", meaning="What was kept no longer has gone; there is a certificate.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalDone(DisposalEvent):
    rows: int
    sha256: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("What was kept no longer has gone. A certificate says what.")
