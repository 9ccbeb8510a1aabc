"""Putting a claimed message into words: the letters of the notices it carries, or the answer to a text."""

import logging
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.clients.queries import in_danger
from guichet.foundation.languages import Language
from guichet.journal.models import Entry
from guichet.journal.queries import entries_numbered
from guichet.notices.envelopes import Envelope, News, answer_of, email_of, neutral_of, text_of
from guichet.notices.gateways import Outgoing
from guichet.notices.letters import Letter, letter_for
from guichet.notices.models import Delivery
from guichet.notices.paper import paper_of
from guichet.notices.terms import Answer, Medium

logger = logging.getLogger(__name__)


def worded(delivery: Delivery, now: datetime, *, is_plain: bool = False) -> Outgoing:
    """Return a message as it will be handed over. Raises whatever keeps its only letter from being made.

    `is_plain`: it was asked already, and its client is not in danger.
    """
    language, medium = Language.of(delivery.language), Medium(delivery.medium)
    neutral = not is_plain and delivery.client_id is not None and bool(in_danger([delivery.client_id]))
    envelope = neutral_of(medium, language) if neutral else _envelope(delivery, medium, language, now)
    return Outgoing(
        medium=medium,
        address=delivery.address,
        language=language,
        reference=delivery.reference,
        subject=envelope.subject,
        text=envelope.text,
        html=envelope.html,
        neutral=neutral,
    )


def _envelope(delivery: Delivery, medium: Medium, language: Language, now: datetime) -> Envelope:
    if delivery.says:
        return answer_of(Answer(delivery.says), language)
    if medium is Medium.TEXT:
        return text_of(language)
    news = _news(delivery, language)
    if medium is Medium.POST:
        day = now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
        return paper_of([letter for _kind, letter in news], delivery.address, day, language)
    return email_of(news, language)


def _news(delivery: Delivery, language: Language) -> News:
    numbers = list(delivery.notices.order_by("occurred_at", "id").values_list("entry_id", flat=True))
    entries = entries_numbered(numbers)
    found = [entries[number] for number in numbers]
    if len(found) == 1:
        return [(found[0].kind, letter_for(found[0].event, language))]
    return [(entry.kind, _letter_or_hint(entry, delivery, language)) for entry in found]


def _letter_or_hint(entry: Entry, delivery: Delivery, language: Language) -> Letter:
    """Return the letter; of several in one message, one that cannot be made must not hold up the others."""
    try:
        return letter_for(entry.event, language)
    except Exception:
        logger.exception("entry %s in delivery %s could not be worded", entry.pk, delivery.pk)
        with override(language):
            return Letter(
                subject=_("A message from us"),
                happened=_("There is one more message in your account."),
                next=_("Sign in to read it."),
            )
