"""Investigations, for those who order them and for auditors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from guichet.identity.models import Investigation, Staff
from guichet.identity.queries.staff import NotAllowed
from guichet.identity.rules import Viewer, rights_of
from guichet.identity.terms import Right, Role


@dataclass(frozen=True, slots=True)
class InvestigationFacts:
    """One investigation: whose looks at whom, why, asked and approved by whom, until when."""

    number: int
    client_id: int
    case_number: str
    reason: str
    investigator: str
    ordered_by_id: int
    ordered_by: str
    ordered_at: datetime
    until: datetime
    decided_by: str
    decided_at: datetime | None
    approved: bool
    ended_at: datetime | None

    def holds(self, now: datetime) -> bool:
        """Return whether looks are kept from the client now."""
        return self.approved and self.ended_at is None and self.until > now


def investigations(*, viewer: Viewer, limit: int = 200) -> Sequence[InvestigationFacts]:
    """Return the investigations, latest first. Raises NotAllowed."""
    if not (viewer.may(Right.ORDER_INVESTIGATION) or viewer.may(Right.ACCESS_LOG)):
        raise NotAllowed("investigations")
    found = Investigation.objects.select_related("investigator", "ordered_by", "decided_by").order_by("-id")
    return [_facts(one) for one in found[:limit]]


def may_investigate(*, viewer: Viewer, client_id: int, now: datetime) -> bool:
    """Return whether this person looks at this client under an investigation that is in force."""
    return (
        viewer.staff_id is not None
        and Investigation.objects.filter(
            client_id=client_id, investigator_id=viewer.staff_id, approved=True, ended_at=None, until__gt=now
        ).exists()
    )


def who_may_look(*, viewer: Viewer) -> Sequence[tuple[int, str]]:
    """Return the staff who open files, by number and name: those whom an investigation may be given to."""
    if not viewer.may(Right.ORDER_INVESTIGATION):
        raise NotAllowed("investigations")
    found = Staff.objects.filter(is_active=True).order_by("name", "id")
    return [(one.pk, one.name) for one in found if _opens_files(one)]


def _opens_files(staff: Staff) -> bool:
    roles = frozenset(Role(role) for role in staff.roles)
    return Right.CLIENT_FILES in rights_of(Viewer(user_id=staff.user_id, staff_id=staff.pk, roles=roles))


def _facts(one: Investigation) -> InvestigationFacts:
    return InvestigationFacts(
        number=one.pk,
        client_id=one.client_id,
        case_number=one.case_number,
        reason=one.reason,
        investigator=one.investigator.name,
        ordered_by_id=one.ordered_by_id,
        ordered_by=one.ordered_by.name,
        ordered_at=one.ordered_at,
        until=one.until,
        decided_by=one.decided_by.name if one.decided_by else "",
        decided_at=one.decided_at,
        approved=one.approved,
        ended_at=one.ended_at,
    )
