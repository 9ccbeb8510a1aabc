"""Who looked at whose file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import F, Q, QuerySet

from guichet.foundation.statements import Given, OneOf, Statement
from guichet.identity.models import Look
from guichet.identity.queries.staff import NotAllowed, roles_in_order
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind, Purpose, Right, Role


@dataclass(frozen=True, slots=True)
class LookFacts:
    """One look at a file: who, from where, what for, when. A client is shown the role and office, not the name."""

    look_id: int
    client_id: int
    subject: str
    # None for a look of somebody to whom the client, or the law, allows it: `holder` says what they are.
    staff_id: int | None
    staff_name: str
    holder: AuthorityKind | None
    roles: tuple[Role, ...]
    office: str
    purpose: Purpose | None
    page: str
    looked_at: datetime
    # Whether the client saw it, or will see it, later than at once: an investigation.
    delayed: bool = False

    @property
    def place(self) -> tuple[datetime, int]:
        """Return where the next page of a list goes on: its `before`."""
        return self.looked_at, self.look_id


def looks_at(
    client_id: int,
    *,
    viewer: Viewer,
    now: datetime,
    before: tuple[datetime, int] | None = None,
    limit: int = 50,
) -> Sequence[LookFacts]:
    """Return who looked at a client’s files, latest first, from `before` (a look’s `place`) backwards.

    Looks of an investigation in force are left out for all but those who read the access log. Raises NotAllowed
    unless the viewer is the client, has opened the file, or reads the access log. Who acts for a client is not
    shown who else looked.
    """
    if not may_read_looks(viewer, client_id):
        raise NotAllowed(f"client:{client_id}")
    everyone = viewer.everyone_of(client_id)
    if before is None and not viewer.may(Right.ACCESS_LOG):
        return [_facts(*row) for row in _latest_looks(limit).rows(clients=list(everyone), now=now)]
    return _page(_shown_to(viewer, now).filter(client_id__in=everyone), before, limit)


def look(look_id: int, *, viewer: Viewer, now: datetime) -> LookFacts:
    """Return one look. Raises NotAllowed where there is none that this viewer may see."""
    row = _shown_to(viewer, now).filter(pk=look_id).values_list(*LOOK).first()
    found = _facts(*row) if row else None
    if found is None or not may_read_looks(viewer, found.client_id):
        raise NotAllowed(f"look:{look_id}")
    return found


def may_read_looks(viewer: Viewer, client_id: int) -> bool:
    """Return whether somebody may read who looked at a client’s files."""
    return viewer.sees_whole(client_id) or viewer.may(Right.ACCESS_LOG)


def _shown_to(viewer: Viewer, now: datetime) -> QuerySet[Look]:
    """Return the looks that are not delayed for this viewer. There is no other way to keep a look from a client."""
    return Look.objects.all() if viewer.may(Right.ACCESS_LOG) else _not_delayed(now)


def _not_delayed(now: Any) -> QuerySet[Look]:
    over = Q(investigation__ended_at__isnull=False) | Q(investigation__until__lte=now)
    return Look.objects.filter(Q(investigation=None) | over)


def looks(
    *,
    viewer: Viewer,
    since: datetime | None = None,
    staff_id: int | None = None,
    purpose: Purpose | None = None,
    holders_only: bool = False,
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
    if holders_only:
        found = found.filter(staff=None)
    return _page(found, before, limit)


LOOK = ("id", "client_id", "subject", "staff_id", "staff__name", "holder", "roles", "office", "purpose", "page",
        "looked_at", "investigation_id")  # fmt: skip


@cache
def _latest_looks(limit: int) -> Statement:
    return Statement(
        lambda: _latest_first(_not_delayed(Given("now")).filter(OneOf(F("client_id"), Given("clients"))))[:limit]
    )


def _page(found: QuerySet[Look], before: tuple[datetime, int] | None, limit: int) -> list[LookFacts]:
    if before:
        moment, number = before
        found = found.filter(looked_at__lte=moment).exclude(looked_at=moment, id__gte=number)
    return [_facts(*row) for row in _latest_first(found)[:limit]]


def _latest_first(found: QuerySet[Look]) -> QuerySet[Look, tuple[Any, ...]]:
    return found.order_by("-looked_at", "-id").values_list(*LOOK)


def _facts(
    look_id: int,
    client_id: int,
    subject: str,
    staff_id: int | None,
    staff_name: str | None,
    holder: str,
    roles: list[str],
    office: str,
    purpose: str,
    page: str,
    looked_at: datetime,
    investigation: int | None,
) -> LookFacts:
    return LookFacts(
        look_id=look_id,
        client_id=client_id,
        subject=subject,
        staff_id=staff_id,
        staff_name=staff_name or "",
        holder=AuthorityKind(holder) if holder else None,
        roles=roles_in_order(roles),
        office=office,
        purpose=Purpose(purpose) if purpose else None,
        page=page,
        looked_at=looked_at,
        delayed=investigation is not None,
    )
