"""Keeping looks from a client for a while: ordered by one, approved by another, never without an end."""

from datetime import datetime, timedelta

from django.db import transaction

from guichet.identity.actions.access import note_access
from guichet.identity.events import (
    InvestigationDecided,
    InvestigationEnded,
    InvestigationOrdered,
    LooksWereDelayed,
)
from guichet.identity.models import Investigation, Look, Staff
from guichet.identity.queries.staff import NotAllowed
from guichet.identity.rules import Viewer, rights_of
from guichet.identity.terms import AccessKind, InvestigationRefusal, Right, Role
from guichet.journal.actions import Origin, record
from guichet.journal.terms import Channel


class CannotInvestigate(Exception):
    """The rules refuse this; `reason` says why."""

    def __init__(self, reason: InvestigationRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def order_investigation(
    *,
    viewer: Viewer,
    client_id: int,
    investigator_id: int,
    case_number: str,
    reason: str,
    until: datetime,
    longest: timedelta,
    origin: Origin,
) -> int:
    """Ask that the looks of one person at one client be shown to the client only later; return its number.

    Nothing is kept from anybody before a second person approved. Raises NotAllowed, CannotInvestigate.
    """
    ordered_by = _may_order(viewer)
    refusal = _refusal_to_order(client_id, investigator_id, case_number, reason, until, longest, origin)
    if refusal:
        raise CannotInvestigate(refusal)
    found = Investigation.objects.create(
        client_id=client_id,
        case_number=case_number.strip(),
        reason=reason.strip(),
        investigator_id=investigator_id,
        ordered_by_id=ordered_by,
        ordered_at=origin.at,
        until=until,
    )
    record(InvestigationOrdered(investigation=found.pk), origin)
    _note(AccessKind.INVESTIGATION_ORDERED, found, origin, days=(until - origin.at).days)
    return found.pk


@transaction.atomic
def decide_investigation(*, viewer: Viewer, investigation_id: int, approve: bool, origin: Origin) -> None:
    """Approve an investigation, or refuse it: neither who ordered it nor who looks.

    Raises NotAllowed, CannotInvestigate.
    """
    decider = _may_order(viewer)
    found = _held(investigation_id)
    if found.decided_at:
        raise CannotInvestigate(InvestigationRefusal.DECIDED)
    if decider in {found.ordered_by_id, found.investigator_id}:
        raise CannotInvestigate(InvestigationRefusal.SAME_PERSON)
    if approve and found.until <= origin.at:
        raise CannotInvestigate(InvestigationRefusal.OVER)
    found.decided_by_id, found.decided_at, found.approved = decider, origin.at, approve
    found.save(update_fields=["decided_by", "decided_at", "approved"])
    record(InvestigationDecided(investigation=found.pk, approved=approve), origin)
    _note(AccessKind.INVESTIGATION_DECIDED, found, origin, approved=int(approve))


@transaction.atomic
def end_investigation(*, viewer: Viewer, investigation_id: int, origin: Origin) -> None:
    """End an investigation before its day: its looks are shown at once. Raises NotAllowed, CannotInvestigate."""
    _may_order(viewer)
    found = _held(investigation_id)
    if not found.approved or found.ended_at or found.until <= origin.at:
        raise CannotInvestigate(InvestigationRefusal.OVER)
    found.ended_at = origin.at
    found.save(update_fields=["ended_at"])
    record(InvestigationEnded(investigation=found.pk), origin)
    _note(AccessKind.INVESTIGATION_ENDED, found, origin)


def tell_of_ended_investigations(*, now: datetime) -> int:
    """Have each client told whose looks were delayed by an investigation that is over; return how many.

    Where nobody looked there is nothing to tell. Run again, nobody is told twice.
    """
    origin = Origin(actor="service", channel=Channel.SYSTEM, at=now)
    told = 0
    over = Investigation.objects.filter(approved=True, told_at=None)
    for number in over.filter(until__lte=now).union(over.filter(ended_at__isnull=False)).values_list("pk", flat=True):
        with transaction.atomic():
            found = Investigation.objects.select_for_update(skip_locked=True).filter(pk=number, told_at=None).first()
            if found is None:
                continue
            if Look.objects.filter(investigation=found).exists():
                record(LooksWereDelayed(client_id=found.client_id, investigation=found.pk), origin)
                told += 1
            found.told_at = now
            found.save(update_fields=["told_at"])
    return told


def _may_order(viewer: Viewer) -> int:
    if viewer.staff_id is None or not viewer.may(Right.ORDER_INVESTIGATION):
        raise NotAllowed("investigations")
    return viewer.staff_id


def _held(number: int) -> Investigation:
    found = Investigation.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise NotAllowed(f"investigation:{number}")
    return found


def _refusal_to_order(
    client_id: int,
    investigator_id: int,
    case_number: str,
    reason: str,
    until: datetime,
    longest: timedelta,
    origin: Origin,
) -> InvestigationRefusal | None:
    if not reason.strip():
        return InvestigationRefusal.NO_REASON
    if until <= origin.at:
        return InvestigationRefusal.NOT_LATER
    if until > origin.at + longest:
        return InvestigationRefusal.TOO_LONG
    if not _opens_files(investigator_id):
        return InvestigationRefusal.NO_INVESTIGATOR
    if Investigation.objects.filter(client_id=client_id, case_number=case_number.strip()).exists():
        return InvestigationRefusal.CASE_USED
    return None


def _opens_files(staff_id: int) -> bool:
    staff = Staff.objects.filter(pk=staff_id, is_active=True).first()
    if staff is None:
        return False
    roles = frozenset(Role(role) for role in staff.roles)
    return Right.CLIENT_FILES in rights_of(Viewer(user_id=staff.user_id, staff_id=staff.pk, roles=roles))


def _note(kind: AccessKind, found: Investigation, origin: Origin, **facts: int) -> None:
    said = {"investigation": found.pk, **facts}
    note_access(kind=kind, facts=said, client_id=found.client_id, subject=f"investigation:{found.pk}", origin=origin)
