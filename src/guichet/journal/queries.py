"""What others may ask the journal."""

import json
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.expressions import Combinable

from guichet.foundation.languages import Language, Text
from guichet.foundation.statements import Given, Statement
from guichet.journal.models import Entry

Moment = tuple[datetime, int]
# Its columns in their order, the payload last.
ENTRY = tuple(field.attname for field in Entry._meta.concrete_fields)
# What is said of an entry whose kind or codes no room knows any more.
WITHOUT_WORDS = Text(
    en="We noted a step that we no longer have words for. Ask us to know more.",
    fr="Nous avons noté une étape pour laquelle nous n’avons plus de texte. Écrivez-nous pour en savoir plus.",
)


def entries_about(subject: str | Combinable) -> QuerySet[Entry]:
    """Return what happened to `subject` (such as `application:V300123456`), latest first."""
    return Entry.objects.filter(subject=subject).order_by("-occurred_at", "-id")


def latest_entries(
    *,
    subject: str | None = None,
    client_id: int | None = None,
    before: Moment | None = None,
    without: tuple[str, ...] = (),
    limit: int,
) -> list[Entry]:
    """Return what happened to a subject or, without one, to a client: latest first. One query.

    From `before` (moment, number) backwards for paging; without the kinds that begin with one of `without`.
    """
    statement = _latest(subject is not None, before is not None, without, limit)
    moment, number = before or (None, None)
    rows = statement.rows(subject=subject, client=client_id, moment=moment, number=number)
    return [Entry.from_db(None, ENTRY, (*row[:-1], json.loads(row[-1]))) for row in rows]


@cache
def _latest(of_subject: bool, paged: bool, without: tuple[str, ...], limit: int) -> Statement:  # noqa: FBT001
    def entries() -> QuerySet[Entry, Any]:
        found = entries_about(Given("subject")) if of_subject else Entry.objects.filter(client_id=Given("client"))
        for prefix in without:
            found = found.exclude(kind__startswith=prefix)
        if paged:
            moment, number = Given("moment"), Given("number")
            found = found.filter(Q(occurred_at__lt=moment) | Q(occurred_at=moment, id__lt=number))
        return found.order_by("-occurred_at", "-id").values_list(*ENTRY)[:limit]

    return Statement(entries)


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
