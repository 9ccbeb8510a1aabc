"""Looks and staff as rules see them, for whoever watches over looking. No viewer: nothing of it is shown to anybody."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from guichet.identity.models import Look, Staff
from guichet.identity.terms import Purpose


@dataclass(frozen=True, slots=True)
class LookSeen:
    """A look of a member of staff."""

    look_id: int
    staff_id: int
    client_id: int
    looked_at: datetime
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class StaffBehind:
    """A member of staff as a person: their name, and the account and address they work with."""

    staff_id: int
    user_id: int
    name: str
    email: str


def looks_since(look_id: int, *, limit: int) -> list[LookSeen]:
    """Return the looks of staff noted after a look, first noted first."""
    found = Look.objects.filter(pk__gt=look_id, staff__isnull=False).order_by("id")[:limit]
    return [_seen(look) for look in found]


def looks_of_staff(staff_ids: Collection[int], *, since: datetime, limit: int) -> list[LookSeen]:
    """Return the looks of some staff since a moment, the latest `limit`."""
    found = Look.objects.filter(staff_id__in=staff_ids, looked_at__gte=since).order_by("-looked_at", "-id")[:limit]
    return [_seen(look) for look in found]


def looks_at_any(client_ids: Collection[int], *, since: datetime, limit: int) -> list[LookSeen]:
    """Return the looks of staff at some clients since a moment, the latest `limit`."""
    found = Look.objects.filter(client_id__in=client_ids, staff__isnull=False, looked_at__gte=since)
    return [_seen(look) for look in found.order_by("-looked_at", "-id")[:limit]]


def people_behind(staff_ids: Collection[int] | None = None) -> list[StaffBehind]:
    """Return some members of staff as people; all who work here where none are named."""
    found = Staff.objects.select_related("user").order_by("id")
    found = found.filter(is_active=True) if staff_ids is None else found.filter(pk__in=staff_ids)
    return [StaffBehind(one.pk, one.user_id, one.name, one.user.email or "") for one in found]


def _seen(look: Look) -> LookSeen:
    assert look.staff_id is not None
    return LookSeen(look.pk, look.staff_id, look.client_id, look.looked_at, Purpose(look.purpose))
