"""What people do about what is held about them: have a copy of it, and have it put right."""

from guichet.privacy.actions.copies import NoCopy, ask_for_copy, forget_copies, make_copy, take_copy
from guichet.privacy.actions.corrections import (
    CORRECTION,
    RECEIVERS,
    TOLD,
    CannotCorrect,
    Decision,
    ask_for_correction,
    correct,
    note_beside,
    tell_receiver,
)

__all__ = [
    "CORRECTION",
    "RECEIVERS",
    "TOLD",
    "CannotCorrect",
    "Decision",
    "NoCopy",
    "ask_for_copy",
    "ask_for_correction",
    "correct",
    "forget_copies",
    "make_copy",
    "note_beside",
    "take_copy",
    "tell_receiver",
]
