"""Having a person do something about looks: the one place from which this room speaks to the worklists."""

from guichet.journal.actions import Origin
from guichet.worklists.actions import finish_task_about, open_task
from guichet.worklists.policy import due_for

BREAK_GLASS, LOOK_QUESTION, UNUSUAL_LOOK = "break_glass", "look_question", "unusual_look"


def ask_a_person(kind: str, number: int, client_id: int | None, origin: Origin) -> None:
    """Open the task of a kind about the row with this number."""
    due = due_for(kind, at=origin.at)
    open_task(kind=kind, subject=f"{kind}:{number}", client_id=client_id, due_at=due, origin=origin)


__all__ = ["BREAK_GLASS", "LOOK_QUESTION", "UNUSUAL_LOOK", "ask_a_person", "finish_task_about"]
