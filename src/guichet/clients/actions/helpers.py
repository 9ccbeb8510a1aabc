"""What helpers are told beside their clients: owed here, put into words and sent by the room of notices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from guichet.clients.authority_policy import limits
from guichet.clients.models import HelperCopy, HelperMessage
from guichet.clients.queries.authority import local_day
from guichet.clients.terms import HelperNews


@dataclass(frozen=True, slots=True)
class HelperWord:
    """That a helper is to be told of something that an entry of the journal tells."""

    party_id: int
    address: str
    about: HelperNews
    entry: int
    # Where it is news in files: of which entries of which clients it tells, the latest being `entry`.
    copies: tuple[tuple[int, int], ...] = ()


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
            if told := news.filter(last_entry__gte=word.entry).order_by("last_entry").first():
                _copy(told, word)
                continue
            if waits := news.select_for_update().filter(sent_at=None, failed_at=None).first():
                news.filter(pk=waits.pk).update(last_entry=word.entry)
                _copy(waits, word)
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
        _copy(message, word)
        if is_new:
            owed.append(Owed(message.pk, due_at))
    return owed


def _copy(message: HelperMessage, word: HelperWord) -> None:
    """Keep of which entries a message tells, once each."""
    HelperCopy.objects.bulk_create(
        [
            HelperCopy(message=message, party_id=word.party_id, client_id=client_id, entry_id=entry)
            for client_id, entry in word.copies
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def note_helper_message(*, message_id: int, at: datetime, arrived: bool) -> bool:
    """Note that a message to a helper was handed over, or cannot be; return whether that is new."""
    waiting = HelperMessage.objects.filter(pk=message_id, sent_at=None, failed_at=None)
    return bool(waiting.update(**{"sent_at" if arrived else "failed_at": at}))


@transaction.atomic
def note_helper_message_returned(*, message_id: int, at: datetime) -> bool:
    """Note that a message to a helper came back after it was handed over; return whether that is new."""
    sent = HelperMessage.objects.filter(pk=message_id, sent_at__isnull=False, failed_at=None)
    return bool(sent.update(failed_at=at))
