"""What may be done with a task, and by whom. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.worklists.terms import NEXT, TaskKind, TaskRefusal, TaskState, Urgency

# What a fact of a task may be: a code, a number, a day. Whatever a person could be called by is none of these.
_CODE = re.compile(r"[A-Za-z0-9_.:+/-]{1,60}")

# Danger stands before whatever else there is: no other clock is that far ahead.
DANGER_AHEAD = timedelta(days=40 * 365)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a task stands, as far as deciding needs it."""

    state: TaskState
    taken_by: int | None = None


def refusal_to_take(task: Standing, kind: TaskKind, viewer: Viewer) -> TaskRefusal | None:
    """Return why this person cannot take a task, or None where they can; what they hold, they may take again."""
    if refusal := _refusal(task, kind, viewer, TaskState.TAKEN):
        return refusal
    return TaskRefusal.TAKEN_BY_ANOTHER if task.taken_by not in {None, viewer.staff_id} else None


def refusal_to_give_back(task: Standing, kind: TaskKind, viewer: Viewer) -> TaskRefusal | None:
    """Return why this person cannot put a task back for others. Who supervises may do so with anybody’s."""
    if TaskState.OPEN not in NEXT[task.state] and task.state is not TaskState.OPEN:
        return TaskRefusal.OVER
    if task.taken_by is None:
        return TaskRefusal.NOT_TAKEN
    if viewer.staff_id is None:
        return TaskRefusal.NOT_YOURS_TO_DO
    ours = task.taken_by == viewer.staff_id or viewer.may(Right.SUPERVISE_WORK)
    return None if ours else TaskRefusal.TAKEN_BY_ANOTHER


def refusal_to_finish(task: Standing, kind: TaskKind, viewer: Viewer, outcome: str) -> TaskRefusal | None:
    """Return why this person cannot say that a task is done, with this outcome."""
    if refusal := _refusal(task, kind, viewer, TaskState.DONE):
        return refusal
    if task.taken_by not in {None, viewer.staff_id}:
        return TaskRefusal.TAKEN_BY_ANOTHER
    return None if outcome in kind.outcomes else TaskRefusal.NO_SUCH_OUTCOME


def _refusal(task: Standing, kind: TaskKind, viewer: Viewer, wanted: TaskState) -> TaskRefusal | None:
    if viewer.staff_id is None or not viewer.may(kind.right):
        return TaskRefusal.NOT_YOURS_TO_DO
    return TaskRefusal.OVER if wanted not in NEXT[task.state] and wanted is not task.state else None


def faulty_facts(facts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of facts that are no codes: a task names nobody."""
    return tuple(name for name, value in facts.items() if not (_CODE.fullmatch(name) and _CODE.fullmatch(value)))


def is_overdue(state: TaskState, due_at: datetime, *, now: datetime) -> bool:
    """Return whether a task should have been done by now, and is not."""
    return bool(NEXT[state]) and due_at < now


def turn_at(due_at: datetime, urgency: Urgency, ahead: Sequence[timedelta]) -> datetime:
    """Return where a task stands among others, whose turns are read from the earliest on.

    Danger first; then by the risk of breach, which is the moment it is due, as if that came sooner where it is
    urgent. `ahead` says for each urgency by how much.
    """
    return due_at - ahead[urgency]
