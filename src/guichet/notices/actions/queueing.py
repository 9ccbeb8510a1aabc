"""Queueing notices: one for each entry, and a message where the client's choice and addresses allow one."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from procrastinate.contrib.django import app

from guichet.clients.reach import Reachable, reach_of
from guichet.clients.terms import ContactKind
from guichet.journal.actions import Origin, record_many
from guichet.journal.reactions import Happened
from guichet.journal.terms import Channel
from guichet.notices.events import NoticeQueued
from guichet.notices.models import Delivery, Notice
from guichet.notices.policy import policy
from guichet.notices.rules import News, Reach, Way, way_to_tell
from guichet.notices.terms import Medium

SEND_DUE = "notices.send_due"
ACTOR = "notices"
KIND_OF = {Medium.EMAIL: ContactKind.EMAIL, Medium.TEXT: ContactKind.PHONE}


class NobodyToTell(Exception):
    """An event that a client could notice names no client that we know."""


@transaction.atomic
def queue_notices(
    happened: Sequence[Happened[Any]],
    *,
    in_order: frozenset[str] = frozenset(),
    by: Callable[[Iterable[int]], dict[int, Reachable]] = reach_of,
) -> int:
    """Queue a notice for each of these entries, with the message that carries it, and return how many were new.

    Twice the same entries, once the notices. Of kinds `in_order` (the stages of a file) the later overtakes the
    earlier: what a later notice about the same subject has already told is not sent. `by` says how a client is
    reached. Constant number of queries.
    Raises NobodyToTell for an entry without a client.
    """
    if not happened:
        return 0
    reach = by(_client_of(one) for one in happened)
    for one in happened:
        if one.event.client_id not in reach:
            raise NobodyToTell(f"entry {one.entry.pk}")
    told = _latest_told(happened, in_order)
    ways = {one.entry.pk: _way(one, reach[_client_of(one)], told) for one in happened}
    numbers = _add_notices(happened, ways)
    new = [one for one in happened if one.entry.pk in numbers]
    _add_messages([(numbers[one.entry.pk], one, ways[one.entry.pk], reach[_client_of(one)]) for one in new])
    return len(new)


def defer_sending(medium: Medium, *, at: datetime | None = None) -> None:
    """Owe a run of sending by this medium, in this transaction; not before `at` where it is given."""
    app.configure_task(SEND_DUE, queue=str(medium), schedule_at=at).defer(medium=str(medium))


def media_on_offer() -> frozenset[Medium]:
    """Return the media that this department has a carrier for."""
    return frozenset({Medium.EMAIL, Medium.TEXT} if settings.NOTIFY_KEY else {Medium.EMAIL})


def new_message(*, notice_id: int, medium: Medium, address: str, language: str, at: datetime) -> Delivery:
    """Return a message that is due at once, not yet saved. Its reference stays the same at every try."""
    return Delivery(
        notice_id=notice_id,
        medium=medium,
        address=address,
        language=language,
        reference=str(uuid4()),
        queued_at=at,
        next_try_at=at,
    )


def _client_of(one: Happened[Any]) -> int:
    if one.event.client_id is None:
        raise NobodyToTell(f"entry {one.entry.pk}")
    return int(one.event.client_id)


def _way(one: Happened[Any], reachable: Reachable, told: dict[tuple[str, str], datetime]) -> Way:
    entry = one.entry
    latest = told.get((entry.kind, entry.subject))
    news = News(entry.occurred_at, entry.recorded_at, overtaken=latest is not None and latest > entry.occurred_at)
    addresses = {
        medium: reachable.addresses[KIND_OF[medium]]
        for medium in media_on_offer()
        if KIND_OF[medium] in reachable.addresses
    }
    day = entry.recorded_at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    return way_to_tell(
        news, Reach(reachable.channel, addresses, is_deceased=reachable.is_deceased), old_after=policy(day).old_after
    )


def _latest_told(happened: Iterable[Happened[Any]], in_order: frozenset[str]) -> dict[tuple[str, str], datetime]:
    """Return the moment of the latest notice told of, by kind and subject, among the kinds that have an order."""
    wanted = [one.entry for one in happened if one.entry.kind in in_order]
    if not wanted:
        return {}
    found = (
        Notice.objects.filter(kind__in=in_order, subject__in={entry.subject for entry in wanted})
        .values_list("kind", "subject")
        .annotate(latest=Max("occurred_at"))
    )
    return {(kind, subject): latest for kind, subject, latest in found}


# Returns the new ones only, which a bulk_create that ignores conflicts cannot tell apart.
_INSERT = """
INSERT INTO notices_notice (client_id, entry_id, kind, subject, occurred_at, created_at, not_sent)
SELECT * FROM unnest(
    %s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::timestamptz[], %s::timestamptz[], %s::text[]
)
ON CONFLICT (entry_id) DO NOTHING RETURNING entry_id, id
"""


def _add_notices(happened: Sequence[Happened[Any]], ways: dict[int, Way]) -> dict[int, int]:
    """Add the notices that are not there yet; return their numbers by entry."""
    rows = [
        (one.event.client_id, one.entry.pk, one.entry.kind, one.entry.subject, one.entry.occurred_at,
         one.entry.recorded_at, str(ways[one.entry.pk].not_sent or ""))
        for one in happened
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [list(column) for column in zip(*rows, strict=True)])
        return dict(cursor.fetchall())


def _add_messages(new: Sequence[tuple[int, Happened[Any], Way, Reachable]]) -> None:
    messages, events = [], []
    for number, one, way, reachable in new:
        if way.medium is None:
            continue
        at = one.entry.recorded_at
        messages.append(
            new_message(notice_id=number, medium=way.medium, address=way.address, language=reachable.language, at=at)
        )
        events.append((NoticeQueued(client_id=one.event.client_id, notice=number, medium=str(way.medium)), at))
    if not messages:
        return
    Delivery.objects.bulk_create(messages)
    # What is heard last is when this is done: the clock was read when the entries were recorded.
    heard = max(moment for _, moment in events)
    record_many(events, Origin(actor=ACTOR, channel=Channel.SYSTEM, at=heard))
    for medium in sorted({Medium(message.medium) for message in messages}):
        defer_sending(medium)
