"""What we do with what an office asked: answer it, ask back, stop where the consent ended. One text for both."""

from dataclasses import dataclass

from django.db import transaction

from guichet.clients.queries import authority_for
from guichet.foundation.languages import Language
from guichet.foundation.typed import readable
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.journal.actions import Origin, record
from guichet.mp_enquiries.events import MpEnquiryAnswered, MpEnquiryPaused, MpEnquiryStopped
from guichet.mp_enquiries.models import BookedSlot, MpEnquiry, MpWords
from guichet.mp_enquiries.rules import refusal_of_text
from guichet.mp_enquiries.terms import NEXT, STILL_OPEN, MpRefusal, MpState, Said
from guichet.worklists.actions import CannotDoTask, close_task, finish_task_about

TASK = "mp_enquiry"


class CannotWork(Exception):
    """The rules refuse this with what an office asked; `reason` says why."""

    def __init__(self, reason: MpRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Texts:
    """What is written, in one language or in both."""

    en: str = ""
    fr: str = ""

    def sound(self) -> "Texts":
        """Return the texts fit to be kept. Raises CannotWork where there is none, or one is too long."""
        read = Texts(readable(self.en), readable(self.fr))
        for text in (read.en, read.fr) if read.en and read.fr else (read.en or read.fr,):
            if refusal := refusal_of_text(text):
                raise CannotWork(refusal)
        return read


@transaction.atomic
def answer_office(*, enquiry_id: int, texts: Texts, seen: int, viewer: Viewer, origin: Origin) -> None:
    """Answer what an office asked, and close it: the office and the constituent read the same words.

    `seen` is the last thing said that the writer had read. Whether the consent holds is looked up in this moment, held
    against every end of it. Where the two read different languages, both are needed. Raises NotAllowed, CannotWork.
    """
    enquiry = _held(enquiry_id, viewer, origin)
    _say(enquiry, Said.ANSWERED, texts, seen, origin)
    in_time = origin.at <= enquiry.due_at or enquiry.state == MpState.WAITING
    _finish_task(enquiry, MpState.ANSWERED, viewer, origin)
    close(enquiry, MpState.ANSWERED, origin)
    record(MpEnquiryAnswered(client_id=enquiry.client_id, mp_enquiry=enquiry.pk, in_time=in_time), origin)


@transaction.atomic
def ask_office_back(*, enquiry_id: int, texts: Texts, seen: int, viewer: Viewer, origin: Origin) -> None:
    """Ask the office for something: the clock stands still until it says. Raises NotAllowed, CannotWork."""
    enquiry = _held(enquiry_id, viewer, origin)
    if MpState.WAITING not in NEXT[MpState(enquiry.state)]:
        raise CannotWork(MpRefusal.NOT_OPEN)
    _say(enquiry, Said.ASKED_BACK, texts, seen, origin)
    _finish_task(enquiry, MpState.WAITING, viewer, origin)
    enquiry.state, enquiry.paused_at = MpState.WAITING, origin.at
    enquiry.save(update_fields=["state", "paused_at"])
    record(MpEnquiryPaused(client_id=enquiry.client_id, mp_enquiry=enquiry.pk), origin)


@transaction.atomic
def stop_without_consent(*, client_id: int, origin: Origin) -> int:
    """Close what offices asked about a client without a consent that holds now; return how many. Done twice, once."""
    rows = MpEnquiry.objects.select_for_update(no_key=True, of=("self",)).select_related("office")
    stopped = 0
    for enquiry in rows.filter(client_id=client_id, state__in=STILL_OPEN).order_by("id"):
        if authority_for(enquiry.office.party_id, client_id, number=enquiry.number, now=origin.at) is None:
            close_task(kind=TASK, subject=subject_of(enquiry), outcome=MpState.STOPPED.value, origin=origin)
            close(enquiry, MpState.STOPPED, origin)
            record(MpEnquiryStopped(client_id=client_id, mp_enquiry=enquiry.pk), origin)
            stopped += 1
    return stopped


def close(enquiry: MpEnquiry, state: MpState, origin: Origin) -> None:
    """Close an enquiry that is held for update, and give its booked time to others."""
    enquiry.state, enquiry.closed_at, enquiry.paused_at = state, origin.at, None
    enquiry.save(update_fields=["state", "closed_at", "paused_at"])
    if state is not MpState.ANSWERED:
        BookedSlot.objects.filter(enquiry=enquiry, given_up_at=None).update(given_up_at=origin.at)


def subject_of(enquiry: MpEnquiry) -> str:
    """Return how tasks name an enquiry."""
    return f"mp_enquiry:{enquiry.pk}"


def _held(enquiry_id: int, viewer: Viewer, origin: Origin) -> MpEnquiry:
    """Return an open enquiry whose consent holds, held; whose client’s file this person opened."""
    rows = MpEnquiry.objects.select_for_update(no_key=True, of=("self",)).select_related("office", "client")
    enquiry = rows.filter(pk=enquiry_id).first()
    if enquiry is None or not viewer.may(Right.MP_ENQUIRIES) or not viewer.sees_whole(enquiry.client_id):
        raise NotAllowed(f"mp_enquiry:{enquiry_id}")
    if enquiry.state not in STILL_OPEN:
        raise CannotWork(MpRefusal.NO_CONSENT if enquiry.state == MpState.STOPPED else MpRefusal.NOT_OPEN)
    party, number = enquiry.office.party_id, enquiry.number
    if authority_for(party, enquiry.client_id, number=number, now=origin.at, hold=True) is None:
        # Withdrawn a moment ago: the worker closes it, and nothing is told before that either.
        raise CannotWork(MpRefusal.NO_CONSENT)
    return enquiry


def _say(enquiry: MpEnquiry, said: Said, texts: Texts, seen: int, origin: Origin) -> None:
    texts = texts.sound()
    languages = {Language(enquiry.office.language), Language.of(enquiry.client.language)}
    if len(languages) > 1 and not (texts.en and texts.fr):
        raise CannotWork(MpRefusal.BOTH_LANGUAGES)
    if MpWords.objects.filter(enquiry=enquiry, pk__gt=seen).exists():
        raise CannotWork(MpRefusal.CHANGED)
    keep_words(enquiry, said, texts, origin)


def keep_words(enquiry: MpEnquiry, said: Said, texts: Texts, origin: Origin) -> None:
    """Write what was said about an enquiry."""
    MpWords.objects.create(
        enquiry=enquiry, said=said, text_en=texts.en, text_fr=texts.fr, said_at=origin.at, said_by=origin.actor
    )


def _finish_task(enquiry: MpEnquiry, outcome: MpState, viewer: Viewer, origin: Origin) -> None:
    try:
        finish_task_about(kind=TASK, subject=subject_of(enquiry), viewer=viewer, outcome=outcome.value, origin=origin)
    except CannotDoTask:
        raise CannotWork(MpRefusal.TAKEN) from None
