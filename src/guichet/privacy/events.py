"""What happens to what people ask about their data."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.languages import Language
from guichet.journal.events import Event, happening


@happening("privacy.copy_asked", meaning="A client asked for a copy of what is held about them.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class CopyAsked(Event):
    copy: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You asked for a copy of what we hold about you.")


@happening("privacy.copy_ready", meaning="A copy of what is held about a client can be downloaded.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class CopyReady(Event):
    copy: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("The copy of what we hold about you is ready.")


@happening("privacy.copy_taken", meaning="A client downloaded the copy of what is held about them.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class CopyTaken(Event):
    copy: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You downloaded the copy of what we hold about you.")
