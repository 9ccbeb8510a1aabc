"""Queueing notices: one for each entry, and a message to carry it where the client's choice and addresses allow one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from guichet.clients.reach import Reachable, reach_of
from guichet.journal.actions import Origin, record_many
from guichet.journal.reactions import Happened
from guichet.journal.terms import Channel
from guichet.notices.actions.bundling import Parcel, post
from guichet.notices.actions.owning import own_at_once
from guichet.notices.actions.reaching import ACTOR, ways_to
from guichet.notices.events import NoticeQueued
from guichet.notices.models import Notice
from guichet.notices.policy import notice_kind, policy
from guichet.notices.rules import News, Reach, Way, way_to_tell
from guichet.notices.terms import WhyNotSent


class NobodyToTell(Exception):
    """An event that a client could notice names no client that we know."""


@dataclass(frozen=True, slots=True)
class New:
    """A notice that was just added, with what it tells of and the way it is to go."""

    number: int
    one: Happened[Any]
    way: Way
    reachable: Reachable

    @property
    def client_id(self) -> int:
        """Return whom it tells."""
        return _client_of(self.one)


@transaction.atomic
def queue_notices(
    happened: Sequence[Happened[Any]],
    *,
    in_order: frozenset[str] = frozenset(),
    urgent: frozenset[int] = frozenset(),
    by: Callable[[Iterable[int]], dict[int, Reachable]] = reach_of,
    only_there: bool = False,
) -> int:
    """Queue a notice for each of these entries, with the message that carries it, and return how many were new.

    Twice the same entries, once the notices. Of kinds `in_order` (the stages of a file) the later overtakes the
    earlier: what a later notice about the same subject has already told is not sent. Entries numbered in `urgent` go
    at once, as do kinds that the policy names. `by` says how a client is reached; `only_there`, that the message goes
    to that very address, whatever changes. Constant number of queries.
    Raises NobodyToTell for an entry without a client.
    """
    if not happened:
        return 0
    reach = by(_client_of(one) for one in happened)
    for one in happened:
        if one.event.client_id not in reach:
            raise NobodyToTell(f"entry {one.entry.pk}")
    told = _latest_told(happened, in_order)
    possible = ways_to(reach)
    ways = {one.entry.pk: _way(one, reach[_client_of(one)], possible[_client_of(one)], told) for one in happened}
    numbers = _add_notices(happened, ways)
    new = [
        New(numbers[one.entry.pk], one, ways[one.entry.pk], reach[_client_of(one)])
        for one in happened
        if one.entry.pk in numbers
    ]
    if new:
        _carry(new, urgent, only_there=only_there)
    return len(new)


def _carry(new: Sequence[New], urgent: frozenset[int], *, only_there: bool) -> None:
    # What is heard last is when this is done: the clock was read when the entries were recorded.
    heard = max(each.one.entry.recorded_at for each in new)
    origin = Origin(actor=ACTOR, channel=Channel.SYSTEM, at=heard)
    parcels, events = [], []
    for each in new:
        if each.way.medium is None:
            continue
        parcels.append(
            Parcel(
                notice_id=each.number,
                client_id=each.client_id,
                medium=each.way.medium,
                address=each.way.address,
                reachable=each.reachable,
                urgent=each.one.entry.pk in urgent or notice_kind(each.one.entry.kind).urgent,
                only_there=only_there,
            )
        )
        queued = NoticeQueued(client_id=each.client_id, notice=each.number, medium=str(each.way.medium))
        events.append((queued, each.one.entry.recorded_at))
    if parcels:
        post(parcels, at=heard)
        record_many(events, origin)
    nowhere = [each.number for each in new if each.way.not_sent is WhyNotSent.NO_ADDRESS]
    if nowhere:
        own_at_once(nowhere, origin)


def _client_of(one: Happened[Any]) -> int:
    if one.event.client_id is None:
        raise NobodyToTell(f"entry {one.entry.pk}")
    return int(one.event.client_id)


def _way(one: Happened[Any], reachable: Reachable, reach: Reach, told: dict[tuple[str, str], datetime]) -> Way:
    entry = one.entry
    latest = told.get((entry.kind, entry.subject))
    news = News(entry.occurred_at, entry.recorded_at, overtaken=latest is not None and latest > entry.occurred_at)
    day = entry.recorded_at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    return way_to_tell(news, reach, old_after=policy(day).old_after)


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
