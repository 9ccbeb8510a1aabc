"""What stands in the letters that carry codes, in the language of their reader."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from guichet.foundation.languages import Language
from guichet.identity.rules.secrets import grouped


def code_letter(code: str, *, days: int, language: str) -> str:
    """Return the letter with one code."""
    with override(language):
        lasts = ngettext(
            "The code works once, within %(days)s day.", "The code works once, within %(days)s days.", days
        ) % {"days": days}
        return _paragraphs(
            language,
            _("Here is the code that you asked for:"),
            grouped(code),
            lasts,
            _("Sign in, choose “I have a code from a letter”, and enter it."),
        )


def sheet_letter(name: str, codes: Sequence[str], *, language: str) -> str:
    """Return the letter with the number of an account and its printed codes."""
    with override(language):
        listed = "\n".join(f"{place:>2}.  {grouped(code)}" for place, code in enumerate(codes, start=1))
        return _paragraphs(
            language,
            _("With this sheet you can sign in to your account. You need no e-mail and no smartphone."),
            _("Your account number: %(number)s") % {"number": grouped(name)},
            listed,
            _("Each code works once. Cross it out when you have used it."),
        )


def _paragraphs(language: str, *texts: str) -> str:
    spoken = Language.of(language)
    return "\n\n".join(
        [
            *texts,
            _("Our address on the Internet: %(address)s") % {"address": settings.SITE_URL},
            _("Give these codes to nobody. We will never ask you for them."),
            _("Did you not ask for this? Then contact us at once."),
            f"{settings.SERVICE_NAME[spoken]}\n{settings.DEPARTMENT_NAME[spoken]}",
        ]
    )
