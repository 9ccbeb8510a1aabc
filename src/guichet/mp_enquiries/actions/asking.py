"""What an office does: ask a constituent for consent, ask us about a file, answer what we asked back, take it back."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.utils.timezone import localtime

from guichet.clients.actions import CannotGive, ask_constituent
from guichet.clients.queries import authority_for
from guichet.clients.rules import Wish
from guichet.clients.terms import AuthorityRefusal
from guichet.foundation.working_days import FederalHolidays
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import AuthorityKind, Disclosure
from guichet.journal.actions import Origin, record
from guichet.mp_enquiries.actions.working import TASK, CannotWork, Texts, close, keep_words, subject_of
from guichet.mp_enquiries.events import MpEnquiryOpened, MpEnquiryResumed, MpEnquiryWithdrawn
from guichet.mp_enquiries.models import BookedSlot, MemberOffice, MpEnquiry, OfficeWorker
from guichet.mp_enquiries.policy import clock_of, limits, reasons, urgent_reasons
from guichet.mp_enquiries.queries import free_slots
from guichet.mp_enquiries.rules import due_after_pause, due_at, refusal_to_ask
from guichet.mp_enquiries.terms import STILL_OPEN, Lane, MpRefusal, MpState, Said
from guichet.worklists.actions import close_task, open_task

# Serializes bookings of one moment, so that two offices never see the same last seat.
_LOCK = "SELECT pg_advisory_xact_lock(hashtext(%s))"


@transaction.atomic
def ask_for_consent(
    *, client_id: int | None, asked_for: str, sees: Disclosure, files: frozenset[str], viewer: Viewer, origin: Origin
) -> int:
    """Ask a constituent for consent that ends by itself; return the number of the request.

    `client_id` is whom the name and number mean, None for nobody: the two look alike to the office. Raises NotAllowed,
    and CannotGive with the reason.
    """
    office, _worker = _own(viewer)
    bounds = limits(localtime(origin.at).date())
    counted = asked_today(office, origin.at)
    if counted >= bounds.consents_per_day:
        raise CannotGive(AuthorityRefusal.TOO_MANY)
    wish = Wish(
        kind=AuthorityKind.MP_OFFICE,
        sees=frozenset({Disclosure.STATUS, sees}),
        files=files,
        ends_at=origin.at + bounds.consent,
    )
    return ask_constituent(
        party_id=office.party_id, client_id=client_id, asked_for=asked_for, wish=wish, viewer=viewer, origin=origin
    )


@transaction.atomic
def ask_about_file(
    *,
    client_id: int,
    number: str,
    program: str,
    lane: Lane | None,
    reason: str,
    texts: Texts,
    viewer: Viewer,
    origin: Origin,
    urgent: str = "",
    slot: datetime | None = None,
) -> int:
    """Ask about one file of a consenting constituent; return the enquiry’s number. The constituent is told.

    Raises NotAllowed where no consent holds, and CannotWork with the reason.
    """
    office, worker = _own(viewer)
    held = authority_for(office.party_id, client_id, number=number, now=origin.at)
    if held is None or not viewer.may_see_client(client_id, Disclosure.STATUS, number=number):
        raise NotAllowed(number)
    today = localtime(origin.at).date()
    refusal = refusal_to_ask(lane, reason, urgent, reasons=reasons(today), urgents=urgent_reasons(today))
    if refusal:
        raise CannotWork(refusal)
    assert lane is not None  # the rule refuses it
    texts = texts.sound()
    begin = localtime(origin.at).replace(hour=0, minute=0, second=0, microsecond=0)
    if MpEnquiry.objects.filter(office=office, opened_at__gte=begin).count() >= limits(today).enquiries_per_day:
        raise CannotWork(MpRefusal.TOO_MANY)
    slot = _booked(slot, origin) if lane is Lane.BOOKED else None
    enquiry = MpEnquiry.objects.create(
        office=office,
        client_id=client_id,
        number=number,
        program=program,
        authority_id=held.authority_id,
        lane=lane,
        reason=reason,
        urgent=urgent if lane is Lane.URGENT else "",
        asked_by=worker,
        opened_at=origin.at,
        due_at=due_at(origin.at, clock_of(lane, today), FederalHolidays(), ZoneInfo(settings.TIME_ZONE), slot=slot),
    )
    if slot is not None:
        BookedSlot.objects.create(enquiry=enquiry, starts_at=slot, seat=_seat(slot))
    keep_words(enquiry, Said.ASKED, texts, origin)
    _give_task(enquiry, origin)
    record(
        MpEnquiryOpened(client_id=client_id, mp_enquiry=enquiry.pk, lane=lane.value, promised_at=enquiry.due_at), origin
    )
    return enquiry.pk


@transaction.atomic
def add_words(*, enquiry_id: int, texts: Texts, viewer: Viewer, origin: Origin) -> None:
    """Answer what we had asked the office: the clock runs again from where it stood. Raises NotAllowed, CannotWork."""
    enquiry = _asked_by(viewer, enquiry_id, origin)
    if enquiry.state != MpState.WAITING or enquiry.paused_at is None:
        raise CannotWork(MpRefusal.NOT_WAITING)
    keep_words(enquiry, Said.ADDED, texts.sound(), origin)
    lane = Lane(enquiry.lane)
    enquiry.due_at = due_after_pause(
        enquiry.due_at,
        clock_of(lane, localtime(enquiry.opened_at).date()),
        FederalHolidays(),
        ZoneInfo(settings.TIME_ZONE),
        began=enquiry.paused_at,
        ended=origin.at,
    )
    enquiry.state, enquiry.paused_at = MpState.OPEN, None
    enquiry.save(update_fields=["state", "paused_at", "due_at"])
    _give_task(enquiry, origin)
    record(MpEnquiryResumed(client_id=enquiry.client_id, mp_enquiry=enquiry.pk, promised_at=enquiry.due_at), origin)


@transaction.atomic
def withdraw_enquiry(*, enquiry_id: int, viewer: Viewer, origin: Origin) -> None:
    """Take back what the office asked, before it is answered. Raises NotAllowed, CannotWork."""
    enquiry = _asked_by(viewer, enquiry_id, origin)
    close_task(kind=TASK, subject=subject_of(enquiry), outcome=MpState.WITHDRAWN.value, origin=origin)
    close(enquiry, MpState.WITHDRAWN, origin)
    record(MpEnquiryWithdrawn(client_id=enquiry.client_id, mp_enquiry=enquiry.pk), origin)


def asked_today(office: MemberOffice, at: datetime) -> int:
    """Return how many constituents an office asked for consent since midnight."""
    begin = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    return office.party.proposal_rows.filter(made_at__gte=begin).count()


def _own(viewer: Viewer) -> tuple[MemberOffice, OfficeWorker]:
    """Return the office in which a viewer works, held, and who they are there. Raises NotAllowed."""
    rows = OfficeWorker.objects.filter(user_id=viewer.user_id or 0, ended_at=None, office__party_id__in=viewer.offices)
    worker = rows.filter(office__closed_at=None).first()
    if worker is None:
        raise NotAllowed("member_office")
    return MemberOffice.objects.select_for_update(no_key=True).get(pk=worker.office_id), worker


def _asked_by(viewer: Viewer, enquiry_id: int, origin: Origin) -> MpEnquiry:
    """Return an open enquiry of the viewer’s office, held. Raises NotAllowed, and CannotWork where it is over."""
    office, _worker = _own(viewer)
    enquiry = MpEnquiry.objects.select_for_update(no_key=True).filter(pk=enquiry_id, office=office).first()
    if enquiry is None:
        raise NotAllowed(f"mp_enquiry:{enquiry_id}")
    if enquiry.state not in STILL_OPEN:
        raise CannotWork(MpRefusal.NOT_OPEN)
    if authority_for(office.party_id, enquiry.client_id, number=enquiry.number, now=origin.at) is None:
        raise CannotWork(MpRefusal.NO_CONSENT)
    return enquiry


def _booked(slot: datetime | None, origin: Origin) -> datetime:
    if slot is None:
        raise CannotWork(MpRefusal.SLOT_TAKEN)
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [f"mp-slot {slot.isoformat()}"])
    if slot not in free_slots(now=origin.at):
        raise CannotWork(MpRefusal.SLOT_TAKEN)
    return slot


def _seat(slot: datetime) -> int:
    taken = set(BookedSlot.objects.filter(starts_at=slot, given_up_at=None).values_list("seat", flat=True))
    return next(seat for seat in range(1, len(taken) + 2) if seat not in taken)


def _give_task(enquiry: MpEnquiry, origin: Origin) -> None:
    open_task(
        kind=TASK,
        subject=subject_of(enquiry),
        client_id=enquiry.client_id,
        due_at=enquiry.due_at,
        origin=origin,
        facts={"lane": enquiry.lane, "reason": enquiry.reason},
    )
