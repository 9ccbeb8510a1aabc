"""Who looked at whose file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import QuerySet

from guichet.foundation.statements import Given, Statement
from guichet.identity.models import Look
from guichet.identity.queries.staff import NotAllowed, roles_in_order
from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose, Right, Role


@dataclass(frozen=True, slots=True)
class LookFacts:
    """One look at a file: who, from where, what for, when. A client is shown the role and office, not the name."""

    look_id: int
    client_id: int
    subject: str
    staff_id: int
    staff_name: str
    roles: tuple[Role, ...]
    office: str
    purpose: Purpose
    page: str
    looked_at: datetime

    @property
    def place(self) -> tuple[datetime, int]:
        """Return where the next page of a list goes on: its `before`."""
        return self.looked_at, self.look_id


def looks_at(
    client_id: int, *, viewer: Viewer, before: tuple[datetime, int] | None = None, limit: int = 50
) -> Sequence[LookFacts]:
    """Return who looked at a client’s files, latest first, from `before` (a look’s `place`) backwards.

    Raises NotAllowed unless the viewer is the client, has opened the file, or reads the access log.
    """
    if not (viewer.sees_whole(client_id) or viewer.may(Right.ACCESS_LOG)):
        raise NotAllowed(f"client:{client_id}")
    everyone = viewer.everyone_of(client_id)
    if before is None and len(everyone) == 1:
        return [_look(*row) for row in _latest_looks(limit).rows(client=client_id)]
    return _page(Look.objects.filter(client_id__in=everyone), before, limit)


def looks(
    *,
    viewer: Viewer,
    since: datetime | None = None,
    staff_id: int | None = None,
    purpose: Purpose | None = None,
    before: tuple[datetime, int] | None = None,
    limit: int = 50,
) -> Sequence[LookFacts]:
    """Return the access log, latest first, from `before` (a look’s `place`) backwards. Raises NotAllowed."""
    if not viewer.may(Right.ACCESS_LOG):
        raise NotAllowed("access log")
    found = Look.objects.all()
    if since:
        found = found.filter(looked_at__gte=since)
    if staff_id:
        found = found.filter(staff_id=staff_id)
    if purpose:
        found = found.filter(purpose=purpose)
    return _page(found, before, limit)


LOOK = ("id", "client_id", "subject", "staff_id", "staff__name", "staff__roles", "office", "purpose", "page",
        "looked_at")  # fmt: skip


@cache
def _latest_looks(limit: int) -> Statement:
    return Statement(lambda: _latest_first(Look.objects.filter(client_id=Given("client")))[:limit])


def _page(found: QuerySet[Look], before: tuple[datetime, int] | None, limit: int) -> list[LookFacts]:
    if before:
        moment, number = before
        found = found.filter(looked_at__lte=moment).exclude(looked_at=moment, id__gte=number)
    return [_look(*row) for row in _latest_first(found)[:limit]]


def _latest_first(found: QuerySet[Look]) -> QuerySet[Look, tuple[Any, ...]]:
    return found.order_by("-looked_at", "-id").values_list(*LOOK)


def _look(
    look_id: int,
    client_id: int,
    subject: str,
    staff_id: int,
    staff_name: str,
    roles: list[str],
    office: str,
    purpose: str,
    page: str,
    looked_at: datetime,
) -> LookFacts:
    return LookFacts(
        look_id=look_id,
        client_id=client_id,
        subject=subject,
        staff_id=staff_id,
        staff_name=staff_name,
        roles=roles_in_order(roles),
        office=office,
        purpose=Purpose(purpose),
        page=page,
        looked_at=looked_at,
    )
