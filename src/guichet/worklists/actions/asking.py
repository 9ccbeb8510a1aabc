"""Asking an officer or another team about a task: with a clock, further where nobody answers, and a way back."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from guichet.foundation.typed import readable
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.journal.actions import Origin, record, record_many
from guichet.journal.events import Event
from guichet.worklists.actions.holding import CannotDoTask, held, own_number, refuse
from guichet.worklists.actions.opening import open_task
from guichet.worklists.actions.people import colleague
from guichet.worklists.actions.telling import tell_followers
from guichet.worklists.actions.working import finish_task_about
from guichet.worklists.events import TaskAsked, TaskAskedFurther, TaskQuestionAnswered
from guichet.worklists.kinds import all_kinds, kind_of
from guichet.worklists.models import Asking, Follow, Note, Task
from guichet.worklists.policy import due_for, limits, teams
from guichet.worklists.rules import refusal_of_words, refusal_to_ask
from guichet.worklists.rules.standing import turn_at
from guichet.worklists.terms import ASKING, UNDONE, News, NoteKind, TaskRefusal, TaskState, Urgency, WakeOn

ANSWERED = "ANSWERED"
# To whom a question goes that nobody answered in time.
FURTHER_TEAM = "SUPERVISORS"
AT_ONCE = 500


@transaction.atomic
def ask_about_task(*, task_id: int, to: int | None, team: str, text: str, viewer: Viewer, origin: Origin) -> datetime:
    """Ask a colleague or, with `to` None, a team about a task; return by when they answer.

    The task stays with who asks, put off until the answer; they follow it. Raises NoSuchTask, and CannotDoTask.
    """
    words = readable(text)
    refuse(refusal_of_words(words))
    if to is None and team not in teams(localdate(origin.at)):
        refuse(TaskRefusal.NO_TEAM)
    task = held(task_id)
    found = colleague(to, {task.kind, ASKING}, now=origin.at) if to is not None else None
    if to is not None and found is None:
        refuse(TaskRefusal.NO_COLLEAGUE)
    refuse(refusal_to_ask(task.standing(), viewer, kind_of(task.kind), found))
    if task.kind == ASKING or Asking.objects.filter(task=task, answered_at=None).exists():
        refuse(TaskRefusal.ASKED_ALREADY)
    answer_by = min(due_for(ASKING, at=origin.at), max(task.due_at, origin.at + limits(localdate(origin.at)).further))
    Asking.objects.create(
        task=task, asked_by_id=own_number(viewer), asked_at=origin.at, to_staff_id=to,
        to_team=team if to is None else "", answer_by=answer_by,
    )  # fmt: skip
    _note(task, NoteKind.ASKED, words, viewer, origin)
    task.state, task.taken_by_id, task.taken_at = TaskState.TAKEN, own_number(viewer), task.taken_at or origin.at
    if task.urgency != Urgency.DANGER:
        task.wakes_at, task.wakes_on = answer_by, WakeOn.ANSWER
    task.save(update_fields=["state", "taken_by", "taken_at", "wakes_at", "wakes_on"])
    number = open_task(
        kind=ASKING, subject=f"task:{task.pk}", client_id=task.client_id, due_at=answer_by, urgency=task.urgency,
        language=task.language, origin=origin,
    )  # fmt: skip
    asked = Task.objects.filter(pk=number)
    if to is None:
        asked.update(team=team)
    else:
        asked.update(state=TaskState.TAKEN, taken_by=to, taken_at=origin.at)
    Follow.objects.get_or_create(task=task, staff_id=own_number(viewer))
    event = TaskAsked(
        task=task.pk, task_kind=task.kind, about=task.subject, to_staff=to, to_team=team if to is None else "",
        answer_by=answer_by,
    )  # fmt: skip
    record(event, origin)
    return answer_by


@transaction.atomic
def answer_about_task(*, task_id: int, text: str, viewer: Viewer, origin: Origin) -> None:
    """Answer what was asked about a task: it returns to who asked, and waits no longer.

    Whoever was asked, their team, and supervisors may. Raises NoSuchTask, CannotDoTask with the reason, NotAllowed.
    """
    words = readable(text)
    refuse(refusal_of_words(words))
    task = held(task_id)
    asking = Asking.objects.select_for_update().filter(task=task, answered_at=None).first()
    if asking is None:
        raise CannotDoTask(TaskRefusal.NOT_ASKED)
    may = viewer.may(Right.SUPERVISE_WORK) or viewer.may(all_kinds()[ASKING].right)
    if viewer.staff_id is None or not may:
        raise NotAllowed(f"task:{task_id}")
    if viewer.staff_id == asking.asked_by_id:
        refuse(TaskRefusal.NOT_YOURS_TO_DO)
    asking.answered_at, asking.answered_by_id = origin.at, viewer.staff_id
    asking.save(update_fields=["answered_at", "answered_by"])
    _note(task, NoteKind.ANSWERED, words, viewer, origin)
    finish_task_about(kind=ASKING, subject=f"task:{task.pk}", viewer=viewer, outcome=ANSWERED, origin=origin)
    if task.state in UNDONE:
        if task.taken_by_id is None:
            task.state, task.taken_by_id, task.taken_at = TaskState.TAKEN, asking.asked_by_id, origin.at
        task.wakes_at, task.wakes_on = None, ""
        task.save(update_fields=["state", "taken_by", "taken_at", "wakes_at", "wakes_on"])
    tell_followers([task.pk], News.ANSWERED, origin)
    record(TaskQuestionAnswered(task=task.pk, task_kind=task.kind, about=task.subject), origin)


@transaction.atomic
def ask_further(*, origin: Origin) -> int:
    """Take further what nobody answered in time: to the supervisors, as urgent. Return how many."""
    silent = list(
        Asking.objects.select_for_update(skip_locked=True)
        .filter(answered_at=None, further_at=None, answer_by__lt=origin.at)
        .select_related("task")
        .order_by("answer_by", "id")[:AT_ONCE]
    )
    policy = limits(localdate(origin.at))
    due_at = origin.at + policy.further
    happened: list[tuple[Event, datetime]] = []
    for asking in silent:
        asking.further_at, asking.answer_by = origin.at, due_at
        asking.save(update_fields=["further_at", "answer_by"])
        for task in Task.objects.select_for_update(no_key=True).filter(
            kind=ASKING, subject=f"task:{asking.task_id}", state__in=UNDONE
        ):
            task.state, task.taken_by_id, task.taken_at, task.team = TaskState.OPEN, None, None, FURTHER_TEAM
            task.urgency = max(Urgency.URGENT, task.urgency)
            task.turn_at = turn_at(task.due_at, Urgency(task.urgency), policy.ahead)
            task.save(update_fields=["state", "taken_by", "taken_at", "team", "urgency", "turn_at"])
        one = asking.task
        event = TaskAskedFurther(task=one.pk, task_kind=one.kind, about=one.subject, to_team=FURTHER_TEAM)
        happened.append((event, origin.at))
    record_many(happened, origin)
    tell_followers([asking.task_id for asking in silent], News.FURTHER, origin)
    return len(silent)


def _note(task: Task, kind: NoteKind, words: str, viewer: Viewer, origin: Origin) -> None:
    Note.objects.create(task=task, kind=kind, text=words, written_at=origin.at, written_by_id=own_number(viewer))
