"""What others may ask the journal."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from guichet.foundation.languages import Language, Text
from guichet.journal.models import Entry

# What is said of an entry whose kind or codes no room knows any more.
WITHOUT_WORDS = Text(
    en="We noted a step that we no longer have words for. Ask us to know more.",
    fr="Nous avons noté une étape pour laquelle nous n’avons plus de texte. Écrivez-nous pour en savoir plus.",
)


def entries_about(subject: str) -> QuerySet[Entry]:
    """Return what happened to `subject` (such as `application:V300123456`), latest first."""
    return Entry.objects.filter(subject=subject).order_by("-occurred_at", "-id")


def entries_of_client(client_id: int, *, before: tuple[datetime, int] | None = None) -> QuerySet[Entry]:
    """Return what happened to a client, latest first; from `before` (moment, number) backwards for paging."""
    entries = Entry.objects.filter(client_id=client_id).order_by("-occurred_at", "-id")
    if before:
        moment, number = before
        entries = entries.filter(occurred_at__lte=moment).exclude(occurred_at=moment, id__gte=number)
    return entries


def entries_numbered(numbers: Iterable[int]) -> dict[int, Entry]:
    """Return the entries with these numbers, by number."""
    return Entry.objects.in_bulk(list(numbers))


def sentence_of(entry: Entry, language: Language) -> str:
    """Return an entry's sentence. One whose kind or codes the catalogue has lost is said to be without words.

    An old entry must never keep a client from the rest of their timeline.
    """
    try:
        return entry.event.sentence(language)
    except (KeyError, NotImplementedError):
        return WITHOUT_WORDS.say(language)
