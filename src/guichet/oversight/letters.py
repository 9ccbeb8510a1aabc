"""What clients are told about looks at their file."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.languages import Language
from guichet.identity.events import LooksWereDelayed
from guichet.notices.letters import Letter
from guichet.oversight.events import LookExplained, OpeningFoundUnneeded


def opening_found_unneeded(event: OpeningFoundUnneeded, language: Language) -> Letter:
    """Return the letter that owns to a look that should not have been."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("Somebody opened your file without needing to"),
            happened=happened,
            next=_(
                "We are sorry. You need not do anything. Your account shows when it was, under “Who opened my file”. "
                "You can ask us about it there, or complain to the Privacy Commissioner."
            ),
        )


def look_explained(event: LookExplained, language: Language) -> Letter:
    """Return the letter that says an answer is there; the answer itself stands in the account."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("Your question about who opened your file"),
            happened=happened,
            next=_("Read the answer in your account, under “Who opened my file”."),
        )


def looks_were_delayed(event: LooksWereDelayed, language: Language) -> Letter:
    """Return the letter that says looks were shown late, and that all are shown now."""
    happened = event.sentence(language)
    with override(language):
        return Letter(
            subject=_("Looks at your file that you see only now"),
            happened=happened,
            next=_(
                "You see them all in your account now, under “Who opened my file”. You can ask us about each of them."
            ),
        )
