"""What others may ask the journal."""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.expressions import Combinable

from guichet.foundation.languages import Language, Text
from guichet.foundation.statements import Given, OneOf, Statement
from guichet.journal.models import Entry

Moment = tuple[datetime, int]
Beside = Callable[[], Combinable]
"""Makes what another room knows of an entry, as an expression over its columns."""
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
    client_ids: Sequence[int] = (),
    before: Moment | None = None,
    kinds: tuple[str, ...] = (),
    about: str = "",
    without: tuple[str, ...] = (),
    beside: Beside | None = None,
    limit: int,
) -> list[tuple[Entry, Any]]:
    """Return what happened to a subject or, without one, to a client: latest first. One query.

    A client has several numbers where records were found to be one person’s.
    From `before` (moment, number) backwards for paging; of these `kinds` only, and about subjects that begin with
    `about`, where they are given; without the kinds that begin with one of `without`. With each comes what `beside`
    finds for it, or None.
    """
    # One number is compared as one: its entries then come from the index in their order.
    one = client_ids[0] if len(client_ids) == 1 else None
    of = "subject" if subject is not None else "client" if one else "clients"
    statement = _latest(of, before is not None, kinds, about, without, beside, limit)
    moment, number = before or (None, None)
    rows = statement.rows(subject=subject, client=one, clients=list(client_ids), moment=moment, number=number)
    return [(Entry.from_db(None, ENTRY, (*row[:-2], json.loads(row[-2]))), row[-1]) for row in rows]


@cache
def _latest(  # one statement for each way of asking
    of: str,
    paged: bool,  # noqa: FBT001 - a cache knows its arguments by place
    kinds: tuple[str, ...],
    about: str,
    without: tuple[str, ...],
    beside: Beside | None,
    limit: int,
) -> Statement:
    def entries() -> QuerySet[Entry, Any]:
        match of:
            case "subject":
                found = entries_about(Given("subject"))
            case "client":
                found = Entry.objects.filter(client_id=Given("client"))
            case _:
                found = Entry.objects.filter(OneOf(F("client_id"), Given("clients")))
        if kinds:
            found = found.filter(kind__in=kinds)
        if about:
            found = found.filter(subject__startswith=about)
        for prefix in without:
            found = found.exclude(kind__startswith=prefix)
        if paged:
            moment, number = Given("moment"), Given("number")
            found = found.filter(Q(occurred_at__lt=moment) | Q(occurred_at=moment, id__lt=number))
        found = found.annotate(beside=beside() if beside else Value(None, CharField()))
        return found.order_by("-occurred_at", "-id").values_list(*ENTRY, "beside")[:limit]

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


def acted_for(
    client_ids: Collection[int], *, actors: Collection[str], since: datetime, but: tuple[str, ...]
) -> set[tuple[str, int]]:
    """Return who of some actors did something for whom of some clients, leaving out kinds that begin with `but`."""
    entries = Entry.objects.filter(client_id__in=client_ids, actor__in=actors, occurred_at__gte=since)
    for beginning in but:
        entries = entries.exclude(kind__startswith=beginning)
    return {(actor, client) for actor, client in entries.values_list("actor", "client_id").distinct() if client}


def heard_from(
    client_ids: Collection[int], *, kinds: Collection[str], since: datetime, until: datetime
) -> list[tuple[int, datetime]]:
    """Return when some clients were heard from, by entries of these kinds, in a span of time: (client, moment)."""
    found = Entry.objects.filter(client_id__in=client_ids, kind__in=kinds, occurred_at__range=(since, until))
    return [(client, at) for client, at in found.values_list("client_id", "occurred_at") if client is not None]
