"""What happens to tasks. Nothing of it is shown to clients: they see what comes of the work."""

from dataclasses import dataclass
from datetime import datetime

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


@happening("task.assigned", meaning="A task was given to a member of staff.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAssigned(TaskEvent):
    to_staff: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("The task was given to somebody.")


@happening("task.handed_over", meaning="A task was handed over with a note, to a colleague or a team.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskHandedOver(TaskEvent):
    to_staff: int | None
    to_team: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("The task was handed over with a note.")


@happening(
    "task.put_off", meaning="A task was put off until a moment, or until something happens before.", visible=False
)
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPutOff(TaskEvent):
    until: datetime
    wakes_on: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("The task was put off.")


@happening("task.woken", meaning="A task that was put off waits no longer.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskWoken(TaskEvent):
    woken_by: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("The task waits no longer.")


@happening("task.restored", meaning="What was done with a task was undone.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRestored(TaskEvent):
    act: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("What was done with the task was undone.")


@happening(
    "task.asked", meaning="An officer or another team was asked about a task, to answer by a moment.", visible=False
)
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAsked(TaskEvent):
    to_staff: int | None
    to_team: str
    answer_by: datetime

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody else was asked about the task.")


@happening(
    "task.asked_further", meaning="Nobody answered in time: the question about a task went further.", visible=False
)
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAskedFurther(TaskEvent):
    to_team: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Nobody answered in time, and others were asked.")


@happening(
    "task.question_answered", meaning="Whoever was asked about a task answered; it is with who asked.", visible=False
)
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskQuestionAnswered(TaskEvent):
    def sentence(self, language: Language) -> str:
        with override(language):
            return _("The question about the task was answered.")


@happening("task.praised", meaning="Thanks that came for whoever did a task were passed on to them.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPraised(TaskEvent):
    to_staff: int

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Thanks were passed on to whoever did the task.")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerEvent(Event):
    """Something that happened to how a member of staff works: their number, and nothing about why."""

    staff: int

    @property
    def subject(self) -> str:
        """Return the member of staff."""
        return f"staff:{self.staff}"


@happening("work.paused", meaning="A member of staff is given no tasks for some minutes.", visible=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPaused(WorkerEvent):
    until: datetime

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody takes a pause.")


@happening(
    "work.resumed", meaning="A member of staff ended their pause, or said that they can be given tasks.", visible=False
)
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkResumed(WorkerEvent):
    until: datetime | None

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("Somebody is ready for work, or no longer.")


@happening(
    "work.skills_set", meaning="A supervisor said what a member of staff can do, and how much at once.", visible=False
)
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSet(WorkerEvent):
    skills: tuple[str, ...]
    languages: tuple[str, ...]
    team: str

    def sentence(self, language: Language) -> str:
        with override(language):
            return _("What somebody can do was written down.")
