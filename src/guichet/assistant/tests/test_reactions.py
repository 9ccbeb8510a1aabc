"""What the assistant could not answer reaches those who write, without anything personal."""

import pytest

from guichet.assistant.events import QuestionUnanswered
from guichet.assistant.models import Conversation, Turn
from guichet.assistant.reactions import gather_unanswered
from guichet.assistant.terms import Outcome
from guichet.assistant.tests.test_actions import NOW, said
from guichet.journal.models import Entry
from guichet.journal.reactions import Happened
from guichet.knowledge.models import MissedQuestion


@pytest.mark.django_db
def test_a_question_without_an_answer_is_kept_once_and_one_with_a_number_in_it_is_not() -> None:
    said("how much is a dog licence")
    said("how much is a dog licence, call 613-555-0199")
    # Whatever the small knowledge of these tests makes of it: here it was not answered.
    Turn.objects.update(outcome=Outcome.UNANSWERED)
    happened = [
        Happened(QuestionUnanswered(conversation=talk.pk, outcome=Outcome.UNANSWERED), entry)
        for talk, entry in zip(Conversation.objects.order_by("pk"), Entry.objects.order_by("id"), strict=True)
    ]
    for _ in range(2):
        gather_unanswered(happened)
    (kept,) = MissedQuestion.objects.all()
    assert (kept.words, kept.source, kept.day) == ("how much is a dog licence", "CHAT", NOW.date())
