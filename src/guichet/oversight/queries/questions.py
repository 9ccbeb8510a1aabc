"""What clients asked about looks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from guichet.identity.queries import NotAllowed, may_read_looks
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.oversight.models import LookQuestion


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """A question about a look, and the answer where there is one."""

    number: int
    look_id: int
    client_id: int
    words: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None


def look_questions(
    *, viewer: Viewer, number: int | None = None, open_only: bool = False, limit: int = 100
) -> Sequence[QuestionFacts]:
    """Return clients’ questions, the latest first; one of them where its number is given. Raises NotAllowed."""
    if not viewer.may(Right.REVIEW_ACCESS):
        raise NotAllowed("questions about looks")
    found = LookQuestion.objects.order_by("-id")
    if number is not None:
        found = found.filter(pk=number)
    if open_only:
        found = found.filter(answered_at=None)
    return [_facts(one) for one in found[:limit]]


def questions_about(look_ids: Collection[int], *, client_id: int, viewer: Viewer) -> dict[int, QuestionFacts]:
    """Return what a client asked about some looks at them, by look. Raises NotAllowed."""
    if not may_read_looks(viewer, client_id):
        raise NotAllowed(f"client:{client_id}")
    found = LookQuestion.objects.filter(look_id__in=look_ids, client_id__in=viewer.everyone_of(client_id))
    return {one.look_id: _facts(one) for one in found}


def _facts(one: LookQuestion) -> QuestionFacts:
    return QuestionFacts(one.pk, one.look_id, one.client_id, one.words, one.asked_at, one.answer, one.answered_at)
