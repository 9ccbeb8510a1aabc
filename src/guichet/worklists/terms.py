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
# In these a task still waits for somebody.
UNDONE = (TaskState.OPEN, TaskState.TAKEN)


class Urgency(IntegerChoices):
    """How soon somebody must turn to a task, beside the moment by which it is due."""

    USUAL = 0, _("Usual")
    SOON = 1, _("Soon")
    URGENT = 2, _("Urgent")
    DANGER = 3, _("Danger")


class TaskRefusal(TextChoices):
    """Why a person cannot do this with a task."""

    NOT_YOURS_TO_DO = "NOT_YOURS_TO_DO", _("Your role does not cover this task.")
    TAKEN_BY_ANOTHER = "TAKEN_BY_ANOTHER", _("A colleague has taken this task.")
    NOT_TAKEN = "NOT_TAKEN", _("Nobody has taken this task.")
    OVER = "OVER", _("This task is over.")
    NO_SUCH_OUTCOME = "NO_SUCH_OUTCOME", _("Choose what came of the task.")


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
