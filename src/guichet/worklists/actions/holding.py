"""Holding one task while it is changed, and saying no to who may not."""

from guichet.worklists.models import Task
from guichet.worklists.terms import TaskRefusal


class CannotDoTask(Exception):
    """The rules refuse this with a task; `reason` says why."""

    def __init__(self, reason: TaskRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


class NoSuchTask(Exception):
    """There is no task of this number."""


def held(task_id: int) -> Task:
    """Return a task that nobody else changes until this transaction is over. Raises NoSuchTask."""
    task = Task.objects.select_for_update(no_key=True).filter(pk=task_id).first()
    if task is None:
        raise NoSuchTask(task_id)
    return task


def refuse(refusal: TaskRefusal | None) -> None:
    """Raise CannotDoTask where the rules refuse."""
    if refusal is not None:
        raise CannotDoTask(refusal)
