"""What may be done about tasks."""

from guichet.worklists.actions.acting import (
    MOST,
    Done,
    assign_tasks,
    give_back_tasks,
    hand_over_tasks,
    put_off_tasks,
    set_urgency,
    undo_act,
)
from guichet.worklists.actions.asking import ANSWERED, answer_about_task, ask_about_task, ask_further
from guichet.worklists.actions.beside import (
    drop_view,
    follow_task,
    forget_worklists,
    keep_view,
    note_presence,
    pass_on_praise,
    read_news,
    read_praise,
    unfollow_task,
)
from guichet.worklists.actions.holding import CannotDoTask, NoSuchTask
from guichet.worklists.actions.opening import close_task, open_task, rank_task
from guichet.worklists.actions.people import offer_work, set_worker, take_pause
from guichet.worklists.actions.sharing import share_out
from guichet.worklists.actions.waking import wake_due, wake_on
from guichet.worklists.actions.working import (
    escalate_overdue,
    finish_task,
    finish_task_about,
    give_back_task,
    take_next,
    take_task,
)

__all__ = [
    "ANSWERED", "MOST", "CannotDoTask", "Done", "NoSuchTask", "answer_about_task", "ask_about_task", "ask_further",
    "assign_tasks", "close_task", "drop_view", "escalate_overdue", "finish_task", "finish_task_about", "follow_task",
    "forget_worklists", "give_back_task", "give_back_tasks", "hand_over_tasks", "keep_view", "note_presence",
    "offer_work", "open_task", "pass_on_praise", "put_off_tasks", "rank_task", "read_news", "read_praise",
    "set_urgency", "set_worker", "share_out", "take_next", "take_pause", "take_task", "undo_act", "unfollow_task",
    "wake_due", "wake_on",
]  # fmt: skip
