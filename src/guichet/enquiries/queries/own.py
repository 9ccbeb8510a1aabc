"""Questions as those see them who asked: by the key of the receipt, or in their account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from guichet.enquiries.models import Enquiry
from guichet.enquiries.queries.facts import (
    EnquiryFacts,
    facts_for_asker,
    how_it_stands_only,
    kept_question,
    together_with,
)
from guichet.enquiries.rules import STILL_OPEN, reference_of, rows_in
from guichet.enquiries.terms import EnquiryState
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer

Before = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A line of the list of one’s own questions."""

    enquiry_id: int
    reference: str
    state: EnquiryState
    opened_at: datetime
    due_at: datetime
    answered_at: datetime | None
    topic: str

    @property
    def place(self) -> Before:
        """Return where the next page of the list goes on."""
        return self.opened_at, self.enquiry_id


def question_by_key(key: UUID, *, now: datetime) -> EnquiryFacts | None:
    """Return the question whose receipt somebody holds; None where there is none.

    Where it is answered with a client’s, it is shown how it stands, and no word of it: see `client_id`. Of questions
    that were joined each holder of a key reads their own: an address alone does not prove that two people are one.
    """
    own = Enquiry.objects.filter(key=key, forgotten_at=None).first()
    if own is None:
        return None
    is_about_a_file = any(one.client_id is not None for one in (own, kept_question(own)))
    return how_it_stands_only(own, now=now) if is_about_a_file else facts_for_asker(own, now=now)


def own_questions(viewer: Viewer, *, before: Before | None = None, limit: int = 20) -> list[OwnQuestion]:
    """Return the questions of this account’s person, the latest first; those joined to another are read there."""
    found = _own(viewer).exclude(state=EnquiryState.JOINED).order_by("-opened_at", "-id")
    if before:
        found = found.filter(Q(opened_at__lt=before[0]) | Q(opened_at=before[0], id__lt=before[1]))
    return [_line(row) for row in found[:limit]]


def own_open_questions(viewer: Viewer, *, limit: int = 5) -> Sequence[OwnQuestion]:
    """Return the questions of this account’s person that are still open, the latest first."""
    found = _own(viewer).filter(state__in=STILL_OPEN).order_by("-opened_at", "-id")
    return [_line(row) for row in found[:limit]]


def own_question(reference: str, *, viewer: Viewer, now: datetime) -> EnquiryFacts:
    """Return one’s own question by its number, with those of one’s own that were joined to the same.

    Raises NotAllowed where it is somebody else’s, and alike where there is none.
    """
    number = next(iter(rows_in(reference)), 0)
    row = _own(viewer).filter(pk=number).first()
    if row is None:
        raise NotAllowed(reference)
    together = [one.pk for one in together_with(row)]
    return facts_for_asker(row, now=now, shared=_own(viewer).filter(pk__in=together).values_list("pk", flat=True))


def _own(viewer: Viewer) -> QuerySet[Enquiry]:
    """Return the questions of the person of this account, and those that they asked for somebody else."""
    if viewer.user_id is None or viewer.staff_id is not None:
        return Enquiry.objects.none()
    theirs = [client_id for client_id in viewer.own_clients if viewer.is_self(client_id)]
    return Enquiry.objects.filter(Q(client__in=theirs) | Q(user_id=viewer.user_id))


def _line(row: Enquiry) -> OwnQuestion:
    return OwnQuestion(
        row.pk, reference_of(row.pk), EnquiryState(row.state), row.opened_at, row.due_at, row.answered_at, row.topic
    )
