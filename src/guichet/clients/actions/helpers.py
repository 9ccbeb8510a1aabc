"""What helpers are told beside their clients: owed here, put into words and sent by the room of notices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from guichet.clients.authority_policy import limits
from guichet.clients.models import HelperMessage
from guichet.clients.queries.authority import local_day
from guichet.clients.terms import HelperNews


@dataclass(frozen=True, slots=True)
class HelperWord:
    """That a helper is to be told of something that an entry of the journal tells."""

    party_id: int
    address: str
    about: HelperNews
    entry: int


@dataclass(frozen=True, slots=True)
class Owed:
    """A message that is owed to a helper, and from when."""

    message_id: int
    due_at: datetime


@transaction.atomic
def owe_helper_messages(*, words: Iterable[HelperWord], at: datetime) -> list[Owed]:
    """Owe each helper what they are to be told; return the messages that are new.

    News in files joins the message that waits, and goes out no more often than the policy allows. Twice the same
    entries, once the message. Whoever has no address is told in their account only.
    """
    owed = []
    for word in sorted(words, key=lambda word: (word.party_id, word.entry)):
        if not word.address:
            continue
        due_at = at
        if word.about is HelperNews.NEWS:
            news = HelperMessage.objects.filter(party_id=word.party_id, about=HelperNews.NEWS)
            if news.filter(last_entry__gte=word.entry).exists():
                continue
            if news.filter(sent_at=None, failed_at=None).update(last_entry=word.entry):
                continue
            last = news.filter(sent_at__isnull=False).order_by("-sent_at").values_list("sent_at", flat=True).first()
            if last is not None:
                due_at = max(at, last + limits(local_day(at)).helper_news_every)
        message, is_new = HelperMessage.objects.get_or_create(
            party_id=word.party_id,
            about=word.about,
            first_entry=word.entry,
            defaults={"address": word.address, "last_entry": word.entry, "reference": uuid4(), "queued_at": at},
        )
        if is_new:
            owed.append(Owed(message.pk, due_at))
    return owed


@transaction.atomic
def note_helper_message(*, message_id: int, at: datetime, arrived: bool) -> None:
    """Note that a message to a helper was handed over, or cannot be."""
    waiting = HelperMessage.objects.filter(pk=message_id, sent_at=None, failed_at=None)
    waiting.update(**{"sent_at" if arrived else "failed_at": at})
