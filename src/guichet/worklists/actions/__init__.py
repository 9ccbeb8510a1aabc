"""What may be done about tasks."""

from guichet.worklists.actions.holding import CannotDoTask, NoSuchTask
from guichet.worklists.actions.opening import close_task, open_task, rank_task
from guichet.worklists.actions.working import (
    escalate_overdue,
    finish_task,
    finish_task_about,
    give_back_task,
    take_task,
)

__all__ = [
    "CannotDoTask", "NoSuchTask", "close_task", "escalate_overdue", "finish_task", "finish_task_about",
    "give_back_task", "open_task", "rank_task", "take_task",
]  # fmt: skip
