"""The words of worklists: how far a task is, why something cannot be done with it, and what a kind of task is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db.models import IntegerChoices, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guichet.identity.terms import Right


class TaskState(TextChoices):
    """How far a task is."""

    OPEN = "OPEN", _("Waiting for somebody")
    TAKEN = "TAKEN", _("Somebody is on it")
    DONE = "DONE", _("Done by a person")
    SETTLED = "SETTLED", _("Settled by itself")


# What may follow what.
NEXT = {
    TaskState.OPEN: {TaskState.TAKEN, TaskState.DONE, TaskState.SETTLED},
    TaskState.TAKEN: {TaskState.OPEN, TaskState.DONE, TaskState.SETTLED},
    TaskState.DONE: set(),
    TaskState.SETTLED: set(),
}
# The kind of task by which somebody is asked about another task.
ASKING = "asking"
# In these a task still waits for somebody.
UNDONE = (TaskState.OPEN, TaskState.TAKEN)


class Urgency(IntegerChoices):
    """How soon somebody must turn to a task, beside the moment by which it is due."""

    USUAL = 0, _("Usual")
    SOON = 1, _("Soon")
    URGENT = 2, _("Urgent")
    DANGER = 3, _("Danger")


class WakeOn(TextChoices):
    """What wakes a task that was put off, before its moment."""

    MESSAGE = "MESSAGE", _("A new message")
    DOCUMENT = "DOCUMENT", _("A document is received")
    DECISION = "DECISION", _("A decision is made")
    # Not chosen: it waits for the answer of whoever was asked.
    ANSWER = "ANSWER", _("The answer of whoever was asked")


class NoteKind(TextChoices):
    """On what occasion a note was written."""

    HANDED = "HANDED", _("When it was handed over")
    ASKED = "ASKED", _("Question asked")
    ANSWERED = "ANSWERED", _("Answer given")


class News(TextChoices):
    """What happened last to a task that somebody follows."""

    TAKEN = "TAKEN", _("Somebody took it")
    GIVEN = "GIVEN", _("It was given to somebody else")
    RANKED = "RANKED", _("Its urgency was changed")
    PUT_OFF = "PUT_OFF", _("It was put off")
    WOKEN = "WOKEN", _("It waits no longer: something happened")
    LATE = "LATE", _("It is late")
    FURTHER = "FURTHER", _("Nobody answered: it went further")
    ANSWERED = "ANSWERED", _("Your question has an answer")
    DONE = "DONE", _("It is done")


class ActKind(TextChoices):
    """What was done with tasks, one or many at once."""

    ASSIGN = "ASSIGN", _("Given to somebody")
    HAND_OVER = "HAND_OVER", _("Handed over with a note")
    PUT_OFF = "PUT_OFF", _("Put off")
    URGENCY = "URGENCY", _("Urgency changed")
    GIVE_BACK = "GIVE_BACK", _("Put back for others")


class PauseReason(TextChoices):
    """Why somebody is given no tasks for a while."""

    HARD = "HARD", _("After a hard contact")
    DANGER = "DANGER", _("After a contact about danger")
    ABUSE = "ABUSE", _("After abuse")


class TaskRefusal(TextChoices):
    """Why a person cannot do this with a task."""

    NOT_YOURS_TO_DO = "NOT_YOURS_TO_DO", _("Your role does not cover this task.")
    TAKEN_BY_ANOTHER = "TAKEN_BY_ANOTHER", _("A colleague has taken this task.")
    NOT_TAKEN = "NOT_TAKEN", _("Nobody has taken this task.")
    OVER = "OVER", _("This task is over.")
    NO_SUCH_OUTCOME = "NO_SUCH_OUTCOME", _("Choose what came of the task.")
    NO_SUCH_TASK = "NO_SUCH_TASK", _("There is no such task for you.")
    ONLY_SUPERVISORS = "ONLY_SUPERVISORS", _("Take the task first, or ask a supervisor to give it to somebody.")
    NO_COLLEAGUE = "NO_COLLEAGUE", _("This colleague is not here any more, or their role does not cover this task.")
    ON_PAUSE = "ON_PAUSE", _("This colleague takes a pause. Choose somebody else.")
    NO_TEAM = "NO_TEAM", _("There is no such team.")
    NO_WORDS = "NO_WORDS", _("Write a few words, so that whoever comes next knows.")
    TOO_LONG = "TOO_LONG", _("This is too long. Shorten it.")
    NOT_LATER = "NOT_LATER", _("Choose a moment that lies ahead.")
    AFTER_DUE = "AFTER_DUE", _("The task is due before that. Choose an earlier moment.")
    IN_DANGER = "IN_DANGER", _("Somebody may be in danger: this cannot wait.")
    ASKED_ALREADY = "ASKED_ALREADY", _("Somebody was asked about this task already, and has not answered yet.")
    NOT_ASKED = "NOT_ASKED", _("Nobody waits for an answer about this task any more.")
    NOTHING_LEFT = "NOTHING_LEFT", _("Nothing waits that you could take.")
    CHANGED = "CHANGED", _("Something was changed since. It cannot be undone.")
    NO_NAME = "NO_NAME", _("Give it a name.")
    TOO_MANY = "TOO_MANY", _("You keep many views already. Drop one first.")
    NOT_DONE = "NOT_DONE", _("This task is not done yet.")


def number_in(subject: str) -> tuple[str, ...]:
    """Return what follows the colon in a subject such as `duplicate:12`, as the arguments of an address."""
    return (subject.partition(":")[2],)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskKind:
    """A kind of task: its code and title, who may do it, the page on which it is done, and what may come of it.

    `page` is the name of an address and `page_args` makes its arguments from a task's subject. With `only_there`, the
    page finishes the task itself, and nobody says “done” without having done it. `facts` names the facts a task of
    this kind carries, in words; their values are codes, and `values` says of some what their codes mean.
    """

    code: str
    title: str | Promise
    right: Right
    page: str
    outcomes: Mapping[str, str | Promise]
    page_args: Callable[[str], tuple[str, ...]] = number_in
    only_there: bool = False
    facts: Mapping[str, str | Promise] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str | Promise]] = field(default_factory=dict)
