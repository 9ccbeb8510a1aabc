"""What happens in the chat, without a word of what was said. Nobody is told of it: they were there."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.languages import Language
from guichet.journal.events import Event, happening


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationEvent(Event):
    """Something that happened in one conversation: its number."""

    conversation: int

    @property
    def subject(self) -> str:
        """Return the conversation it happened in."""
        return f"conversation:{self.conversation}"


@happening("question.answered", meaning="The assistant answered a question, citing these articles.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswered(ConversationEvent):
    articles: tuple[str, ...] = ()
    in_language: str = "en"

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("The assistant answered a question.")


@happening("question.unanswered", meaning="The assistant did not know an answer, or was not sure.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionUnanswered(ConversationEvent):
    outcome: str
    in_language: str = "en"

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("The assistant could not answer a question.")


@happening(
    "handover.made", meaning="Somebody asked in the chat for a person, who has all that was said.", visible=False
)
@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverMade(ConversationEvent):
    task: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("You asked for a person in the chat.")


@happening("handover.answered", meaning="A person saw to a conversation that was handed over.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverAnswered(ConversationEvent):
    outcome: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("A person saw to what you asked in the chat.")


@happening("conversation.ended", meaning="Somebody ended a conversation with the assistant.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationEnded(ConversationEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("A conversation with the assistant ended.")


@happening("conversation.judged", meaning="Somebody said whether a reply of the assistant helped.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyJudged(ConversationEvent):
    turn: int
    helped: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody said whether a reply helped.")
