"""What staff do with a question: answer it, ask whoever asked for something, set it aside."""

from django.db import transaction

from guichet.enquiries.actions.opening import TASK, resume
from guichet.enquiries.events import EnquiryAnswered, EnquiryPaused, EnquirySetAside
from guichet.enquiries.models import Answer, Enquiry, Joined, Link, Pause
from guichet.enquiries.rules import STILL_OPEN
from guichet.enquiries.terms import EnquiryRefusal, EnquiryState
from guichet.foundation.languages import Language
from guichet.foundation.typed import readable
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.journal.actions import Origin, record
from guichet.worklists.actions import CannotDoTask, close_task, finish_task_about
from guichet.worklists.queries import holder_of

LONGEST_ANSWER = 8_000
MORE_FACTS = "MORE_FACTS"


class CannotWork(Exception):
    """The rules refuse this with a question; `reason` says why."""

    def __init__(self, reason: EnquiryRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def answer_enquiry(
    *,
    enquiry_id: int,
    text: str,
    language: Language,
    seen: int,
    viewer: Viewer,
    origin: Origin,
    article: str = "",
    version: int = 0,
    lane: bool = False,
) -> int:
    """Answer a question and close all contacts about it; return the row of the answer. Each sender is told by a job.

    `seen` is the last contact that the writer had read: what came since must be read first. `lane`: a room that keeps
    a line of its own for this question decided that this person may answer it, and with which words. Raises NotAllowed,
    and CannotWork with the reason.
    """
    text = sound(text)
    enquiry = held_by(enquiry_id, viewer, lane=lane)
    about = contacts_about(enquiry)
    if max(about, default=0) > seen:
        raise CannotWork(EnquiryRefusal.CHANGED)
    return answer_held(
        enquiry,
        text=text,
        language=language,
        article=article,
        version=version,
        contacts=len(about),
        viewer=viewer,
        origin=origin,
        lane=lane,
    )


def answer_held(
    enquiry: Enquiry,
    *,
    text: str,
    language: Language,
    article: str,
    version: int,
    contacts: int,
    viewer: Viewer,
    origin: Origin,
    lane: bool = False,
) -> int:
    """Answer a question that is held, and return the row of the answer. Raises CannotWork with the reason."""
    answer = Answer.objects.create(
        enquiry=enquiry,
        language=language,
        text=text,
        article=article,
        version=version,
        answered_at=origin.at,
        answered_by=origin.actor,
    )
    _finish(enquiry, EnquiryState.ANSWERED, viewer, origin, lane=lane)
    enquiry.answered_at = origin.at
    enquiry.save()
    event = EnquiryAnswered(
        client_id=enquiry.client_id,
        enquiry=enquiry.pk,
        answer=answer.pk,
        contacts=contacts,
        resting_on=article,
    )
    record(event, origin)
    return answer.pk


@transaction.atomic
def ask_back(*, enquiry_id: int, text: str, viewer: Viewer, origin: Origin) -> None:
    """Ask whoever asked for something: the clock stands still until they say, and they are told why.

    Raises NotAllowed, and CannotWork with the reason.
    """
    text = sound(text)
    enquiry = held_by(enquiry_id, viewer)
    ask_held(enquiry, text=text, viewer=viewer, origin=origin)


def ask_held(enquiry: Enquiry, *, text: str, viewer: Viewer, origin: Origin) -> None:
    """Ask whoever asked for something, about a question that is held. Raises CannotWork with the reason."""
    if enquiry.state == EnquiryState.WAITING:
        raise CannotWork(EnquiryRefusal.NOT_OPEN)
    Pause.objects.create(enquiry=enquiry, reason=MORE_FACTS, asked=text, began_at=origin.at, began_by=origin.actor)
    _done(enquiry, EnquiryState.WAITING, viewer, origin)
    enquiry.state, enquiry.task_id = EnquiryState.WAITING, None
    enquiry.save()
    record(EnquiryPaused(client_id=enquiry.client_id, enquiry=enquiry.pk, waits_for=MORE_FACTS), origin)


@transaction.atomic
def resume_enquiry(*, enquiry_id: int, viewer: Viewer, origin: Origin) -> None:
    """Let the clock of a question run again, since what was asked for came another way or is not needed.

    Raises NotAllowed, and CannotWork with the reason.
    """
    enquiry = held_by(enquiry_id, viewer)
    if enquiry.state != EnquiryState.WAITING:
        raise CannotWork(EnquiryRefusal.NOT_OPEN)
    resume(enquiry, origin)
    enquiry.save()


@transaction.atomic
def set_aside(*, enquiry_id: int, viewer: Viewer, origin: Origin) -> None:
    """Note that a question needs no answer: thanks, an empty message, unwanted mail. Raises NotAllowed, CannotWork."""
    enquiry = held_by(enquiry_id, viewer)
    _finish(enquiry, EnquiryState.SET_ASIDE, viewer, origin)
    enquiry.save()
    record(EnquirySetAside(client_id=enquiry.client_id, enquiry=enquiry.pk), origin)


def may_work_on(enquiry: Enquiry, viewer: Viewer) -> bool:
    """Return whether this member of staff may read and answer a question: of a client, with the file open."""
    if viewer.staff_id is None or not viewer.may(Right.CLIENT_FILES):
        return False
    return enquiry.client_id is None or viewer.sees_whole(enquiry.client_id)


def held_by(enquiry_id: int, viewer: Viewer, *, lane: bool = False) -> Enquiry:
    """Return a question that nobody else changes until this transaction is over. Raises NotAllowed, CannotWork."""
    enquiry = Enquiry.objects.select_for_update(no_key=True).filter(pk=enquiry_id).first()
    if enquiry is None or not (may_work_on(enquiry, viewer) or (lane and viewer.staff_id is not None)):
        raise NotAllowed(f"enquiry:{enquiry_id}")
    if enquiry.state not in STILL_OPEN:
        raise CannotWork(EnquiryRefusal.NOT_OPEN)
    return enquiry


def contacts_about(enquiry: Enquiry) -> list[int]:
    """Return the contacts about a question, and about those that were joined to it."""
    joined = Joined.objects.filter(kept=enquiry, undone_at=None).values_list("gone", flat=True)
    links = Link.objects.filter(enquiry__in=[enquiry.pk, *joined], undone_at=None)
    return list(links.values_list("contact", flat=True))


def _finish(enquiry: Enquiry, state: EnquiryState, viewer: Viewer, origin: Origin, *, lane: bool = False) -> None:
    """Close a question. The caller saves it."""
    if enquiry.state == EnquiryState.WAITING:
        Pause.objects.filter(enquiry=enquiry, ended_at=None).update(ended_at=origin.at)
    elif lane:
        if holder_of(TASK, f"enquiry:{enquiry.pk}") not in {None, viewer.staff_id}:
            raise CannotWork(EnquiryRefusal.TAKEN_BY_ANOTHER)
        close_task(kind=TASK, subject=f"enquiry:{enquiry.pk}", outcome=state.value, origin=origin)
    else:
        _done(enquiry, state, viewer, origin)
    enquiry.state, enquiry.closed_at, enquiry.task_id = state, origin.at, None


def _done(enquiry: Enquiry, outcome: EnquiryState, viewer: Viewer, origin: Origin) -> None:
    """Finish the task about a question, which says if a colleague holds it."""
    try:
        finish_task_about(
            kind=TASK, subject=f"enquiry:{enquiry.pk}", viewer=viewer, outcome=outcome.value, origin=origin
        )
    except CannotDoTask:
        raise CannotWork(EnquiryRefusal.TAKEN_BY_ANOTHER) from None


def sound(text: str) -> str:
    """Return what was written as it is kept. Raises CannotWork where it is nothing, or too long."""
    text = readable(text)
    if not text:
        raise CannotWork(EnquiryRefusal.NO_WORDS)
    if len(text) > LONGEST_ANSWER:
        raise CannotWork(EnquiryRefusal.TOO_LONG)
    return text
