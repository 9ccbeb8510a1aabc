"""What clients are told about their questions. The words of the question and of the answer stay in the account."""

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.enquiries.events import (
    EnquiryAddedTo,
    EnquiryAnswered,
    EnquiryOpened,
    EnquiryPaused,
    EnquiryReopened,
)
from guichet.foundation.dates import long_date
from guichet.foundation.languages import Language
from guichet.notices.letters import Letter


def opened(event: EnquiryOpened | EnquiryReopened, language: Language) -> Letter:
    """Return the receipt of a question: its number, and by when it is answered."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("We have your question"),
            happened=happened,
            next=_("You will hear from us by %(day)s. Your account shows how it stands, under “Questions”.")
            % {"day": long_date(localtime(event.promised_at).date(), language)},
        )


def added_to(event: EnquiryAddedTo, language: Language) -> Letter:
    """Return the word that something was added to an open question, which keeps its place."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("We added this to your question"),
            happened=happened,
            next=_("We have your question since %(since)s. It keeps its place, and you will hear from us by %(day)s.")
            % {
                "since": long_date(localtime(event.asked_at).date(), language),
                "day": long_date(localtime(event.promised_at).date(), language),
            },
        )


def answered(event: EnquiryAnswered, language: Language) -> Letter:
    """Return the word that an answer is there."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("Our answer to your question"),
            happened=happened,
            next=_("Read it in your account, under “Questions”. You can add to the question there."),
        )


def paused(event: EnquiryPaused, language: Language) -> Letter:
    """Return the word that we need something before we can answer."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("We need something from you"),
            happened=happened,
            next=_("Sign in and read what we need, under “Questions”. Answer there. The clock of your question stands "
                   "still until then."),
            your_turn=True,
        )  # fmt: skip
