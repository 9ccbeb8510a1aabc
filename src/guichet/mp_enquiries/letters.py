"""What constituents are told of what their member’s office asks. The words themselves stay in the account."""

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.dates import long_date
from guichet.foundation.languages import Language
from guichet.mp_enquiries.events import MpEnquiryAnswered, MpEnquiryOpened, MpEnquiryStopped
from guichet.notices.letters import Letter


def opened(event: MpEnquiryOpened, language: Language) -> Letter:
    """Return the word that an office asked, and where one reads what."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("An office of Parliament asked about your file"),
            happened=happened,
            next=_("You read in your account what it asked. We answer by %(day)s, and you read the same answer. "
                   "You can end your consent there at any time.")
            % {"day": long_date(localtime(event.promised_at).date(), language)},
        )  # fmt: skip


def answered(event: MpEnquiryAnswered, language: Language) -> Letter:
    """Return the word that the office has its answer."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("Our answer to an office of Parliament"),
            happened=happened,
            next=_("Read it in your account, under “People”. You do not need to do anything for it."),
        )


def stopped(event: MpEnquiryStopped, language: Language) -> Letter:
    """Return the word that an office is told nothing more."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("We tell an office of Parliament nothing more"),
            happened=happened,
            next=_("You do not need to do anything. You can allow it again in your account."),
        )
