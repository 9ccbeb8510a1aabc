"""What happens to contacts and enquiries, without a word of what was asked or answered."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.enquiries.rules import reference_of
from guichet.foundation.languages import Language
from guichet.journal.events import Event, happening


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryEvent(Event):
    """Something that happened to one enquiry: its row."""

    enquiry: int

    @property
    def subject(self) -> str:
        """Return the enquiry it happened to."""
        return f"enquiry:{self.enquiry}"

    def named(self, sentence: str) -> str:
        """Return a sentence with the number of the enquiry in it."""
        return sentence % {"number": reference_of(self.enquiry)}


@happening("contact.received", meaning="Somebody wrote to us, called or came, by this channel.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactReceived(Event):
    contact: int
    by: str
    automatic: str = ""

    @property
    def subject(self) -> str:
        """Return the contact."""
        return f"contact:{self.contact}"

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We received a message from you.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEvent(Event):
    """Something that happened to one file: the contact that it came with, and its place there."""

    contact: int
    place: int

    @property
    def subject(self) -> str:
        """Return the contact."""
        return f"contact:{self.contact}"


@happening("file.checked", meaning="A scanner looked at a file that somebody sent.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class FileChecked(FileEvent):
    outcome: str
    held_because: str = ""

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We checked a file that you sent.")


@happening("file.opened", meaning="A member of staff opened a file that somebody sent.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class FileOpened(FileEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We opened a file that you sent.")


@happening("enquiry.opened", meaning="There is a question to be answered by a moment.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryOpened(EnquiryEvent):
    first_contact: int
    by: str
    promised_at: datetime

    def sentence(self, language: Language) -> str:
        with override(language):
            return self.named(_("We received your question %(number)s."))


@happening("enquiry.added_to", meaning="A contact was added to a question that is open; its clock stays.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryAddedTo(EnquiryEvent):
    added_contact: int
    on_ground: str
    asked_at: datetime
    promised_at: datetime

    def sentence(self, language: Language) -> str:
        with override(language):
            return self.named(_("We added what you sent to your question %(number)s."))


@happening(
    "enquiry.reopened", meaning="Somebody came back to a question that was answered: a new clock runs.", visible=True
)
@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryReopened(EnquiryEvent):
    added_contact: int
    promised_at: datetime

    def sentence(self, language: Language) -> str:
        with override(language):
            return self.named(_("We opened your question %(number)s again."))


@happening("enquiry.answered", meaning="A question was answered, and with it all contacts about it.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryAnswered(EnquiryEvent):
    answer: int
    contacts: int
    resting_on: str = ""

    def sentence(self, language: Language) -> str:
        with override(language):
            return self.named(_("We answered your question %(number)s."))


@happening(
    "enquiry.paused", meaning="We asked whoever asked for something: the clock stands still until they say.",
    visible=True,
)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryPaused(EnquiryEvent):
    waits_for: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return self.named(_("We need something from you to answer your question %(number)s."))


@happening(
    "enquiry.heard", meaning="What a question says was read: how urgent it is, from 1 to 3 (danger).", visible=False
)
@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryHeard(EnquiryEvent):
    urgency: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return self.named(_("We read your question %(number)s and saw that it is urgent."))


@happening("enquiry.resumed", meaning="What a question waited for has come, or is not needed: its clock runs.",
           visible=False)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryResumed(EnquiryEvent):
    promised_at: datetime

    def sentence(self, language: Language) -> str:
        with override(language):
            return self.named(_("We are working on your question %(number)s again."))


# What staff do with an answer before it goes out is about no client yet: none of these three names one.
@happening("enquiry.answer_written", meaning="An answer was written, and goes out at a moment unless it is taken back.",
           visible=False)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerWritten(EnquiryEvent):
    outgoing: int
    goes_at: datetime
    marked: int = 0

    def sentence(self, language: Language) -> str:
        with override(language):
            return self.named(_("An answer to question %(number)s was written."))


@happening("enquiry.answer_taken_back", meaning="An answer was taken back before it went out.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTakenBack(EnquiryEvent):
    outgoing: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return self.named(_("An answer to question %(number)s was taken back before it went out."))


@happening("enquiry.answer_stopped", meaning="An answer did not go out, since something changed after it was written.",
           visible=False)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerStopped(EnquiryEvent):
    outgoing: int
    stopped_by: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return self.named(_("An answer to question %(number)s was stopped before it went out."))


@happening("enquiry.coded", meaning="Whoever answered said what a question was for and what made it needed.",
           visible=False)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryCoded(EnquiryEvent):
    was_for: str
    demand: str
    made_needed: str
    by_what: str
    resolved: bool

    def sentence(self, language: Language) -> str:
        with override(language):
            return self.named(_("It was noted what question %(number)s was for."))


@happening("enquiry.set_aside", meaning="A member of staff found that a question needs no answer.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class EnquirySetAside(EnquiryEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return self.named(_("Your question %(number)s needs no answer."))


@happening("enquiry.message_returned", meaning="An e-mail of ours about a question did not arrive.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageReturned(EnquiryEvent):
    told: str
    because: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return self.named(_("An e-mail about your question %(number)s did not reach you."))


@happening("enquiry.joined", meaning="A question was joined to another one, which is the same.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryJoined(EnquiryEvent):
    kept: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We answer your questions %(number)s and %(other)s together.") % {
                "number": reference_of(self.enquiry), "other": reference_of(self.kept),
            }  # fmt: skip


@happening("enquiry.parted", meaning="Two questions that had been joined were parted again.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryParted(EnquiryEvent):
    kept: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return self.named(_("We answer your question %(number)s on its own."))


@happening("enquiry.told_apart", meaning="A member of staff found that two questions are not the same.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiriesToldApart(EnquiryEvent):
    told_from: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Your questions %(number)s and %(other)s are answered apart.") % {
                "number": reference_of(self.enquiry), "other": reference_of(self.told_from),
            }  # fmt: skip


@happening("enquiry.split", meaning="A contact was taken out of one question and put to another one.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class EnquirySplit(EnquiryEvent):
    moved_contact: int
    put_to: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We answer a message of yours as question %(number)s.") % {"number": reference_of(self.put_to)}
