"""Who may give a task to whom, put it off, or ask others about it. Pure."""

from dataclasses import dataclass
from datetime import datetime

from guichet.identity.rules import Viewer
from guichet.identity.terms import Right
from guichet.worklists.rules.standing import Standing
from guichet.worklists.terms import NEXT, TaskKind, TaskRefusal, Urgency

LONGEST_NOTE = 2_000


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody to whom a task may be given, as far as deciding needs it."""

    staff_id: int
    does_kind: bool
    is_paused: bool = False


def refusal_to_give(task: Standing, viewer: Viewer, kind: TaskKind, to: Colleague | None) -> TaskRefusal | None:
    """Return why this person cannot give a task to a colleague, or, with `to` None, to a team.

    What one holds, one may hand over; anybody’s and what nobody holds, a supervisor. One may give a task to oneself
    as one may take it.
    """
    if refusal := _not_theirs(task, viewer, kind):
        return refusal
    takes_it = to is not None and to.staff_id == viewer.staff_id
    if task.taken_by is None and not takes_it and not viewer.may(Right.SUPERVISE_WORK):
        return TaskRefusal.ONLY_SUPERVISORS
    if to is not None and not to.does_kind:
        return TaskRefusal.NO_COLLEAGUE
    return TaskRefusal.ON_PAUSE if to is not None and to.is_paused and not takes_it else None


def refusal_to_put_off(
    task: Standing, viewer: Viewer, kind: TaskKind, *, until: datetime, now: datetime
) -> TaskRefusal | None:
    """Return why a task cannot wait until a moment. Danger never waits, and nothing beyond the moment it is due."""
    if refusal := _not_theirs(task, viewer, kind):
        return refusal
    if task.urgency is Urgency.DANGER:
        return TaskRefusal.IN_DANGER
    if until <= now:
        return TaskRefusal.NOT_LATER
    return TaskRefusal.AFTER_DUE if task.due_at is not None and until > task.due_at else None


def refusal_to_rank(task: Standing, viewer: Viewer, kind: TaskKind) -> TaskRefusal | None:
    """Return why this person cannot say how urgent a task is."""
    return _not_theirs(task, viewer, kind)


def refusal_to_ask(task: Standing, viewer: Viewer, kind: TaskKind, to: Colleague | None) -> TaskRefusal | None:
    """Return why this person cannot ask a colleague, or, with `to` None, a team about a task. Nobody asks oneself."""
    if refusal := _not_theirs(task, viewer, kind):
        return refusal
    if not viewer.may(kind.right):
        return TaskRefusal.NOT_YOURS_TO_DO
    is_nobody = to is not None and (not to.does_kind or to.staff_id == viewer.staff_id)
    return TaskRefusal.NO_COLLEAGUE if is_nobody else None


def refusal_of_words(text: str) -> TaskRefusal | None:
    """Return what is wrong with a note."""
    if not text:
        return TaskRefusal.NO_WORDS
    return TaskRefusal.TOO_LONG if len(text) > LONGEST_NOTE else None


def _not_theirs(task: Standing, viewer: Viewer, kind: TaskKind) -> TaskRefusal | None:
    supervises = viewer.may(Right.SUPERVISE_WORK)
    if viewer.staff_id is None or not (supervises or viewer.may(kind.right)):
        return TaskRefusal.NOT_YOURS_TO_DO
    if not NEXT[task.state]:
        return TaskRefusal.OVER
    return None if supervises or task.taken_by in {None, viewer.staff_id} else TaskRefusal.TAKEN_BY_ANOTHER
