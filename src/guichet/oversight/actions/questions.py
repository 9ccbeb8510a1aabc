"""A client asks about a look, and is answered."""

from django.db import transaction

from guichet.identity.actions import note_access
from guichet.identity.queries import NotAllowed
from guichet.identity.queries import look as look_facts
from guichet.identity.rules import Viewer
from guichet.identity.terms import AccessKind, Right
from guichet.journal.actions import Origin, record
from guichet.oversight.events import LookExplained, LookQuestioned
from guichet.oversight.models import LookQuestion
from guichet.oversight.tasks import LOOK_QUESTION, ask_a_person, finish_task_about
from guichet.oversight.terms import Refusal

ANSWERED = "ANSWERED"


class CannotAsk(Exception):
    """The rules refuse this; `reason` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def ask_about_look(*, viewer: Viewer, look_id: int, words: str, origin: Origin) -> int:
    """Note that a client does not understand a look, and have a person answer; return the question’s number.

    Asked twice, it is one question. Raises NotAllowed unless the look is at the client’s own file, and shown to them.
    """
    look = look_facts(look_id, viewer=viewer, now=origin.at)
    if look.client_id not in viewer.own_clients:
        raise NotAllowed(f"look:{look_id}")
    found, is_new = LookQuestion.objects.get_or_create(
        look_id=look_id,
        defaults={"client_id": look.client_id, "words": words.strip(), "asked_at": origin.at},
    )
    if is_new:
        record(LookQuestioned(client_id=look.client_id, question=found.pk), origin)
        _note(AccessKind.LOOK_QUESTIONED, found, origin)
        ask_a_person(LOOK_QUESTION, found.pk, look.client_id, origin)
    return found.pk


@transaction.atomic
def answer_about_look(*, viewer: Viewer, number: int, answer: str, origin: Origin) -> None:
    """Answer a client’s question about a look; they are told. Raises NotAllowed, CannotAsk.

    Never about one’s own look: who answers opens no files.
    """
    if viewer.staff_id is None or not viewer.may(Right.REVIEW_ACCESS):
        raise NotAllowed("questions about looks")
    found = LookQuestion.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise NotAllowed(f"look_question:{number}")
    if found.answered_at:
        raise CannotAsk(Refusal.DONE)
    if not answer.strip():
        raise CannotAsk(Refusal.NO_WORDS)
    if look_facts(found.look_id, viewer=viewer, now=origin.at).staff_id == viewer.staff_id:
        raise CannotAsk(Refusal.YOUR_OWN)
    found.answer, found.answered_by_id, found.answered_at = answer.strip(), viewer.staff_id, origin.at
    found.save(update_fields=["answer", "answered_by", "answered_at"])
    record(LookExplained(client_id=found.client_id, question=found.pk), origin)
    _note(AccessKind.LOOK_EXPLAINED, found, origin)
    finish_task_about(
        kind=LOOK_QUESTION, subject=f"{LOOK_QUESTION}:{found.pk}", viewer=viewer, outcome=ANSWERED, origin=origin
    )


def _note(kind: AccessKind, found: LookQuestion, origin: Origin) -> None:
    facts: dict[str, str | int] = {"question": found.pk}
    subject = f"look_question:{found.pk}"
    note_access(kind=kind, facts=facts, client_id=found.client_id, subject=subject, origin=origin)
