"""Sending an answer: now or at a time, taken back until it goes out, stopped where something changed meanwhile.

Nothing waits in a process: what is to go out is a row with its moment, looked for by a chore of the worker. Whatever
dies in between, the row is there; whoever sends it holds it, and sees that nobody else did.
"""

import logging
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from guichet.enquiries.actions.opening import TASK
from guichet.enquiries.actions.working import (
    CannotWork,
    answer_held,
    ask_held,
    contacts_about,
    held_by,
    may_work_on,
    sound,
)
from guichet.enquiries.answering.policy import answering
from guichet.enquiries.events import AnswerStopped, AnswerTakenBack, AnswerWritten, EnquiryCoded
from guichet.enquiries.models import Coding, Enquiry, Outgoing
from guichet.enquiries.queries.facts import kept_question
from guichet.enquiries.rules import STILL_OPEN
from guichet.enquiries.rules.coding import Codes, Demand
from guichet.enquiries.rules.coding import sound as sound_codes
from guichet.enquiries.terms import EnquiryRefusal, EnquiryState, OutgoingAct, OutgoingState
from guichet.foundation.languages import Language
from guichet.identity.queries import NotAllowed, staff_of
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.journal.actions import Origin, record
from guichet.journal.terms import Channel
from guichet.worklists.actions import CannotDoTask, close_task, take_task
from guichet.worklists.queries import task_about

logger = logging.getLogger(__name__)
AT_ONCE = 200
LONGEST_REASON = 500
# A form is read for a while before it is sent: a moment that was right then is taken as now.
_LENIENT = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a question was for, as a person confirmed it, and whether they changed what was proposed."""

    codes: Codes
    changed: bool


@transaction.atomic
def write_answer(
    *,
    enquiry_id: int,
    act: OutgoingAct,
    text: str,
    language: Language,
    seen: int,
    contacts: int,
    viewer: Viewer,
    origin: Origin,
    article: str = "",
    version: int = 0,
    at: datetime | None = None,
    marked: int = 0,
    stays: str = "",
    codes: Confirmed | None = None,
) -> datetime:
    """Have an answer or a question back go out at a moment, and return it: at once means after the time to undo it.

    `seen` is the last contact that the writer had read, `contacts` how many there were; `stays` is why what is marked
    stays, `codes` what the question was for, noted once the answer goes out. The question is theirs until then.
    Raises NotAllowed, and CannotWork with the reason.
    """
    text = sound(text)
    enquiry = held_by(enquiry_id, viewer)
    if act is OutgoingAct.ASK and enquiry.state == EnquiryState.WAITING:
        raise CannotWork(EnquiryRefusal.NOT_OPEN)
    if _has_changed(enquiry, seen, contacts):
        raise CannotWork(EnquiryRefusal.CHANGED)
    if Outgoing.objects.filter(enquiry=enquiry, state=OutgoingState.WAITING).exists():
        raise CannotWork(EnquiryRefusal.GOES_OUT)
    _take(enquiry, viewer, origin)
    row = Outgoing.objects.create(
        enquiry=enquiry,
        act=act,
        language=language,
        text=text,
        article=article,
        version=version,
        seen=seen,
        contacts=contacts,
        stays=stays[:LONGEST_REASON],
        marked=marked,
        carries={"codes": asdict(codes.codes), "changed": codes.changed} if codes else {},
        written_at=origin.at,
        written_by=origin.actor,
        user_id=viewer.user_id or 0,
        goes_at=_moment(at, origin.at),
    )
    record(AnswerWritten(enquiry=enquiry.pk, outgoing=row.pk, goes_at=row.goes_at, marked=marked), origin)
    return row.goes_at


@transaction.atomic
def take_back(*, enquiry_id: int, viewer: Viewer, origin: Origin) -> None:
    """Take back what is about to go out: it stays as a draft. Raises NotAllowed, and CannotWork with the reason."""
    enquiry = Enquiry.objects.select_for_update(no_key=True).filter(pk=enquiry_id).first()
    if enquiry is None or not may_work_on(enquiry, viewer):
        raise NotAllowed(f"enquiry:{enquiry_id}")
    row = Outgoing.objects.filter(enquiry=enquiry, state=OutgoingState.WAITING).first()
    if row is None:
        raise CannotWork(EnquiryRefusal.IS_GONE)
    if row.user_id != viewer.user_id and not viewer.may(Right.SUPERVISE_WORK):
        raise CannotWork(EnquiryRefusal.NOT_THEIRS)
    _end(row, OutgoingState.TAKEN_BACK, origin)
    record(AnswerTakenBack(enquiry=enquiry.pk, outgoing=row.pk), origin)


@transaction.atomic
def stop_outdated(*, enquiry_id: int, origin: Origin) -> bool:
    """Stop what is about to go out where something was added since it was written; return whether it was stopped.

    The question may be one that was joined to another, with which it is answered. Done twice, it is done once.
    """
    named = Enquiry.objects.filter(pk=enquiry_id).first()
    if named is None:
        return False
    enquiry = Enquiry.objects.select_for_update(no_key=True).get(pk=kept_question(named).pk)
    row = Outgoing.objects.filter(enquiry=enquiry, state=OutgoingState.WAITING).first()
    if row is None or not _has_changed(enquiry, row.seen, row.contacts):
        return False
    _stop(row, EnquiryRefusal.CHANGED, origin)
    return True


def send_due(*, now: datetime) -> int:
    """Send all whose moment has come; return how many went out. One that fails keeps no other waiting."""
    due = Outgoing.objects.filter(state=OutgoingState.WAITING, goes_at__lte=now).order_by("goes_at", "id")
    sent, failed = 0, None
    for number, enquiry_id in list(due.values_list("pk", "enquiry")[:AT_ONCE]):
        try:
            sent += _send(number, enquiry_id, now)
        except Exception as error:
            logger.exception("outgoing:%s did not go out", number)
            failed = error
    if failed:
        raise failed
    return sent


@transaction.atomic
def _send(number: int, enquiry_id: int, now: datetime) -> bool:
    # The question first, as everybody who changes one holds it: then the row, which may be over by now.
    enquiry = Enquiry.objects.select_for_update(no_key=True).get(pk=enquiry_id)
    row = Outgoing.objects.select_for_update().filter(pk=number, state=OutgoingState.WAITING).first()
    if row is None:
        return False
    origin = Origin(actor=row.written_by, channel=Channel.DESK, at=now)
    if enquiry.state not in STILL_OPEN:
        _stop(row, EnquiryRefusal.NOT_OPEN, origin)
        return False
    if _has_changed(enquiry, row.seen, row.contacts):
        _stop(row, EnquiryRefusal.CHANGED, origin)
        return False
    viewer = _writer(row)
    try:
        with transaction.atomic():
            _send_held(row, enquiry, viewer, origin)
    except CannotWork as refused:
        _stop(row, refused.reason, origin)
        return False
    # Its words stand in the answer now; drafts before it are nobody’s need any more.
    Outgoing.objects.filter(enquiry=enquiry).update(text="")
    _end(row, OutgoingState.SENT, origin)
    return True


def _send_held(row: Outgoing, enquiry: Enquiry, viewer: Viewer, origin: Origin) -> None:
    if not viewer.may(Right.CLIENT_FILES):
        # Whoever wrote it works here no more: it was theirs to send when they did.
        close_task(kind=TASK, subject=f"enquiry:{enquiry.pk}", outcome=row.act, origin=origin)
    if row.act == OutgoingAct.ASK:
        ask_held(enquiry, text=row.text, viewer=viewer, origin=origin)
        return
    answer_id = answer_held(
        enquiry,
        text=row.text,
        language=Language.of(row.language),
        article=row.article,
        version=row.version,
        contacts=row.contacts,
        viewer=viewer,
        origin=origin,
    )
    if row.carries:
        _note_codes(row, answer_id, origin)


def _note_codes(row: Outgoing, answer_id: int, origin: Origin) -> None:
    """Note what the question was for, as whoever answered it confirmed. About no client: it is counted, not told."""
    codes = sound_codes(Codes(**{**row.carries["codes"], "demand": Demand(row.carries["codes"]["demand"])}))
    Coding.objects.create(
        enquiry_id=row.enquiry_id,
        answer_id=answer_id,
        reason=codes.reason,
        demand=codes.demand,
        cause=codes.cause,
        about=codes.about,
        resolved=codes.resolved,
        changed=row.carries["changed"],
        coded_at=origin.at,
        coded_by=origin.actor,
    )
    event = EnquiryCoded(
        enquiry=row.enquiry_id,
        was_for=codes.reason,
        demand=codes.demand.value,
        made_needed=codes.cause,
        by_what=codes.about,
        resolved=codes.resolved,
    )
    record(event, origin)


def _has_changed(enquiry: Enquiry, seen: int, contacts: int) -> bool:
    about = contacts_about(enquiry)
    return max(about, default=0) > seen or len(about) != contacts


def _take(enquiry: Enquiry, viewer: Viewer, origin: Origin) -> None:
    task = task_about(TASK, f"enquiry:{enquiry.pk}", viewer=viewer)
    if task is None:
        return
    try:
        take_task(task_id=task.task_id, viewer=viewer, origin=origin)
    except CannotDoTask:
        raise CannotWork(EnquiryRefusal.TAKEN_BY_ANOTHER) from None


def _moment(at: datetime | None, now: datetime) -> datetime:
    rules = answering(localtime(now).date())
    if at is None:
        return now + rules.undo
    if at < now - _LENIENT or at > now + rules.later:
        raise CannotWork(EnquiryRefusal.BAD_MOMENT)
    return max(at, now + rules.undo)


def _writer(row: Outgoing) -> Viewer:
    """Return whoever wrote it, as they may act now; nobody where they work here no more."""
    staff = staff_of(row.user_id)
    if staff is None:
        return Viewer()
    return Viewer(user_id=row.user_id, staff_id=staff.staff_id, roles=staff.roles, office=staff.office)


def _stop(row: Outgoing, why: EnquiryRefusal, origin: Origin) -> None:
    row.stopped_by = why.value
    _end(row, OutgoingState.STOPPED, origin)
    record(AnswerStopped(enquiry=row.enquiry_id, outgoing=row.pk, stopped_by=why.value), origin)


def _end(row: Outgoing, state: OutgoingState, origin: Origin) -> None:
    row.state, row.ended_at = state, origin.at
    row.save(update_fields=["state", "ended_at", "stopped_by"])
