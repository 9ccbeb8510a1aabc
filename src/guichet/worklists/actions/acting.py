"""What is done with one task or many: given to somebody, handed over, put off, ranked, put back; and undone."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.timezone import localdate

from guichet.foundation.typed import readable
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.journal.actions import Origin, record_many
from guichet.journal.events import Event
from guichet.worklists.actions.holding import own_number, refuse
from guichet.worklists.actions.people import colleague
from guichet.worklists.actions.telling import tell_followers
from guichet.worklists.events import (
    TaskAssigned,
    TaskGivenBack,
    TaskHandedOver,
    TaskPutOff,
    TaskRanked,
    TaskRestored,
)
from guichet.worklists.kinds import all_kinds
from guichet.worklists.models import Act, Note, Task
from guichet.worklists.policy import limits, teams
from guichet.worklists.rules import (
    refusal_of_words,
    refusal_to_give,
    refusal_to_give_back,
    refusal_to_put_off,
    refusal_to_rank,
    turn_at,
)
from guichet.worklists.terms import ActKind, News, NoteKind, TaskRefusal, TaskState, Urgency, WakeOn

# So many tasks at once: a page of the list.
MOST = 100
# How a task stands, as far as these acts change it.
_KEPT = ("state", "taken_by_id", "taken_at", "team", "urgency", "ranked_by_staff", "turn_at", "wakes_at", "wakes_on")
_NEWS = {
    ActKind.ASSIGN: News.GIVEN,
    ActKind.HAND_OVER: News.GIVEN,
    ActKind.PUT_OFF: News.PUT_OFF,
    ActKind.URGENCY: News.RANKED,
    ActKind.GIVE_BACK: News.GIVEN,
}


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an act: its number, by which it is undone (none: nothing was done), and why some were refused."""

    act: int | None
    done: tuple[int, ...]
    refused: Mapping[int, TaskRefusal]


@transaction.atomic
def assign_tasks(*, task_ids: Collection[int], to: int, viewer: Viewer, origin: Origin) -> Done:
    """Give tasks to a colleague, or to oneself. Each is done or refused by itself; nothing is raised."""

    def change(task: Task) -> Event | TaskRefusal:
        found = colleague(to, {task.kind}, now=origin.at)
        if found is None:
            return TaskRefusal.NO_COLLEAGUE
        if refusal := refusal_to_give(task.standing(), viewer, all_kinds()[task.kind], found):
            return refusal
        _give(task, to, "", origin)
        return TaskAssigned(task=task.pk, task_kind=task.kind, about=task.subject, to_staff=to)

    return _act(ActKind.ASSIGN, task_ids, change, viewer, origin)


@transaction.atomic
def hand_over_tasks(
    *, task_ids: Collection[int], to: int | None, team: str, note: str, viewer: Viewer, origin: Origin
) -> Done:
    """Hand tasks over to a colleague or, with `to` None, to a team, with a note for whoever comes next.

    Each is done or refused by itself. Raises CannotDoTask where the note or the team will not do.
    """
    words = readable(note)
    refuse(refusal_of_words(words))
    if to is None and team not in teams(localdate(origin.at)):
        refuse(TaskRefusal.NO_TEAM)

    def change(task: Task) -> Event | TaskRefusal:
        found = colleague(to, {task.kind}, now=origin.at) if to is not None else None
        if to is not None and found is None:
            return TaskRefusal.NO_COLLEAGUE
        if refusal := refusal_to_give(task.standing(), viewer, all_kinds()[task.kind], found):
            return refusal
        _give(task, to, team if to is None else "", origin)
        Note.objects.create(
            task=task, kind=NoteKind.HANDED, text=words, written_at=origin.at, written_by_id=own_number(viewer)
        )
        return TaskHandedOver(
            task=task.pk, task_kind=task.kind, about=task.subject, to_staff=to, to_team=team if to is None else ""
        )

    return _act(ActKind.HAND_OVER, task_ids, change, viewer, origin)


@transaction.atomic
def put_off_tasks(
    *, task_ids: Collection[int], until: datetime, wakes_on: WakeOn | None, viewer: Viewer, origin: Origin
) -> Done:
    """Put tasks off until a moment, or until something happens before. Each is done or refused by itself."""

    def change(task: Task) -> Event | TaskRefusal:
        kind = all_kinds()[task.kind]
        if refusal := refusal_to_put_off(task.standing(), viewer, kind, until=until, now=origin.at):
            return refusal
        task.wakes_at, task.wakes_on = until, wakes_on or ""
        return TaskPutOff(task=task.pk, task_kind=task.kind, about=task.subject, until=until, wakes_on=task.wakes_on)

    return _act(ActKind.PUT_OFF, task_ids, change, viewer, origin)


@transaction.atomic
def set_urgency(*, task_ids: Collection[int], urgency: Urgency, viewer: Viewer, origin: Origin) -> Done:
    """Say how urgent tasks are: from then on no machine says less. Each is done or refused by itself."""
    ahead = limits(localdate(origin.at)).ahead

    def change(task: Task) -> Event | TaskRefusal:
        if refusal := refusal_to_rank(task.standing(), viewer, all_kinds()[task.kind]):
            return refusal
        task.urgency, task.ranked_by_staff = urgency, True
        task.turn_at = turn_at(task.due_at, urgency, ahead)
        if urgency is Urgency.DANGER:
            task.wakes_at, task.wakes_on = None, ""
        return TaskRanked(
            task=task.pk, task_kind=task.kind, about=task.subject, urgency=urgency.value, task_skill=task.skill
        )

    return _act(ActKind.URGENCY, task_ids, change, viewer, origin)


@transaction.atomic
def give_back_tasks(*, task_ids: Collection[int], viewer: Viewer, origin: Origin) -> Done:
    """Put tasks back for others. Each is done or refused by itself."""

    def change(task: Task) -> Event | TaskRefusal:
        if refusal := refusal_to_give_back(task.standing(), all_kinds()[task.kind], viewer):
            return refusal
        task.state, task.taken_by_id, task.taken_at = TaskState.OPEN, None, None
        return TaskGivenBack(task=task.pk, task_kind=task.kind, about=task.subject)

    return _act(ActKind.GIVE_BACK, task_ids, change, viewer, origin)


@transaction.atomic
def undo_act(*, act_id: int, viewer: Viewer, origin: Origin) -> Done:
    """Undo what one did with tasks, within the minutes of policy: of each that was not changed since.

    Notes stay, since somebody may have read them. Raises NotAllowed where it is not one’s own or too long ago.
    """
    act = Act.objects.select_for_update().filter(pk=act_id, staff_id=own_number(viewer), undone_at=None).first()
    if act is None or act.done_at < origin.at - limits(localdate(origin.at)).undo:
        raise NotAllowed(f"act:{act_id}")
    refused: dict[int, TaskRefusal] = {}
    happened: list[tuple[Event, datetime]] = []
    found = {task.pk: task for task in _held_all(map(int, act.changes))}
    for number, (before, after) in sorted(act.changes.items()):
        task = found.get(int(number))
        if task is None or _standing_of(task) != after:
            refused[int(number)] = TaskRefusal.CHANGED
            continue
        for name, value in before.items():
            setattr(task, name, parse_datetime(value) if name.endswith("_at") and value else value)
        task.save(update_fields=_columns())
        event = TaskRestored(task=task.pk, task_kind=task.kind, about=task.subject, act=act.pk)
        happened.append((event, origin.at))
    act.undone_at = origin.at
    act.save(update_fields=["undone_at"])
    record_many(happened, origin)
    done = tuple(int(number) for number in act.changes if int(number) not in refused)
    tell_followers(done, _NEWS[ActKind(act.kind)], origin)
    return Done(None, done, refused)


def _act(
    kind: ActKind,
    task_ids: Collection[int],
    change: Callable[[Task], Event | TaskRefusal],
    viewer: Viewer,
    origin: Origin,
) -> Done:
    """Do something with each task that may have it done, in one transaction, and keep how each stood before."""
    wanted = list(dict.fromkeys(task_ids))[:MOST]
    refused = dict.fromkeys(wanted, TaskRefusal.NO_SUCH_TASK)
    happened: list[tuple[Event, datetime]] = []
    changes: dict[str, list[dict[str, Any]]] = {}
    for task in _held_all(wanted):
        if not (viewer.may(Right.SUPERVISE_WORK) or viewer.may(all_kinds()[task.kind].right)):
            continue
        before = _standing_of(task)
        outcome = change(task)
        if isinstance(outcome, TaskRefusal):
            refused[task.pk] = outcome
            continue
        del refused[task.pk]
        task.save(update_fields=_columns())
        changes[str(task.pk)] = [before, _standing_of(task)]
        happened.append((outcome, origin.at))
    if not changes:
        return Done(None, (), refused)
    record_many(happened, origin)
    act = Act.objects.create(staff_id=own_number(viewer), kind=kind, done_at=origin.at, changes=changes)
    done = tuple(map(int, changes))
    tell_followers(done, _NEWS[kind], origin)
    return Done(act.pk, done, refused)


def _give(task: Task, to: int | None, team: str, origin: Origin) -> None:
    task.team = team or (task.team if to is not None else "")
    task.state = TaskState.OPEN if to is None else TaskState.TAKEN
    task.taken_by_id, task.taken_at = to, (None if to is None else origin.at)
    task.wakes_at, task.wakes_on = None, ""


def _held_all(numbers: Iterable[int]) -> list[Task]:
    # Always in the same order, so that two who do something with the same tasks do not wait for one another for ever.
    return list(Task.objects.select_for_update(no_key=True).filter(pk__in=list(numbers)).order_by("pk"))


def _standing_of(task: Task) -> dict[str, Any]:
    values = {name: getattr(task, name) for name in _KEPT}
    return {
        name: value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
    }


def _columns() -> list[str]:
    return [name.removesuffix("_id") for name in _KEPT]
