"""Having a person do something about looks: the one place from which this room speaks to the worklists."""

from collections.abc import Collection
from datetime import datetime

from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin

BREAK_GLASS, LOOK_QUESTION, UNUSUAL_LOOK = "break_glass", "look_question", "unusual_look"


def ask_a_person(kind: str, number: int, client_id: int | None, origin: Origin) -> None:
    """Open the task of a kind about the row with this number."""


def finish_task_about(*, kind: str, subject: str, viewer: Viewer, outcome: str, origin: Origin) -> bool:
    """Note that the task about a subject is done."""
    return False


def worked_on(clients: Collection[int], *, staff_ids: Collection[int], since: datetime) -> set[tuple[int, int]]:
    """Return who took or did a task about whom."""
    return set()
