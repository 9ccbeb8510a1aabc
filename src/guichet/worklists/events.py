"""What happens to tasks. Nothing of it is shown to clients: they see what comes of the work."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.foundation.languages import Language
from guichet.journal.events import Event, happening


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEvent(Event):
    """Something that happened to one task: its number, its kind, and what it is about."""

    task: int
    task_kind: str
    about: str

    @property
    def subject(self) -> str:
        """Return the task it happened to."""
        return f"task:{self.task}"


@happening("task.opened", meaning="Something needs a person.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskOpened(TaskEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("A task was opened for somebody to do.")


@happening("task.taken", meaning="A member of staff took a task.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskTaken(TaskEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody took the task.")


@happening("task.given_back", meaning="A task was put back for others to take.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGivenBack(TaskEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("The task was given back.")


@happening("task.finished", meaning="A member of staff did a task, with this outcome.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFinished(TaskEvent):
    outcome: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("The task was done.")


@happening("task.settled", meaning="A task was no longer needed: what opened it settled it.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSettled(TaskEvent):
    outcome: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("The task settled itself.")


@happening("task.escalated", meaning="A task was not done in time: supervisors see it first.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEscalated(TaskEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("The task was not done in time.")


@happening("task.ranked", meaning="A task was found more or less urgent, or to need a skill.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRanked(TaskEvent):
    urgency: int
    task_skill: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody or something said anew how urgent the task is.")
