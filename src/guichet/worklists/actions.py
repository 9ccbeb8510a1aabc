"""What may be done about tasks: opened, taken, given back, finished; settled by what opened them."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction

from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin, record, record_many
from guichet.journal.events import Event
from guichet.worklists.events import TaskEscalated, TaskFinished, TaskGivenBack, TaskOpened, TaskSettled, TaskTaken
from guichet.worklists.kinds import kind_of
from guichet.worklists.models import Task
from guichet.worklists.rules import faulty_facts, refusal_to_finish, refusal_to_give_back, refusal_to_take
from guichet.worklists.terms import UNDONE, TaskRefusal, TaskState

# So many tasks are escalated at a time: a chore is quick.
AT_ONCE = 500


class CannotDoTask(Exception):
    """The rules refuse this with a task; `reason` says why."""

    def __init__(self, reason: TaskRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


class NoSuchTask(Exception):
    """There is no task of this number."""


# One undone task for each kind and subject: whoever comes second is given the number of the first, and the earlier
# of the two moments holds. `xmax` is zero for a row that this statement added.
_OPEN = """
INSERT INTO worklists_task (kind, subject, client_id, facts, opened_at, due_at, state, outcome)
VALUES (%s, %s, %s, %s::jsonb, %s, %s, 'OPEN', '')
ON CONFLICT (kind, subject) WHERE state IN ('OPEN', 'TAKEN')
DO UPDATE SET due_at = LEAST(worklists_task.due_at, EXCLUDED.due_at)
RETURNING id, xmax = 0
"""


@transaction.atomic
def open_task(
    *,
    kind: str,
    subject: str,
    client_id: int | None,
    due_at: datetime,
    origin: Origin,
    facts: Mapping[str, str] | None = None,
) -> int:
    """Have a person do something, and return the task’s number. Opened twice, it is one task.

    `facts` are codes; what it is about is kept by the room that asks. Raises UnknownKind, and ValueError where a
    fact is no code.
    """
    kind_of(kind)
    if faulty := faulty_facts(facts or {}):
        raise ValueError(f"a task carries codes only: {', '.join(faulty)}")
    carried = json.dumps(dict(facts or {}))
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [kind, subject, client_id, carried, origin.at, due_at])
        task_id, is_new = cursor.fetchone()
    if is_new:
        record(TaskOpened(task=task_id, task_kind=kind, about=subject), origin)
    return int(task_id)


@transaction.atomic
def close_task(*, kind: str, subject: str, outcome: str, origin: Origin) -> bool:
    """Settle the undone task about a subject, since nobody need do it any more; return whether there was one."""
    task = Task.objects.select_for_update(no_key=True).filter(kind=kind, subject=subject, state__in=UNDONE).first()
    if task is None:
        return False
    task.state, task.done_at, task.outcome = TaskState.SETTLED, origin.at, outcome
    task.save(update_fields=["state", "done_at", "outcome"])
    record(TaskSettled(task=task.pk, task_kind=kind, about=subject, outcome=outcome), origin)
    return True


@transaction.atomic
def take_task(*, task_id: int, viewer: Viewer, origin: Origin) -> None:
    """Take a task, so that nobody else does it too. Taken twice by the same person, it is taken once.

    Of two who take it at the same time, one has it. Raises NoSuchTask, and CannotDoTask with the reason.
    """
    task = _held(task_id)
    _refuse(refusal_to_take(task.standing(), kind_of(task.kind), viewer))
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
    task = _held(task_id)
    _refuse(refusal_to_give_back(task.standing(), kind_of(task.kind), viewer))
    task.state, task.taken_by_id, task.taken_at = TaskState.OPEN, None, None
    task.save(update_fields=["state", "taken_by", "taken_at"])
    record(TaskGivenBack(task=task.pk, task_kind=task.kind, about=task.subject), origin)


@transaction.atomic
def finish_task(*, task_id: int, viewer: Viewer, outcome: str, origin: Origin) -> None:
    """Note that a task is done, by whom, and what came of it. One that nobody took needs no taking first.

    Raises NoSuchTask, and CannotDoTask with the reason.
    """
    task = _held(task_id)
    _refuse(refusal_to_finish(task.standing(), kind_of(task.kind), viewer, outcome))
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


def _held(task_id: int) -> Task:
    """Return a task that nobody else changes until this transaction is over."""
    task = Task.objects.select_for_update(no_key=True).filter(pk=task_id).first()
    if task is None:
        raise NoSuchTask(task_id)
    return task


def _refuse(refusal: TaskRefusal | None) -> None:
    if refusal is not None:
        raise CannotDoTask(refusal)
