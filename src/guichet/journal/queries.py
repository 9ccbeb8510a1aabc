"""What others may ask the journal."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from guichet.journal.models import Entry


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
