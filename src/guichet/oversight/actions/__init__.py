"""What people do about looks."""

from guichet.oversight.actions.openings import (
    CannotOpen,
    break_glass,
    end_protection,
    note_opening,
    protect_file,
    review_opening,
)
from guichet.oversight.actions.questions import CannotAsk, answer_about_look, ask_about_look
from guichet.oversight.actions.unusual import CannotReview, find_unusual, review_looking

__all__ = [
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
