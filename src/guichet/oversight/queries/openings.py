"""Who may open which file without more, and what was opened for a reason."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from guichet.applications.queries import offices_of
from guichet.clients.queries import any_in_danger, clients_at, clients_of_accounts, everyone_of, own_client_ids
from guichet.identity.access_policy import needs_to_know
from guichet.identity.queries import NotAllowed, people_behind
from guichet.identity.rules import Viewer
from guichet.identity.rules.need_to_know import Wanted, barrier
from guichet.identity.terms import Barrier, Protected, Purpose, Right
from guichet.oversight.models import BrokenGlass, Protection
from guichet.oversight.terms import Verdict


@dataclass(frozen=True, slots=True)
class BrokenGlassFacts:
    """One opening for a reason: whose, of whom, why, and what the review found."""

    number: int
    staff_id: int
    staff_name: str
    client_id: int
    barrier: Barrier
    purpose: Purpose
    reason: str
    opened_at: datetime
    reviewed_by: str
    reviewed_at: datetime | None
    verdict: Verdict | None
    note: str


@dataclass(frozen=True, slots=True)
class ProtectionFacts:
    """A file that is protected, why, and since when."""

    number: int
    client_id: int
    why: Protected
    since: datetime


def barrier_for(*, viewer: Viewer, client_id: int, purpose: Purpose, now: datetime) -> Barrier | None:
    """Return what stands between somebody and a client’s file, or None where they may open it for this purpose."""
    everyone = everyone_of([client_id]).get(client_id, (client_id,))
    own = own_client_ids(viewer.user_id) if viewer.user_id else frozenset()
    day = now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    return barrier(
        purpose,
        Wanted(offices_of(everyone), _protections_of(everyone), is_own=not own.isdisjoint(everyone)),
        roles=sorted(viewer.roles),
        office=viewer.office,
        needs=needs_to_know(day),
    )


def broken_glasses(
    *, viewer: Viewer, number: int | None = None, open_only: bool = False, limit: int = 100
) -> Sequence[BrokenGlassFacts]:
    """Return what was opened for a reason, latest first; one of them where its number is given. Raises NotAllowed."""
    if not viewer.may(Right.REVIEW_ACCESS):
        raise NotAllowed("reviews of openings")
    found = BrokenGlass.objects.select_related("staff", "reviewed_by").order_by("-id")
    if number is not None:
        found = found.filter(pk=number)
    if open_only:
        found = found.filter(reviewed_at=None)
    return [_facts(one) for one in found[:limit]]


def protections(*, viewer: Viewer) -> Sequence[ProtectionFacts]:
    """Return the files that are protected, the latest first. Raises NotAllowed."""
    if not (viewer.may(Right.ORDER_INVESTIGATION) or viewer.may(Right.REVIEW_ACCESS)):
        raise NotAllowed("protections")
    found = Protection.objects.filter(ended_at=None).order_by("-id")
    return [ProtectionFacts(one.pk, one.client_id, Protected(one.why), one.since) for one in found]


def _protections_of(everyone: Collection[int]) -> frozenset[Protected]:
    """Return what protects a file: what was recorded, that the client is in danger, and that they work here."""
    recorded = Protection.objects.filter(client_id__in=everyone, ended_at=None).values_list("why", flat=True)
    found = {Protected(why) for why in recorded}
    if any_in_danger(everyone):
        found.add(Protected.SAFETY)
    staff = people_behind()
    linked = clients_of_accounts({one.user_id for one in staff})
    at = clients_at({one.email.lower() for one in staff})
    if any(not ids.isdisjoint(everyone) for ids in [*linked.values(), *at.values()]):
        found.add(Protected.STAFF)
    return frozenset(found)


def _facts(one: BrokenGlass) -> BrokenGlassFacts:
    return BrokenGlassFacts(
        number=one.pk,
        staff_id=one.staff_id,
        staff_name=one.staff.name,
        client_id=one.client_id,
        barrier=Barrier(one.barrier),
        purpose=Purpose(one.purpose),
        reason=one.reason,
        opened_at=one.opened_at,
        reviewed_by=one.reviewed_by.name if one.reviewed_by else "",
        reviewed_at=one.reviewed_at,
        verdict=Verdict(one.verdict) if one.verdict else None,
        note=one.note,
    )
