"""What follows when the assistant could not answer: the question is kept for those who write guidance."""

from collections.abc import Sequence

from django.utils import timezone

from guichet.assistant.events import QuestionUnanswered
from guichet.assistant.models import Turn
from guichet.assistant.terms import Outcome
from guichet.foundation.languages import Language
from guichet.journal.reactions import Happened
from guichet.knowledge.actions import note_missed
from guichet.knowledge.queries import is_missed
from guichet.knowledge.terms import MissedSource


def gather_unanswered(happened: Sequence[Happened[QuestionUnanswered]]) -> None:
    """Keep the words of each question that got no good answer, where nothing personal was found in them."""
    for one in happened:
        at, talk = one.entry.occurred_at, one.event.conversation
        turn = Turn.objects.filter(conversation=talk, asked_at=at).order_by("-position").first()
        if turn is None or not turn.said:
            continue
        on = timezone.localtime(at).date()
        if turn.outcome == Outcome.UNANSWERED or is_missed(turn.confidence, on):
            note_missed(
                text=turn.said,
                language=Language.of(turn.language),
                source=MissedSource.CHAT,
                visit=f"conversation:{talk}",
                on=on,
            )
