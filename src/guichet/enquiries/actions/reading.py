"""Keeping what was read of a question, and what a person puts right of it; setting aside what nobody wants."""

from collections.abc import Sequence

from django.db import transaction

from guichet.enquiries.actions.opening import TASK, give_task
from guichet.enquiries.actions.working import CannotWork, may_work_on
from guichet.enquiries.events import EnquiryHeard, EnquiryReopened, EnquirySetAside
from guichet.enquiries.models import Correction, Enquiry, Link, Reading
from guichet.enquiries.reading_terms import Axis, Mood, Urgency
from guichet.enquiries.rules import reading as rules
from guichet.enquiries.terms import EnquiryRefusal, EnquiryState
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin, record
from guichet.worklists.actions import close_task, rank_task

WANTED, UNWANTED = "WANTED", "UNWANTED"
# What a person may say of each axis; of needs any of the signs that are listed, apart by commas.
CHOICES = {
    Axis.URGENCY: tuple(str(one.value) for one in Urgency),
    Axis.MOOD: tuple(Mood.values),
    Axis.UNWANTED: (WANTED, UNWANTED),
    Axis.LANGUAGE: ("en", "fr"),
}


@transaction.atomic
def keep_reading(
    *,
    enquiry_id: int,
    found: rules.Reading,
    up_to: int,
    engine: str,
    language: str,
    unsure: Sequence[Axis],
    origin: Origin,
) -> None:
    """Keep what was read of a question up to a message, have its task ranked by it, and set aside what nobody wants.

    The journal is told where it is urgent, and where it was set aside. What a person said stays, unless a later message
    is more urgent.
    """
    enquiry = Enquiry.objects.select_for_update(no_key=True).get(pk=enquiry_id)
    last = Correction.objects.filter(enquiry=enquiry, axis=Axis.UNWANTED).order_by("-pk").first()
    is_unwanted = found.is_unwanted and last is None
    Reading.objects.update_or_create(
        enquiry=enquiry,
        defaults={
            "read_at": origin.at,
            "up_to": up_to,
            "engine": engine,
            "language": language[:2],
            "urgency": found.urgency,
            "urgency_confidence": found.urgency_confidence,
            "needs": list(found.needs),
            "mood": found.mood,
            "mood_confidence": found.mood_confidence,
            "is_unwanted": is_unwanted,
            "unwanted_confidence": found.unwanted_confidence,
            "signs": dict(found.signs),
            "perhaps": list(found.perhaps),
            "unsure": [one.value for one in unsure if one is not Axis.UNWANTED or last is None],
        },
    )
    said = Correction.objects.filter(enquiry=enquiry, axis=Axis.URGENCY).order_by("-pk").first()
    urgency = rules.rank(found.urgency, unsure)
    if said is None or said.up_to < up_to:
        rank_task(
            kind=TASK,
            subject=f"enquiry:{enquiry.pk}",
            urgency=max(urgency, int(said.right)) if said else urgency,
            language=enquiry.language,
            origin=origin,
        )
    if urgency and not is_unwanted:
        record(EnquiryHeard(client_id=enquiry.client_id, enquiry=enquiry.pk, urgency=urgency), origin)
    if is_unwanted and enquiry.state == EnquiryState.OPEN:
        close_task(kind=TASK, subject=f"enquiry:{enquiry.pk}", outcome=EnquiryState.SET_ASIDE.value, origin=origin)
        enquiry.state, enquiry.closed_at, enquiry.task_id = EnquiryState.SET_ASIDE, origin.at, None
        enquiry.save(update_fields=["state", "closed_at", "task_id"])
        record(EnquirySetAside(client_id=enquiry.client_id, enquiry=enquiry.pk), origin)


@transaction.atomic
def correct_reading(*, enquiry_id: int, axis: Axis, right: str, viewer: Viewer, origin: Origin) -> None:
    """Put right what was read of a question: kept beside what the engine said, and counted. No event: codes only.

    Raises NotAllowed, CannotWork where nothing was read yet, and ValueError for what may not be said.
    """
    enquiry, reading = _held(enquiry_id, viewer)
    if axis not in CHOICES or right not in CHOICES[axis]:
        raise ValueError(axis)
    said, confidence = _said(reading, axis)
    before = Correction.objects.filter(enquiry=enquiry, axis=axis).order_by("-pk").first()
    if (before.right if before else None) == right and before is not None and before.up_to == reading.up_to:
        return
    Correction.objects.create(
        enquiry=enquiry,
        axis=axis,
        said=said,
        right=right,
        confidence=confidence,
        language=enquiry.language,
        up_to=reading.up_to,
        corrected_at=origin.at,
        corrected_by=origin.actor,
    )
    reading.unsure = [one for one in reading.unsure if one != axis.value]
    match axis:
        case Axis.URGENCY:
            rank_task(kind=TASK, subject=f"enquiry:{enquiry.pk}", urgency=int(right), origin=origin)
        case Axis.LANGUAGE:
            enquiry.language = right
            enquiry.save(update_fields=["language"])
            rank_task(kind=TASK, subject=f"enquiry:{enquiry.pk}", language=right, origin=origin)
        case Axis.UNWANTED:
            _judge(enquiry, reading, right, origin)
    reading.save()


def _judge(enquiry: Enquiry, reading: Reading, right: str, origin: Origin) -> None:
    """Let what a person says of unwanted mail hold: what is wanted waits for an answer again, by the day promised."""
    reading.reviewed_at = origin.at
    reading.is_unwanted = right == UNWANTED
    if right == WANTED and enquiry.state == EnquiryState.SET_ASIDE:
        enquiry.state, enquiry.closed_at = EnquiryState.OPEN, None
        give_task(enquiry, origin)
        enquiry.save()
        rank_task(kind=TASK, subject=f"enquiry:{enquiry.pk}", urgency=reading.urgency, origin=origin)
        first = (
            Link.objects.filter(enquiry=enquiry, undone_at=None).order_by("contact").values_list("contact", flat=True)
        )
        event = EnquiryReopened(
            client_id=enquiry.client_id, enquiry=enquiry.pk, added_contact=first[0], promised_at=enquiry.due_at
        )
        record(event, origin)


def _said(reading: Reading, axis: Axis) -> tuple[str, float]:
    match axis:
        case Axis.URGENCY:
            return str(reading.urgency), reading.urgency_confidence
        case Axis.MOOD:
            return reading.mood, reading.mood_confidence
        case Axis.UNWANTED:
            return UNWANTED if reading.is_unwanted else WANTED, reading.unwanted_confidence
        case _:
            return reading.language, 1.0


def _held(enquiry_id: int, viewer: Viewer) -> tuple[Enquiry, Reading]:
    enquiry = Enquiry.objects.select_for_update(no_key=True).filter(pk=enquiry_id).first()
    if enquiry is None or not may_work_on(enquiry, viewer):
        raise NotAllowed(f"enquiry:{enquiry_id}")
    reading = Reading.objects.filter(pk=enquiry_id).first()
    if reading is None:
        raise CannotWork(EnquiryRefusal.NOT_OPEN)
    return enquiry, reading
