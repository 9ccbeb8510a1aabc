"""A code by text message, handed over at once: somebody waits for it in front of their screen."""

from uuid import uuid4

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.languages import Language
from guichet.notices.gateways import NotTaken, Outgoing
from guichet.notices.gateways.notify import NotifyCarrier
from guichet.notices.terms import Medium


class CodeNotSent(Exception):
    """The provider does not take text messages now."""


def text_code(*, number: str, code: str, language: Language) -> None:
    """Send a code to a telephone number. Call it outside any transaction. Raises CodeNotSent.

    It is no notice: it stands in no list, and nobody but the telephone's owner ever reads it.
    """
    with override(language):
        # Translators: at most 160 characters of the GSM alphabet: no ê, no ’, no no-break space.
        said = _("Your code for %(service)s: %(code)s. It works for 10 minutes. Give it to nobody.")
        text = said % {"service": settings.SERVICE_NAME[language], "code": code}
    carrier = NotifyCarrier.from_settings()
    try:
        carrier.send(Outgoing(Medium.TEXT, number, language, str(uuid4()), text))
    except NotTaken as fault:
        raise CodeNotSent from fault
    finally:
        carrier.close()
