"""The e-mail that a helper gets: that there is something to read, in both languages. Names no client and no file."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.clients.queries import helper_message
from guichet.clients.terms import HelperNews
from guichet.foundation.languages import Language
from guichet.identity.queries import language_of
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.notices.actions.copies import note_copy
from guichet.notices.actions.reaching import ACTOR
from guichet.notices.envelopes import account_address
from guichet.notices.gateways import Carrier, NotTaken, Outgoing, Refused
from guichet.notices.terms import Medium


def send_helper_message(message_id: int, carrier: Carrier, clock: Callable[[], datetime]) -> bool:
    """Hand over what is owed to a helper, and note what came of it; return whether the carrier has it now.

    Sent already, or given up: nothing is done. Raises NotTaken where it should be tried again.
    """
    with closing(carrier):
        owed = helper_message(message_id)
        if owed is None:
            return False
        first = language_of(owed.user_id) if owed.user_id else Language.EN
        try:
            carrier.send(_worded(owed.about, owed.address, str(owed.reference), first))
        except Refused as refused:
            if not refused.permanent:
                raise
            note_copy(message_id=message_id, arrived=False, origin=_origin(clock))
            return False
        except NotTaken:
            raise
        note_copy(message_id=message_id, arrived=True, origin=_origin(clock))
        return True


def _origin(clock: Callable[[], datetime]) -> Origin:
    return Origin(actor=ACTOR, channel=Channel.SYSTEM, at=clock())


def _worded(about: HelperNews, address: str, reference: str, first: Language) -> Outgoing:
    said = [_said(about, language) for language in (first, first.other)]
    return Outgoing(
        medium=Medium.EMAIL,
        address=address,
        language=first,
        reference=reference,
        subject=" / ".join(subject for subject, _text in said),
        text="\n\n--\n\n".join(text for _subject, text in said) + "\n",
    )


def _said(about: HelperNews, language: Language) -> tuple[str, str]:
    with override(language):
        subject, sentence = {
            HelperNews.NEWS: (
                _("News in a file that you may see"),
                _("There is something new in a file that somebody lets you see."),
            ),
            HelperNews.INVITED: (
                _("Somebody asks for your help"),
                _("Somebody asks you to help them with their file. Nothing happens unless you say yes."),
            ),
            HelperNews.GROUP: (
                _("A sponsors’ group asks you to belong to it"),
                _("A group of sponsors asks you to be one of its members. Nothing happens unless you say yes."),
            ),
            HelperNews.DECLINED: (
                _("Your request was declined"),
                _("Somebody whom you asked said no. You do not see their file."),
            ),
            HelperNews.WITHDRAWN: (
                _("You are no longer asked for help"),
                _("Somebody who had asked for your help does not ask any more. You do not need to do anything."),
            ),
            HelperNews.GIVEN: (_("You may see a file"), _("Somebody lets you see their file.")),
            HelperNews.CHANGED: (
                _("What you may see was changed"),
                _("Somebody changed what you may see of their file."),
            ),
            HelperNews.OVER: (_("You no longer see a file"), _("You no longer see a file that you could see before.")),
            HelperNews.ENDING: (
                _("You will soon stop seeing a file"),
                _("The time for which somebody lets you see their file will soon be over."),
            ),
            HelperNews.LICENCE: (
                _("Your licence was not confirmed"),
                _("The register says that your licence is not valid. You do not see your clients’ files until it is."),
            ),
        }[about]
        sent_by = _("Sent automatically by %(service)s, %(department)s.") % {
            "service": settings.SERVICE_NAME[language],
            "department": settings.DEPARTMENT_NAME[language],
        }
        sign_in = _("Sign in with this address to read it: %(address)s") % {"address": account_address(language)}
        return subject, f"{sentence}\n\n{sign_in}\n\n{sent_by}"
