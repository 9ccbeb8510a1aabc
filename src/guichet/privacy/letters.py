"""What clients are told about what they asked about their data."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.languages import Language
from guichet.notices.letters import Letter
from guichet.privacy.events import CopyReady


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
