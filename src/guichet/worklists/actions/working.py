"""Taking a task, giving it back, finishing it; marking what was not done in time."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin, record, record_many
from guichet.journal.events import Event
from guichet.worklists.actions.holding import CannotDoTask, held, refuse
from guichet.worklists.actions.opening import over
from guichet.worklists.actions.people import pause
from guichet.worklists.actions.telling import tell_followers
from guichet.worklists.events import TaskEscalated, TaskFinished, TaskGivenBack, TaskTaken
from guichet.worklists.kinds import kind_of, kinds_for
from guichet.worklists.models import Task, Worker
from guichet.worklists.models.people import suited
from guichet.worklists.policy import limits
from guichet.worklists.rules import refusal_to_finish, refusal_to_give_back, refusal_to_take
from guichet.worklists.terms import UNDONE, News, PauseReason, TaskRefusal, TaskState, Urgency

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
    _take(task, viewer.staff_id, origin)


@transaction.atomic
def take_next(*, viewer: Viewer, origin: Origin) -> int:
    """Take what comes first of what waits and asks for this person’s skills, or is near its breach; return its number.

    Of two who ask at the same time, each gets another. Raises CannotDoTask where nothing is left.
    """
    if viewer.staff_id is None:
        raise CannotDoTask(TaskRefusal.NOT_YOURS_TO_DO)
    near = origin.at + limits(localdate(origin.at)).near_breach
    worker = Worker.objects.filter(staff_id=viewer.staff_id).first()
    task = (
        Task.objects.select_for_update(no_key=True, skip_locked=True)
        .filter(suited(worker, near), state=TaskState.OPEN, wakes_at=None, kind__in=kinds_for(viewer))
        .order_by("turn_at", "id")
        .first()
    )
    if task is None:
        raise CannotDoTask(TaskRefusal.NOTHING_LEFT)
    _take(task, viewer.staff_id, origin)
    return task.pk


def _take(task: Task, staff_id: int | None, origin: Origin) -> None:
    """Let somebody have a task, which waits for nothing any more."""
    task.state, task.taken_by_id, task.taken_at = TaskState.TAKEN, staff_id, origin.at
    task.wakes_at, task.wakes_on = None, ""
    task.save(update_fields=["state", "taken_by", "taken_at", "wakes_at", "wakes_on"])
    record(TaskTaken(task=task.pk, task_kind=task.kind, about=task.subject), origin)
    tell_followers([task.pk], News.TAKEN, origin)


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
    tell_followers([task.pk], News.GIVEN, origin)


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
    over(task, origin)
    if task.urgency == Urgency.DANGER and viewer.staff_id is not None:
        # Nobody goes straight from somebody in danger to the next one.
        pause(viewer.staff_id, PauseReason.DANGER, origin.at + limits(localdate(origin.at)).pause, origin)


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
    tell_followers([task.pk for task in late], News.LATE, origin)
    return len(late)
