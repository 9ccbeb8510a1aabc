"""What happens to members’ offices and to what they ask, without a word of what was asked or answered."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.languages import Language
from guichet.journal.events import Event, happening


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberOfficeEvent(Event):
    """Something that happened to the office of a member: its row."""

    member_office: int

    @property
    def subject(self) -> str:
        """Return the office it happened to."""
        return f"member_office:{self.member_office}"

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Something changed about the office of a member of Parliament or senator.")


@happening("member_office.opened", meaning="The department opened the portal to a member’s office.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class MemberOfficeOpened(MemberOfficeEvent):
    pass


@happening("member_office.closed", meaning="A member’s office was closed, and with it all consents.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class MemberOfficeClosed(MemberOfficeEvent):
    consents: int


@happening("member_office.worker_added", meaning="Somebody works in a member’s office from now on.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeWorkerAdded(MemberOfficeEvent):
    worker: int
    runs_it: bool


@happening("member_office.worker_removed", meaning="Somebody works in a member’s office no longer.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeWorkerRemoved(MemberOfficeEvent):
    worker: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MpEnquiryEvent(Event):
    """Something that happened to what an office asked about a constituent’s file."""

    mp_enquiry: int

    @property
    def subject(self) -> str:
        """Return the enquiry it happened to."""
        return f"mp_enquiry:{self.mp_enquiry}"


@happening("mp_enquiry.opened", meaning="A member’s office asked about a constituent’s file.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class MpEnquiryOpened(MpEnquiryEvent):
    lane: str
    promised_at: datetime

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("An office of Parliament that you allow asked us about your file.")


@happening("mp_enquiry.answered", meaning="We answered a member’s office about a constituent’s file.", visible=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class MpEnquiryAnswered(MpEnquiryEvent):
    in_time: bool

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We answered an office of Parliament about your file. You can read the same answer.")


@happening(
    "mp_enquiry.paused", meaning="We asked a member’s office back: the clock stands still until it says.", visible=False
)
@dataclass(frozen=True, slots=True, kw_only=True)
class MpEnquiryPaused(MpEnquiryEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("We asked an office of Parliament something about what it asked us.")


@happening("mp_enquiry.resumed", meaning="A member’s office answered us: the clock runs again.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class MpEnquiryResumed(MpEnquiryEvent):
    promised_at: datetime

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("An office of Parliament answered what we had asked it.")


@happening("mp_enquiry.withdrawn", meaning="A member’s office took back what it had asked.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class MpEnquiryWithdrawn(MpEnquiryEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("An office of Parliament took back what it had asked us about your file.")


@happening("mp_enquiry.stopped", meaning="A consent ended while an office’s enquiry was open: nothing more is told.",
           visible=True)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class MpEnquiryStopped(MpEnquiryEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Your consent is over: we stopped answering an office of Parliament about your file.")
