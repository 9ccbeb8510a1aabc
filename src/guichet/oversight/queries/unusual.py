"""Looking that rules found unusual, for those who review it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.oversight.models import UnusualLooking
from guichet.oversight.terms import FlagVerdict, Unusual


@dataclass(frozen=True, slots=True)
class UnusualFacts:
    """Looking that a rule found unusual: whose, at whom, how many looks, and what a person found."""

    number: int
    kind: Unusual
    staff_id: int | None
    staff_name: str
    client_id: int | None
    looks: tuple[int, ...]
    count: int
    found_at: datetime
    reviewed_by: str
    reviewed_at: datetime | None
    verdict: FlagVerdict | None
    note: str


def unusual_looking(
    *, viewer: Viewer, number: int | None = None, open_only: bool = False, limit: int = 100
) -> Sequence[UnusualFacts]:
    """Return what was found, the latest first; one where its number is given. Raises NotAllowed."""
    if not viewer.may(Right.REVIEW_ACCESS):
        raise NotAllowed("reviews of looking")
    found = UnusualLooking.objects.select_related("staff", "reviewed_by").order_by("-id")
    if number is not None:
        found = found.filter(pk=number)
    if open_only:
        found = found.filter(reviewed_at=None)
    return [_facts(one) for one in found[:limit]]


def _facts(one: UnusualLooking) -> UnusualFacts:
    return UnusualFacts(
        number=one.pk,
        kind=Unusual(one.kind),
        staff_id=one.staff_id,
        staff_name=one.staff.name if one.staff else "",
        client_id=one.client_id,
        looks=tuple(one.looks),
        count=one.count,
        found_at=one.found_at,
        reviewed_by=one.reviewed_by.name if one.reviewed_by else "",
        reviewed_at=one.reviewed_at,
        verdict=FlagVerdict(one.verdict) if one.verdict else None,
        note=one.note,
    )
