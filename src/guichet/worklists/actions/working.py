"""Taking a task, giving it back, finishing it; marking what was not done in time."""

from datetime import datetime

from django.db import transaction

from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin, record, record_many
from guichet.journal.events import Event
from guichet.worklists.actions.holding import held, refuse
from guichet.worklists.events import TaskEscalated, TaskFinished, TaskGivenBack, TaskTaken
from guichet.worklists.kinds import kind_of
from guichet.worklists.models import Task
from guichet.worklists.rules import refusal_to_finish, refusal_to_give_back, refusal_to_take
from guichet.worklists.terms import UNDONE, TaskState

# So many tasks are escalated at a time: a chore is quick.
AT_ONCE = 500


@transaction.atomic
def take_task(*, task_id: int, viewer: Viewer, origin: Origin) -> None:
    """Take a task, so that nobody else does it too. Taken twice by the same person, it is taken once.

    Of two who take it at the same time, one has it. Raises NoSuchTask, and CannotDoTask with the reason.
    """
    task = held(task_id)
    refuse(refusal_to_take(task.standing(), kind_of(task.kind), viewer))
    if task.state == TaskState.TAKEN:
        return
    task.state, task.taken_by_id, task.taken_at = TaskState.TAKEN, viewer.staff_id, origin.at
    task.save(update_fields=["state", "taken_by", "taken_at"])
    record(TaskTaken(task=task.pk, task_kind=task.kind, about=task.subject), origin)


@transaction.atomic
def give_back_task(*, task_id: int, viewer: Viewer, origin: Origin) -> None:
    """Put a task back for others: one’s own, or, for who supervises, anybody’s.

    Raises NoSuchTask, and CannotDoTask with the reason.
    """
    task = held(task_id)
    refuse(refusal_to_give_back(task.standing(), kind_of(task.kind), viewer))
    task.state, task.taken_by_id, task.taken_at = TaskState.OPEN, None, None
    task.save(update_fields=["state", "taken_by", "taken_at"])
    record(TaskGivenBack(task=task.pk, task_kind=task.kind, about=task.subject), origin)


@transaction.atomic
def finish_task(*, task_id: int, viewer: Viewer, outcome: str, origin: Origin) -> None:
    """Note that a task is done, by whom, and what came of it. One that nobody took needs no taking first.

    Raises NoSuchTask, and CannotDoTask with the reason.
    """
    task = held(task_id)
    refuse(refusal_to_finish(task.standing(), kind_of(task.kind), viewer, outcome))
    if task.state == TaskState.DONE:
        return
    task.state, task.done_by_id, task.done_at, task.outcome = TaskState.DONE, viewer.staff_id, origin.at, outcome
    task.save(update_fields=["state", "done_by", "done_at", "outcome"])
    record(TaskFinished(task=task.pk, task_kind=task.kind, about=task.subject, outcome=outcome), origin)


@transaction.atomic
def finish_task_about(*, kind: str, subject: str, viewer: Viewer, outcome: str, origin: Origin) -> bool:
    """Note that the undone task about a subject is done; return whether there was one.

    For the page on which it is done. Raises CannotDoTask with the reason.
    """
    found = Task.objects.filter(kind=kind, subject=subject, state__in=UNDONE).values_list("pk", flat=True).first()
    if found is None:
        return False
    finish_task(task_id=found, viewer=viewer, outcome=outcome, origin=origin)
    return True


@transaction.atomic
def escalate_overdue(*, origin: Origin) -> int:
    """Mark what was not done in time, for those who supervise; return how many. Twice run, once marked."""
    late = list(
        Task.objects.select_for_update(no_key=True, skip_locked=True)
        .filter(state__in=UNDONE, due_at__lt=origin.at, escalated_at=None)
        .order_by("due_at", "id")[:AT_ONCE]
    )
    Task.objects.filter(pk__in=[task.pk for task in late]).update(escalated_at=origin.at)
    happened: list[tuple[Event, datetime]] = [
        (TaskEscalated(task=task.pk, task_kind=task.kind, about=task.subject), origin.at) for task in late
    ]
    record_many(happened, origin)
    return len(late)
