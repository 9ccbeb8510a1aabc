"""What people do about looks."""

from guichet.oversight.actions.openings import (
    CannotOpen,
    break_glass,
    end_protection,
    note_opening,
    protect_file,
    review_opening,
)
from guichet.oversight.actions.questions import ANSWERED, CannotAsk, answer_about_look, ask_about_look
from guichet.oversight.actions.unusual import CannotReview, find_unusual, review_looking
from guichet.oversight.tasks import BREAK_GLASS, LOOK_QUESTION, UNUSUAL_LOOK

__all__ = [
    "ANSWERED",
    "BREAK_GLASS",
    "LOOK_QUESTION",
    "UNUSUAL_LOOK",
    "CannotAsk",
    "CannotOpen",
    "CannotReview",
    "answer_about_look",
    "ask_about_look",
    "break_glass",
    "end_protection",
    "find_unusual",
    "note_opening",
    "protect_file",
    "review_looking",
    "review_opening",
]
