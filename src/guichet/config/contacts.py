"""By which ways clients get in touch: the whole of it, on one page.

What the figures of the assistant call contained is what none of these saw for seven days. A channel that none of them
sees is named beside the figure.
"""

from django.utils.translation import gettext_lazy as _

from guichet.assistant.contacts import Way, asked_again, openings, told
from guichet.journal.terms import Channel

WAYS: list[Way] = [
    Way(_("calls and visits noted at the desk"), (Channel.PHONE, Channel.COUNTER), openings),
    Way(_("texts that a person must read"), (Channel.TEXT,), told("text.received")),
    Way(
        _("requests made in the account or on paper forms"),
        (Channel.ACCOUNT,),
        told(
            "privacy.copy_asked",
            "privacy.correction_asked",
            "look.questioned",
            "authority.form_recorded",
            "preferences.noted",
        ),
    ),
    Way(_("another question in the chat"), (Channel.WEB,), asked_again),
    Way(_("a wish for a person, said in the chat"), (Channel.WEB,), told("handover.made")),
    Way(
        _("a question asked in writing, by the form or by e-mail"),
        (Channel.EMAIL, Channel.WEB),
        told("contact.received"),
    ),
]
