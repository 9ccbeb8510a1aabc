"""Notices that reached nobody by any message, and carriers in trouble: for those who look after them."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.notices.models import Delivery, Notice, Provider
from guichet.notices.terms import DeliveryStatus, Fault, Medium, WhyNotSent

UNDELIVERED_PER_PAGE = 50
Place = tuple[datetime, int]
Row = TypeVar("Row", Notice, Delivery)


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A notice that stands in the account only, though the client wanted a message. No address and no name."""

    notice_id: int
    client_id: int
    kind: str
    subject: str
    occurred_at: datetime
    # Since when it is known that nothing arrives.
    at: datetime
    # A Fault where a message failed; NO_ADDRESS where there was none to send.
    why: Fault | WhyNotSent
    medium: Medium | None
    attempts: int


@dataclass(frozen=True, slots=True)
class UndeliveredPage:
    """A part of the undelivered notices, latest first; `older` is what to ask with for the part before it."""

    notices: tuple[Undelivered, ...]
    older: Place | None


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
    *,
    why: str = "",
    since: datetime | None = None,
    before: Place | None = None,
    limit: int = UNDELIVERED_PER_PAGE,
) -> UndeliveredPage:
    """Return notices that no message carried to their client, latest first; for staff who look after them.

    `why` narrows to FAILED or NO_ADDRESS, `since` to what has been known since then. A notice whose first message
    failed while another is under way or arrived is not among them. Two queries. Raises NotAllowed.
    """
    if not viewer.may(Right.UNDELIVERED):
        raise NotAllowed
    found: list[Undelivered] = []
    if why in {"", DeliveryStatus.FAILED}:
        failed = _part(_failed(), "failed_at", "notice_id", since, before)[: limit + 1]
        found += [_undelivered(delivery) for delivery in failed]
    if why in {"", WhyNotSent.NO_ADDRESS}:
        nowhere = Notice.objects.filter(not_sent=WhyNotSent.NO_ADDRESS)
        found += [_without_address(notice) for notice in _part(nowhere, "created_at", "id", since, before)[: limit + 1]]
    found.sort(key=_place, reverse=True)
    shown = found[:limit]
    return UndeliveredPage(tuple(shown), _place(shown[-1]) if len(found) > limit else None)


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


def _failed() -> QuerySet[Delivery]:
    others = Delivery.objects.filter(notice_id=OuterRef("notice_id")).exclude(pk=OuterRef("pk"))
    # Where both media failed, the later failure stands for the notice.
    hopeful = others.filter(~Q(status=DeliveryStatus.FAILED) | Q(failed_at__gt=OuterRef("failed_at")))
    return Delivery.objects.filter(~Exists(hopeful), status=DeliveryStatus.FAILED).select_related("notice")


def _part(rows: QuerySet[Row], moment: str, number: str, since: datetime | None, before: Place | None) -> QuerySet[Row]:
    if since:
        rows = rows.filter(**{f"{moment}__gte": since})
    if before:
        earlier = Q(**{f"{moment}__lt": before[0]}) | Q(**{moment: before[0], f"{number}__lt": before[1]})
        rows = rows.filter(earlier)
    return rows.order_by(F(moment).desc(), f"-{number}")


def _undelivered(delivery: Delivery) -> Undelivered:
    notice = delivery.notice
    return Undelivered(
        notice_id=notice.pk,
        client_id=notice.client_id,
        kind=notice.kind,
        subject=notice.subject,
        occurred_at=notice.occurred_at,
        at=delivery.failed_at or delivery.queued_at,
        why=Fault(delivery.failure),
        medium=Medium(delivery.medium),
        attempts=delivery.attempts,
    )


def _without_address(notice: Notice) -> Undelivered:
    return Undelivered(
        notice_id=notice.pk,
        client_id=notice.client_id,
        kind=notice.kind,
        subject=notice.subject,
        occurred_at=notice.occurred_at,
        at=notice.created_at,
        why=WhyNotSent.NO_ADDRESS,
        medium=None,
        attempts=0,
    )


def _place(one: Undelivered) -> Place:
    return (one.at, one.notice_id)
