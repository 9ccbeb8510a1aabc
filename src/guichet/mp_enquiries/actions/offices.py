"""Opening and closing the portal to a member’s office, and who works there."""

from dataclasses import dataclass

from django.db import transaction

from guichet.clients.actions import CannotGive, admit_to_office, close_office, dismiss_from_office, make_office
from guichet.clients.queries import office_of_address
from guichet.foundation.languages import Language
from guichet.foundation.typed import readable
from guichet.identity.actions import CannotAddStaff, make_account
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.journal.actions import Origin, record
from guichet.mp_enquiries.events import (
    MemberOfficeClosed,
    MemberOfficeOpened,
    OfficeWorkerAdded,
    OfficeWorkerRemoved,
)
from guichet.mp_enquiries.models import MemberOffice, OfficeWorker
from guichet.mp_enquiries.terms import House, MpRefusal


class CannotOffice(Exception):
    """Something cannot be done about an office or its people; `reason` says why."""

    def __init__(self, reason: MpRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOffice:
    """An office that is to be opened, and who runs its accounts first."""

    name: str
    member: str
    house: House
    riding: str
    language: Language
    # Where the office is told that there is something to read; its people’s addresses end alike.
    email: str
    first_name: str
    first_email: str


@transaction.atomic
def open_member_office(*, office: NewOffice, viewer: Viewer, origin: Origin) -> int:
    """Open the portal to an office, with the person who runs its accounts; return its number.

    Raises NotAllowed, and CannotOffice with the reason.
    """
    if not viewer.may(Right.MEMBER_OFFICES):
        raise NotAllowed("member_offices")
    name, member, riding = readable(office.name), readable(office.member), readable(office.riding)
    if not (name and member and riding):
        raise CannotOffice(MpRefusal.NO_NAME)
    email = office.email.strip().lower()
    if office_of_address(email) is not None:
        raise CannotOffice(MpRefusal.ADDRESS_IN_USE)
    row = MemberOffice.objects.create(
        party_id=make_office(name=name, email=email, origin=origin),
        member=member,
        house=office.house,
        riding=riding,
        language=office.language,
        domain=email.partition("@")[2],
        opened_at=origin.at,
        opened_by=origin.actor,
    )
    record(MemberOfficeOpened(member_office=row.pk), origin)
    _admit(row, office.first_name, office.first_email, origin, runs_it=True)
    return row.pk


@transaction.atomic
def add_worker(*, name: str, email: str, viewer: Viewer, origin: Origin, runs_it: bool = False) -> int:
    """Let somebody work in the viewer’s office, who runs it; return their number. Raises NotAllowed, CannotOffice."""
    return _admit(_run_by(viewer), name, email, origin, runs_it=runs_it)


@transaction.atomic
def remove_worker(*, worker_id: int, viewer: Viewer, origin: Origin) -> None:
    """End somebody’s work in the viewer’s office: their next page shows nothing. Raises NotAllowed, CannotOffice."""
    office = _run_by(viewer)
    worker = _worker(office, worker_id)
    if worker.runs_it and not _others_run(office, worker):
        raise CannotOffice(MpRefusal.LAST_ONE)
    _end(worker, origin)


@transaction.atomic
def set_runs_it(*, worker_id: int, runs_it: bool, viewer: Viewer, origin: Origin) -> None:
    """Let somebody run the accounts of the viewer’s office, or no longer. Raises NotAllowed, CannotOffice."""
    office = _run_by(viewer)
    worker = _worker(office, worker_id)
    if worker.runs_it is runs_it:
        return
    if not runs_it and not _others_run(office, worker):
        raise CannotOffice(MpRefusal.LAST_ONE)
    worker.runs_it = runs_it
    worker.save(update_fields=["runs_it"])
    record(OfficeWorkerAdded(member_office=office.pk, worker=worker.pk, runs_it=runs_it), origin)


@transaction.atomic
def close_member_office(*, office_id: int, viewer: Viewer, origin: Origin) -> int:
    """Close an office: its people see nothing more, every consent ends, and each constituent is told.

    Return how many consents ended. For an election, or where a member gives up the seat: what was consented to was
    this office. Raises NotAllowed, CannotOffice.
    """
    if not viewer.may(Right.MEMBER_OFFICES):
        raise NotAllowed("member_offices")
    office = MemberOffice.objects.select_for_update(no_key=True).filter(pk=office_id).first()
    if office is None:
        raise NotAllowed("member_offices")
    if office.closed_at is not None:
        raise CannotOffice(MpRefusal.CLOSED)
    for worker in OfficeWorker.objects.filter(office=office, ended_at=None).select_related("office").order_by("id"):
        _end(worker, origin)
    ended = close_office(party_id=office.party_id, origin=origin)
    office.closed_at, office.closed_by = origin.at, origin.actor
    office.save(update_fields=["closed_at", "closed_by"])
    record(MemberOfficeClosed(member_office=office.pk, consents=ended), origin)
    return ended


def _admit(office: MemberOffice, name: str, email: str, origin: Origin, *, runs_it: bool) -> int:
    name, address = readable(name), email.strip().lower()
    if not name:
        raise CannotOffice(MpRefusal.NO_NAME)
    # An address outside the office could be anybody’s: whether it has an account here would show.
    if address.partition("@")[2] != office.domain:
        raise CannotOffice(MpRefusal.ADDRESS)
    try:
        user_id = make_account(email=address, language=Language(office.language))
        membership = admit_to_office(party_id=office.party_id, user_id=user_id, name=name, origin=origin)
    except (CannotAddStaff, CannotGive):
        raise CannotOffice(MpRefusal.ADDRESS) from None
    there = OfficeWorker.objects.filter(user_id=user_id, ended_at=None).first()
    if there is not None:
        return there.pk
    worker = OfficeWorker.objects.create(
        office=office,
        user_id=user_id,
        membership_id=membership,
        name=name,
        runs_it=runs_it,
        added_at=origin.at,
        added_by=origin.actor,
    )
    record(OfficeWorkerAdded(member_office=office.pk, worker=worker.pk, runs_it=runs_it), origin)
    return worker.pk


def _run_by(viewer: Viewer) -> MemberOffice:
    """Return the office that a viewer runs, held. Raises NotAllowed, and CannotOffice for who only works there."""
    office = MemberOffice.objects.select_for_update(no_key=True).filter(party_id__in=viewer.offices).first()
    if office is None or office.closed_at is not None:
        raise NotAllowed("member_office")
    if not OfficeWorker.objects.filter(
        office=office, user_id=viewer.user_id or 0, ended_at=None, runs_it=True
    ).exists():
        raise CannotOffice(MpRefusal.NOT_RUN_BY_YOU)
    return office


def _worker(office: MemberOffice, worker_id: int) -> OfficeWorker:
    found = OfficeWorker.objects.filter(pk=worker_id, office=office, ended_at=None).first()
    if found is None:
        raise NotAllowed("office_worker")
    return found


def _others_run(office: MemberOffice, worker: OfficeWorker) -> bool:
    return OfficeWorker.objects.filter(office=office, ended_at=None, runs_it=True).exclude(pk=worker.pk).exists()


def _end(worker: OfficeWorker, origin: Origin) -> None:
    worker.ended_at, worker.ended_by = origin.at, origin.actor
    worker.save(update_fields=["ended_at", "ended_by"])
    dismiss_from_office(party_id=worker.office.party_id, user_id=worker.user_id, origin=origin)
    record(OfficeWorkerRemoved(member_office=worker.office_id, worker=worker.pk), origin)
