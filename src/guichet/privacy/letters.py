"""What clients are told about what they asked about their data."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.languages import Language
from guichet.notices.letters import Letter
from guichet.privacy.events import CopyReady, CorrectionAsked, CorrectionMade, CorrectionNoted
from guichet.privacy.rules import receipt_number


def copy_ready(event: CopyReady, language: Language) -> Letter:
    """Return the letter that says that a copy is there; the copy itself goes by no message."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("Your copy is ready"),
            happened=happened,
            next=_(
                "Download it in your account, under “Privacy”. We take it away again after some days; the page says "
                "when. If you did not ask for it, tell us at once: somebody else may be in your account."
            ),
        )


def correction_asked(event: CorrectionAsked, language: Language) -> Letter:
    """Return the receipt of a request for correction: its number, and until when it is answered."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("We have your request for a correction"),
            happened=happened,
            next=_("You do not need to do anything. Your receipt number is %(number)s; you find it in your account, "
                   "under “Privacy”.") % {"number": receipt_number(event.correction)},
        )  # fmt: skip


def correction_made(event: CorrectionMade, language: Language) -> Letter:
    """Return the letter that says that something was put right."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("We made a correction"),
            happened=happened,
            next=_(
                "Your account shows what it was and what it is now, under “Privacy”. We tell those who got the facts "
                "from us in the last two years. Request %(number)s."
            )
            % {"number": receipt_number(event.correction)},
        )


def correction_noted(event: CorrectionNoted, language: Language) -> Letter:
    """Return the letter that says why something was not put right, and what can be done about it."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("Our answer to your request for a correction"),
            happened=happened,
            next=_(
                "Read why in your account, under “Privacy”. Everybody here who reads that fact reads what you say "
                "too. You can complain to the Privacy Commissioner. Request %(number)s."
            )
            % {"number": receipt_number(event.correction)},
        )
