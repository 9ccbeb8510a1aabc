"""What happens to what people ask about their data."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.dates import long_date
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


@happening("privacy.correction_asked", meaning="A client says that something held about them is wrong.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionAsked(Event):
    correction: int
    due: date

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You asked us to correct something. We answer by %(day)s.") % {
                "day": long_date(self.due, language)
            }


@happening("privacy.corrected", meaning="Something that a client said was wrong was put right.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionMade(Event):
    correction: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We corrected what you told us was wrong.")


@happening("privacy.noted", meaning="Something was not put right; what the client says stands beside it.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNoted(Event):
    correction: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We did not correct what you told us was wrong. What you say now stands beside it.")


@happening("privacy.receiver_told", meaning="Somebody who got facts of a client was told of a decision.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverTold(Event):
    correction: int
    receiver: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We told somebody who had got the facts from us of the correction you asked for.")
