"""Posting notices: each joins the message that already waits for its client, or a new one is begun.

A message that waits takes more until it is claimed. Its row is locked while a notice is added, so that no worker takes
it in between; and of two that begin a message for the same client at once, a constraint lets only one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.models import Max

from guichet.clients.reach import Reachable
from guichet.notices.actions.reaching import defer_sending
from guichet.notices.models import Carried, Delivery
from guichet.notices.policy import timing
from guichet.notices.rules import Moment, goes_at
from guichet.notices.terms import DeliveryStatus, Medium
from guichet.notices.whereabouts import places_that_matter, wishes_of

Key = tuple[int, str]
# Another may begin a message for the same client at the same moment, but hardly ever again and again.
TRIES = 20


class CannotBundle(Exception):
    """The message for a client kept being taken away; the job is run again."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A notice that is to go to its client by a medium."""

    notice_id: int
    client_id: int
    medium: Medium
    address: str
    reachable: Reachable
    urgent: bool
    round: int = 0
    # To this very address, alone: what else there is to tell goes to the address of now.
    only_there: bool = False

    @property
    def key(self) -> Key:
        """Return which message it may join."""
        return self.client_id, str(self.medium)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that waits, and until when."""

    delivery_id: int
    at: datetime


def post(parcels: Sequence[Parcel], *, at: datetime) -> None:
    """Have each notice carried, at the moment that its client's wishes and the policy allow. A handful of queries."""
    _post_there([parcel for parcel in parcels if parcel.only_there], at)
    parcels = [parcel for parcel in parcels if not parcel.only_there]
    first: dict[Key, Parcel] = {}
    for parcel in parcels:
        known = first.get(parcel.key)
        first[parcel.key] = parcel if known is None or parcel.urgent else known
    moments = _moments(first, at)
    waiting = _waiting_for(first, moments, at)
    Carried.objects.bulk_create(
        Carried(
            notice_id=parcel.notice_id,
            delivery_id=waiting[parcel.key].delivery_id,
            medium=parcel.medium,
            round=parcel.round,
        )
        for parcel in parcels
    )
    due = _bring_forward(first, moments, waiting)
    for medium in sorted({parcel.medium for parcel in parcels}):
        times = sorted({due[key] for key in due if key[1] == medium})
        # What is held for longer is found by the chore that looks for what is overdue.
        for moment in times[:2]:
            defer_sending(medium, at=None if moment <= at else moment)


def _post_there(parcels: Sequence[Parcel], at: datetime) -> None:
    """Have each of these go by itself to the address that it names, at the moment that is right for its client."""
    for parcel in parcels:
        moment = _moments({parcel.key: parcel}, at)[parcel.key]
        message = Delivery.objects.create(
            client_id=parcel.client_id,
            medium=parcel.medium,
            address=parcel.address,
            language=parcel.reachable.language,
            reference=str(uuid4()),
            queued_at=at,
            next_try_at=moment.at,
            held=str(moment.held or ""),
            only_there=True,
        )
        Carried.objects.create(notice_id=parcel.notice_id, delivery=message, medium=parcel.medium, round=parcel.round)
        defer_sending(parcel.medium, at=None if moment.at <= at else moment.at)


def _moments(first: Mapping[Key, Parcel], at: datetime) -> dict[Key, Moment]:
    rules = timing(at.astimezone(ZoneInfo(settings.TIME_ZONE)).date())
    last = _last_sent({client_id for client_id, _ in first}, at - rules.together) if rules.together else {}
    known = {parcel.client_id: (parcel.reachable, parcel.medium) for parcel in first.values()}
    places = places_that_matter(known, rules)
    return {
        key: goes_at(
            at,
            urgent=parcel.urgent,
            medium=parcel.medium,
            wishes=wishes_of(parcel.reachable, places.get(parcel.client_id)),
            timing=rules,
            last_sent=last.get(key),
        )
        for key, parcel in first.items()
    }


def _last_sent(client_ids: set[int], since: datetime) -> dict[Key, datetime]:
    found = (
        Delivery.objects.filter(client_id__in=client_ids, sent_at__gte=since, says="")
        .values_list("client_id", "medium")
        .annotate(last=Max("sent_at"))
    )
    return {(client_id, medium): last for client_id, medium, last in found}


_BEGIN = """
INSERT INTO notices_delivery (
    client_id, medium, address, language, reference, queued_at, next_try_at, held,
    status, says, takes_more, provider_reference, subject_line, body, attempts, failure
)
SELECT *, 'QUEUED', '', true, '', '', '', 0, '' FROM unnest(
    %s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::timestamptz[], %s::timestamptz[], %s::text[]
)
ON CONFLICT (client_id, medium) WHERE takes_more DO NOTHING RETURNING client_id, medium, id, next_try_at
"""


def _waiting_for(first: Mapping[Key, Parcel], moments: Mapping[Key, Moment], at: datetime) -> dict[Key, Waiting]:
    """Return a locked message for each client and medium: the one that waits, else a new one."""
    found: dict[Key, Waiting] = {}
    for _ in range(TRIES):
        found |= _lock_waiting([key for key in first if key not in found])
        missing = sorted(key for key in first if key not in found)
        if not missing:
            return found
        rows = [
            (client_id, medium, first[client_id, medium].address, str(first[client_id, medium].reachable.language),
             str(uuid4()), at, moments[client_id, medium].at, str(moments[client_id, medium].held or ""))
            for client_id, medium in missing
        ]  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(_BEGIN, [list(column) for column in zip(*rows, strict=True)])
            for client_id, medium, number, due in cursor.fetchall():
                found[client_id, medium] = Waiting(number, due)
        if len(found) == len(first):
            return found
    raise CannotBundle(f"{len(first) - len(found)} of {len(first)}")


def _lock_waiting(keys: Sequence[Key]) -> dict[Key, Waiting]:
    if not keys:
        return {}
    clients, wanted = {client_id for client_id, _ in keys}, set(keys)
    rows = (
        Delivery.objects.select_for_update()
        .filter(client_id__in=clients, takes_more=True, status=DeliveryStatus.QUEUED)
        .order_by("client_id", "medium")
        .values_list("client_id", "medium", "id", "next_try_at")
    )
    return {
        (client_id, medium): Waiting(number, due)
        for client_id, medium, number, due in rows
        if (client_id, medium) in wanted
    }


def _bring_forward(
    first: Mapping[Key, Parcel], moments: Mapping[Key, Moment], waiting: Mapping[Key, Waiting]
) -> dict[Key, datetime]:
    """Let an urgent notice take along the message that waited; return when each message is due."""
    due = {key: min(moments[key].at, waiting[key].at) if first[key].urgent else waiting[key].at for key in first}
    sooner = [key for key in first if due[key] < waiting[key].at]
    for moment in sorted({due[key] for key in sooner}):
        numbers = [waiting[key].delivery_id for key in sooner if due[key] == moment]
        Delivery.objects.filter(id__in=numbers).update(next_try_at=moment, held="")
    return due
