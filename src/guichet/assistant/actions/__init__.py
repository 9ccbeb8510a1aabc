"""What may be done in the chat: ask, choose, judge a reply, hand over, see to what was handed over, end."""

from guichet.assistant.actions.asking import CannotAsk, ask, choose
from guichet.assistant.actions.ending import HANDOVER, CannotHandOver, end, hand_over, judge, see_to

__all__ = ["HANDOVER", "CannotAsk", "CannotHandOver", "ask", "choose", "end", "hand_over", "judge", "see_to"]
