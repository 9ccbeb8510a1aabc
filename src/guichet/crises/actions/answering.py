"""Answers of a crisis: written by one, approved by another, sent to a whole family at once."""

from collections.abc import Mapping

from django.db import transaction

from guichet.crises.actions.refusing import CannotAct, held_open, must_lead, still_open
from guichet.crises.events import FamilyAnswered, PassageDecided, PassageWritten
from guichet.crises.models import Case, Family, Passage
from guichet.crises.queries.working import may_work
from guichet.crises.terms import CrisisRefusal
from guichet.enquiries.actions import answer_enquiry
from guichet.enquiries.terms import EnquiryState
from guichet.foundation.languages import Language, Text
from guichet.foundation.typed import readable
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.journal.actions import Origin, record

LONGEST = 4_000
_LONGEST_TITLE = 80


@transaction.atomic
def write_passage(*, crisis_id: int, title: Text, text: Text, viewer: Viewer, origin: Origin) -> int:
    """Write an answer for a crisis in both languages, and return its row: nobody sends it before somebody else
    approved it. Raises NotAllowed, and CannotAct with the reason.
    """
    staff_id = must_lead(viewer)
    crisis = held_open(crisis_id)
    said = [readable(one) for one in (title.en, title.fr, text.en, text.fr)]
    if not all(said):
        raise CannotAct(CrisisRefusal.NO_WORDS)
    passage = Passage.objects.create(
        crisis=crisis,
        title_en=said[0][:_LONGEST_TITLE],
        title_fr=said[1][:_LONGEST_TITLE],
        text_en=said[2][:LONGEST],
        text_fr=said[3][:LONGEST],
        written_by_id=staff_id,
        written_at=origin.at,
    )
    record(PassageWritten(crisis=crisis.pk, passage=passage.pk), origin)
    return passage.pk


@transaction.atomic
def approve_passage(*, passage_id: int, viewer: Viewer, origin: Origin) -> None:
    """Approve an answer that somebody else wrote. Raises NotAllowed, and CannotAct with the reason."""
    staff_id = _approver(viewer)
    passage = _held(passage_id)
    if passage.written_by_id == staff_id:
        raise CannotAct(CrisisRefusal.YOUR_OWN)
    if passage.approved_at is None:
        passage.approved_by_id, passage.approved_at = staff_id, origin.at
        passage.save(update_fields=["approved_by", "approved_at"])
        record(PassageDecided(crisis=passage.crisis_id, passage=passage.pk, approved=True), origin)


@transaction.atomic
def withdraw_passage(*, passage_id: int, viewer: Viewer, origin: Origin) -> None:
    """Take an answer away: from now on nobody sends it. Raises NotAllowed, and CannotAct with the reason."""
    _approver(viewer)
    passage = _held(passage_id)
    passage.withdrawn_at = origin.at
    passage.save(update_fields=["withdrawn_at"])
    record(PassageDecided(crisis=passage.crisis_id, passage=passage.pk, approved=False), origin)


@transaction.atomic
def answer_family(*, family_id: int, passage_id: int, seen: Mapping[int, int], viewer: Viewer, origin: Origin) -> int:
    """Send an approved answer to all of a family whose questions wait, each in the language they wrote in, and return
    how many questions were answered. All of them or none.

    `seen` is, for each question, the last message that the reader had read. Raises NotAllowed, CannotAct, and
    CannotWork where something came since or a colleague works on one of them.
    """
    family = Family.objects.select_for_update().filter(pk=family_id, joined_to=None).first()
    if family is None:
        raise NotAllowed(f"family:{family_id}")
    may_work(family.crisis_id, viewer=viewer, now=origin.at)
    still_open(family.crisis_id)
    passage = Passage.objects.filter(pk=passage_id, crisis=family.crisis_id, withdrawn_at=None).first()
    if passage is None or passage.approved_at is None:
        raise CannotAct(CrisisRefusal.NOT_APPROVED)
    members = [family.pk, *Family.objects.filter(joined_to=family).values_list("pk", flat=True)]
    cases = (
        Case.objects.select_related("enquiry")
        .filter(family__in=members, enquiry__state__in=(EnquiryState.OPEN, EnquiryState.WAITING))
        .order_by("enquiry_id")
    )
    for case in cases:
        language = Language.of(case.enquiry.language)
        answer_enquiry(
            enquiry_id=case.enquiry_id,
            text=Text(passage.text_en, passage.text_fr).say(language),
            language=language,
            seen=seen.get(case.enquiry_id, 0),
            viewer=viewer,
            origin=origin,
            lane=True,
        )
    answered = len(cases)
    if not answered:
        raise CannotAct(CrisisRefusal.NOTHING_OPEN)
    record(FamilyAnswered(crisis=family.crisis_id, family=family.pk, passage=passage.pk, answered=answered), origin)
    return answered


def _approver(viewer: Viewer) -> int:
    may = viewer.may(Right.APPROVE_GUIDANCE) or viewer.may(Right.LEAD_CRISIS)
    if viewer.staff_id is None or not may:
        raise CannotAct(CrisisRefusal.NOT_YOURS)
    return viewer.staff_id


def _held(passage_id: int) -> Passage:
    passage = Passage.objects.select_for_update(no_key=True).filter(pk=passage_id, withdrawn_at=None).first()
    if passage is None:
        raise NotAllowed(f"passage:{passage_id}")
    held_open(passage.crisis_id)
    return passage
