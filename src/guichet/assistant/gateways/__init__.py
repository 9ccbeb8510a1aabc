"""Who helps the dialogue: the rooms below, and a second reader where a department has one.

A second reader is a model that reads: it is given a message in which our own engine found no sure answer, and says
what is asked in other words. Those words are looked up and thrown away; nobody ever sees one of them. Without one,
or while it is slow, away or writes nonsense, what our own engine found stands.
"""

from typing import Protocol

from django.conf import settings

from guichet.assistant.gateways.knowledge import OwnFile, knows, own_files
from guichet.assistant.rules import Message, Understood

__all__ = ["NotUnderstood", "OwnFile", "SecondReader", "knows", "own_files", "second_reader"]


class NotUnderstood(Exception):
    """A second reader is of no help this time. `reason` is for the log, and holds nothing of what was asked."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SecondReader(Protocol):
    """Says what a message asks, each question so that it can be understood without the others."""

    def understand(self, message: Message) -> Understood:
        """Return what is asked. Within the time of the settings; raises NotUnderstood."""
        ...


def second_reader() -> SecondReader | None:
    """Return the second reader that the settings name; None where there is none, as it is unless somebody sets it."""
    if not settings.READER_URL:
        return None
    from guichet.assistant.gateways.model import ModelReader

    return ModelReader.from_settings()
