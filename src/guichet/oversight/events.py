"""What happens to looks: reasons given and reviewed, questions asked and answered, what was unusual."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.languages import Language
from guichet.journal.events import Event, happening
from guichet.oversight.terms import FlagVerdict


@happening("opening.outside", meaning="Somebody opened a file outside their own and said why.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedOutside(Event):
    broken_glass: int
    barrier: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody opened your file outside their usual work and said why. Another person checks it.")


@happening("opening.found_needed", meaning="A review found that such an opening was needed.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningFoundNeeded(Event):
    broken_glass: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We checked an opening of your file outside usual work: it was needed.")


@happening("opening.found_unneeded", meaning="A review found that a file was opened without need.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningFoundUnneeded(Event):
    broken_glass: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody here opened your file without needing to.")


@happening("look.questioned", meaning="A client asked about a look.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class LookQuestioned(Event):
    question: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You asked why somebody opened your file.")


@happening("look.explained", meaning="A client’s question about a look was answered.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class LookExplained(Event):
    question: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We answered your question about who opened your file.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagEvent(Event):
    """Something about unusual looking. No timeline tells of it: `client_id` stays empty."""

    flag: int

    @property
    def subject(self) -> str:
        """Return the looking it happened to."""
        return f"unusual_looking:{self.flag}"


@happening("looking.flagged", meaning="A rule found looking that is unusual.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class LookingFlagged(FlagEvent):
    rule: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Unusual looking was found.")


@happening("looking.reviewed", meaning="A person reviewed looking that a rule had found unusual.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class LookingReviewed(FlagEvent):
    verdict: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Unusual looking was reviewed: %(verdict)s.") % {"verdict": FlagVerdict(self.verdict).label}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionEvent(Event):
    """Something about the protection of a file. No timeline tells of it: who shares an account must not learn it."""

    protection: int

    @property
    def subject(self) -> str:
        """Return the protection it happened to."""
        return f"protection:{self.protection}"


@happening("file.protected", meaning="A file was protected: it opens for a reviewed reason only.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class FileProtected(ProtectionEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("A file was protected.")


@happening("file.protection_ended", meaning="The protection of a file ended.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionEnded(ProtectionEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("The protection of a file ended.")
