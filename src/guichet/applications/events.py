"""What happens to a file, and the sentence a client reads about it. One class for each type of the feed."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.applications.rules import sentences
from guichet.foundation.languages import Language
from guichet.journal.events import Event, happening
from guichet.programs.queries import catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEvent(Event):
    """Something that happened to one application."""

    application: str

    @property
    def subject(self) -> str:
        """Return the file it happened to."""
        return f"application:{self.application}"


@happening("application.received", meaning="The department has the application.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationReceived(FileEvent):
    program: str
    office: str = ""

    def sentence(self, language: Language) -> str:
        with override(language):
            return sentences.application_received(self.program, catalogue(), language)


@happening("application.stage_entered", meaning="The file entered a stage.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class StageEntered(FileEvent):
    stage: str

    def sentence(self, language: Language) -> str:
        return catalogue().stage(self.stage).happening.say(language)


@happening("section.status_changed", meaning="A part of the file changed its status.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class SectionStatusChanged(FileEvent):
    section: str
    status: str

    def sentence(self, language: Language) -> str:
        return catalogue().section_sentence(self.section, self.status).say(language)


@happening("document.requested", meaning="The client was asked for documents.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsRequested(FileEvent):
    documents: tuple[str, ...]
    due: date | None = None

    def sentence(self, language: Language) -> str:
        with override(language):
            return sentences.documents_asked(self.documents, catalogue(), language)


@happening("document.received", meaning="A document came in and was kept.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsReceived(FileEvent):
    documents: tuple[str, ...]

    def sentence(self, language: Language) -> str:
        with override(language):
            return sentences.documents_received(self.documents, catalogue(), language)


@happening("decision.made", meaning="An officer decided the application, or it was closed.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMade(FileEvent):
    decision: str
    reasons: tuple[str, ...] = ()

    def sentence(self, language: Language) -> str:
        return catalogue().decision(self.decision).happening.say(language)


@happening("office.changed", meaning="The file moved to another office.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeChanged(FileEvent):
    office: str

    def sentence(self, language: Language) -> str:
        office = catalogue().office(self.office).name.say(language)
        with override(language):
            return _("Your file moved to this office: %(office)s.") % {"office": office}


@happening("fee.paid", meaning="A fee was paid.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class FeePaid(FileEvent):
    fee: str
    amount: Decimal

    def sentence(self, language: Language) -> str:
        fee = catalogue().fee_name(self.fee).say(language)
        with override(language):
            return _("We received your payment: %(fee)s.") % {"fee": fee}


@happening("note.released", meaning="An officer's note was released to the client.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class NoteReleased(FileEvent):
    note: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We released a note that an officer wrote about your file. You can read it in your account.")


@happening("file.quiet", meaning="Nothing happened for long: the client is told where the file stands.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class FileQuiet(FileEvent):
    # Since when nothing has happened, of which moment this speaks, and when the next such word comes.
    since: datetime
    at: datetime
    again: datetime

    def sentence(self, language: Language) -> str:
        with override(language):
            return sentences.still_active(self.since, language, ZoneInfo(settings.TIME_ZONE))
