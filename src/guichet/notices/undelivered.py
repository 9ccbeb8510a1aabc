"""Notices that reached nobody at first, how each is being seen to, and carriers in trouble: for staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count, F, Max, Min, Prefetch, Q, QuerySet

from guichet.clients.queries import numbers_in_use
from guichet.clients.rules.numbers import masked_email, masked_phone
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.journal.queries import entries_numbered, sentence_of
from guichet.notices.models import Carried, Delivery, Provider, TextStop, Undelivered
from guichet.notices.terms import DeliveryStatus, Fault, Medium, Resolution, UndeliveredState, WhyGivenUp

UNDELIVERED_PER_PAGE = 50
Place = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class UndeliveredNotice:
    """A notice that did not arrive at first, and how it stands. No address and no name."""

    notice_id: int
    client_id: int
    subject: str
    sentence: str
    state: UndeliveredState
    since: datetime
    due_at: datetime | None
    opened_at: datetime | None
    # What was tried, the first first, and how each failed; a medium without a fault is under way or arrived.
    tried: tuple[tuple[Medium, Fault | None], ...]
    resolution: Resolution | None
    reason: WhyGivenUp | None
    resolved_at: datetime | None

    @property
    def place(self) -> Place:
        """Return where the next page of a list goes on: its `before`."""
        return self.resolved_at or self.since, self.notice_id


@dataclass(frozen=True, slots=True)
class UndeliveredCounts:
    """How many notices that did not arrive stand where. `neither` must be 0: nobody's, and not resolved."""

    trying: int
    owned: int
    overdue: int
    oldest_owned: datetime | None
    neither: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """A carrier that fails: what it answered last, since when, and until when it is left in peace."""

    medium: Medium
    fault: Fault
    failures: int
    since: datetime
    paused_until: datetime | None


def undelivered(
    viewer: Viewer,
    state: UndeliveredState,
    *,
    language: Language,
    before: Place | None = None,
    limit: int = UNDELIVERED_PER_PAGE,
) -> Sequence[UndeliveredNotice]:
    """Return notices that did not arrive at first and stand so: the oldest first, those resolved the latest first.

    `before` is the place of the last of the page before this one. Three queries. Raises NotAllowed.
    """
    if not viewer.may(Right.UNDELIVERED):
        raise NotAllowed("undelivered notices")
    rows = Undelivered.objects.filter(state=state)
    if state is UndeliveredState.RESOLVED:
        if before:
            moment, number = before
            rows = rows.filter(Q(resolved_at__lt=moment) | Q(resolved_at=moment, notice__lt=number))
        rows = rows.order_by(F("resolved_at").desc(), "-notice")
    else:
        if before:
            moment, number = before
            rows = rows.filter(Q(since__gt=moment) | Q(since=moment, notice__gt=number))
        rows = rows.order_by("since", "notice")
    return _shown(rows, language, limit)


def undelivered_of_client(client_id: int, *, viewer: Viewer, language: Language) -> Sequence[UndeliveredNotice]:
    """Return what did not reach a client and is not resolved, the oldest first. Three queries. Raises NotAllowed."""
    if viewer.staff_id is None or not viewer.may_see_client(client_id):
        raise NotAllowed(f"client:{client_id}")
    rows = Undelivered.objects.filter(client_id__in=viewer.everyone_of(client_id)).exclude(
        state=UndeliveredState.RESOLVED
    )
    return _shown(rows.order_by("since", "notice"), language, UNDELIVERED_PER_PAGE)


def undelivered_counts(viewer: Viewer, now: datetime) -> UndeliveredCounts:
    """Return how many stand where. Two queries. Raises NotAllowed."""
    if not viewer.may(Right.UNDELIVERED):
        raise NotAllowed("undelivered notices")
    owned = Q(state=UndeliveredState.OWNED)
    counted = Undelivered.objects.exclude(state=UndeliveredState.RESOLVED).aggregate(
        trying=Count("pk", filter=Q(state=UndeliveredState.TRYING)),
        owned=Count("pk", filter=owned),
        overdue=Count("pk", filter=owned & Q(due_at__lt=now)),
        oldest_owned=Min("since", filter=owned),
    )
    return UndeliveredCounts(**counted, neither=len(nobodys()))


# What failed without a row of its own, what had nowhere to go, and what is "being tried" though nothing is under way.
_NOBODYS = """
SELECT carried.notice_id FROM notices_delivery failed
    JOIN notices_carried carried ON carried.delivery_id = failed.id
    LEFT JOIN notices_undelivered known ON known.notice_id = carried.notice_id
    WHERE failed.status = 'FAILED' AND known.notice_id IS NULL
UNION
SELECT notice.id FROM notices_notice notice
    LEFT JOIN notices_undelivered known ON known.notice_id = notice.id
    WHERE notice.not_sent = 'NO_ADDRESS' AND known.notice_id IS NULL
UNION
SELECT trying.notice_id FROM notices_undelivered trying
    WHERE trying.state = 'TRYING' AND NOT EXISTS (
        SELECT 1 FROM notices_carried carried JOIN notices_delivery delivery ON delivery.id = carried.delivery_id
        WHERE carried.notice_id = trying.notice_id AND delivery.status IN ('QUEUED', 'SENDING', 'SENT')
    )
LIMIT %s
"""


def nobodys(limit: int = 1000) -> list[int]:
    """Return notices that did not arrive, are not resolved and are nobody's: there must be none, at any moment."""
    with connection.cursor() as cursor:
        cursor.execute(_NOBODYS, [limit])
        return [row[0] for row in cursor.fetchall()]


# Somebody who represents a client may have it: the client has not heard all the same.
_NOT_HEARD = Q(notice__undelivered__state__in=[UndeliveredState.TRYING, UndeliveredState.OWNED]) | Q(
    notice__undelivered__resolution=Resolution.BESIDE, notice__opened_at=None
)


@dataclass(frozen=True, slots=True)
class NotReached:
    """That messages to one of a client’s addresses do not arrive; the address half hidden. For the client."""

    medium: Medium
    shown: str
    since: datetime


def not_reached(viewer: Viewer) -> Sequence[NotReached]:
    """Return the addresses at which the viewer’s own clients could not be reached, until what failed is resolved."""
    found = (
        Carried.objects.filter(
            _NOT_HEARD,
            delivery__status=DeliveryStatus.FAILED,
            notice__undelivered__client__in=viewer.own_clients,
            # What failed before an address was mended is not held against it.
            round=F("notice__undelivered__round"),
        )
        .exclude(delivery__failure=Fault.NOT_WANTED)
        .values_list("delivery__medium", "delivery__address")
        .annotate(since=Max("delivery__failed_at"))
        .order_by("delivery__medium", "delivery__address")
    )
    return [NotReached(Medium(medium), _half_hidden(medium, address), since) for medium, address, since in found]


@dataclass(frozen=True, slots=True)
class StoppedNumber:
    """A number in use that wants no texts since somebody answered STOP from it; half hidden. For the client."""

    client_id: int
    point_id: int
    shown: str
    since: datetime
    # Only who has shown that it is theirs may have texts sent there again.
    is_confirmed: bool


def stopped_numbers(viewer: Viewer) -> Sequence[StoppedNumber]:
    """Return which numbers in use of the viewer's own clients want no texts. Two queries."""
    numbers = numbers_in_use(viewer=viewer)
    values = {one.value for one in numbers}
    stops = TextStop.objects.filter(number__in=values, resumed_at=None) if values else TextStop.objects.none()
    since = dict(stops.values_list("number", "stopped_at"))
    return [
        StoppedNumber(one.client_id, one.point_id, one.shown, since[one.value], one.is_confirmed)
        for one in numbers
        if one.value in since
    ]


def troubles(viewer: Viewer) -> list[Trouble]:
    """Return the carriers that fail at the moment. Raises NotAllowed for whoever may not see undelivered notices."""
    if not viewer.may(Right.UNDELIVERED):
        raise NotAllowed
    return [
        Trouble(
            medium=Medium(provider.medium),
            fault=Fault(provider.last_fault),
            failures=provider.failures,
            since=provider.failing_since,
            paused_until=provider.paused_until,
        )
        for provider in Provider.objects.filter(failures__gt=0).order_by("medium")
        if provider.failing_since
    ]


def _shown(rows: QuerySet[Undelivered], language: Language, limit: int) -> Sequence[UndeliveredNotice]:
    tries = Prefetch("notice__deliveries", Delivery.objects.only("medium", "failure", "status").order_by("id"))
    found = list(rows.select_related("notice").prefetch_related(tries)[:limit])
    entries = entries_numbered(row.notice.entry_id for row in found)
    return [
        UndeliveredNotice(
            notice_id=row.notice_id,
            client_id=row.client_id,
            subject=row.notice.subject,
            sentence=sentence_of(entries[row.notice.entry_id], language) if row.notice.entry_id in entries else "–",
            state=UndeliveredState(row.state),
            since=row.since,
            due_at=row.due_at,
            opened_at=row.notice.opened_at,
            tried=tuple(
                (Medium(one.medium), Fault(one.failure) if one.status == DeliveryStatus.FAILED else None)
                for one in row.notice.deliveries.all()
            ),
            resolution=Resolution(row.resolution) if row.resolution else None,
            reason=WhyGivenUp(row.reason) if row.reason else None,
            resolved_at=row.resolved_at,
        )
        for row in found
    ]


def _half_hidden(medium: str, address: str) -> str:
    """Return an address of which its owner recognises it and nobody else learns it; nothing of a postal one."""
    if medium == Medium.EMAIL:
        return masked_email(address)
    return masked_phone(address) if medium == Medium.TEXT else ""
