"""Who works on tasks: what each can do and how much, who looks at what now, who follows it, views that were kept."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from guichet.identity.models import Staff
from guichet.worklists.models.tasks import Task
from guichet.worklists.terms import ActKind, News, PauseReason, Urgency


class Worker(models.Model):
    """What a member of staff can do, and how much at once. Whoever has no row can do whatever their role covers."""

    PERSONAL_DATA = "skills, languages and pauses of an employee; gone with their number"

    staff = models.OneToOneField(Staff, on_delete=models.CASCADE, primary_key=True, related_name="+")
    # Official languages in which they answer, and skills as codes; none: all.
    languages = ArrayField(models.CharField(max_length=2), default=list)
    skills = ArrayField(models.CharField(max_length=60), default=list)
    team = models.CharField(max_length=40, blank=True)
    # How many tasks at once; none: as policy says.
    at_once = models.PositiveSmallIntegerField(null=True)
    # Till when they are given tasks without asking.
    gets_until = models.DateTimeField(null=True)
    got_at = models.DateTimeField(null=True)
    paused_until = models.DateTimeField(null=True)
    paused_for = models.CharField(max_length=10, choices=PauseReason.choices, blank=True)

    class Meta:
        indexes = [models.Index(fields=["team"], name="workers_of_team")]

    def __str__(self) -> str:
        return f"staff:{self.staff_id}"


class Presence(models.Model):
    """That somebody has a task open just now. Gone after minutes."""

    PERSONAL_DATA = "which task an employee has open; a chore takes it after minutes"

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="+", db_index=False)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+", db_index=False)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "staff"], name="present_once_at_a_task")]
        indexes = [models.Index(fields=["seen_at"], name="presence_to_forget")]

    def __str__(self) -> str:
        return f"staff:{self.staff_id} at task:{self.task_id}"


class Follow(models.Model):
    """That somebody is told when something happens to a task, and what happened last that they have not read."""

    PERSONAL_DATA = "which tasks an employee follows; goes with the task"

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="followers", db_index=False)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+", db_index=False)
    news = models.CharField(max_length=10, choices=News.choices, blank=True)
    news_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "staff"], name="followed_once")]
        indexes = [models.Index(fields=["staff", "-news_at"], name="followed_by")]

    def __str__(self) -> str:
        return f"staff:{self.staff_id} follows task:{self.task_id}"


class Act(models.Model):
    """What somebody did with one or many tasks at once, and how each stood before, so that it can be undone."""

    PERSONAL_DATA = "numbers of tasks and employees; a chore takes it after the minutes in which it can be undone"

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=ActKind.choices)
    done_at = models.DateTimeField()
    # For each task by its number: how it stood before and after.
    changes = models.JSONField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["done_at"], name="acts_to_forget")]

    def __str__(self) -> str:
        return f"act:{self.pk}"


class SavedView(models.Model):
    """Filters of the list that somebody kept under a name: for themselves, or for their team."""

    PERSONAL_DATA = "the name an employee gave to a list; gone when they drop it"

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+", db_index=False)
    team = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=60)
    # What the address says: names of filters and codes.
    query = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "name"], condition=Q(team=""), name="one_view_of_a_name"),
            models.UniqueConstraint(fields=["team", "name"], condition=~Q(team=""), name="one_team_view_of_a_name"),
        ]

    def __str__(self) -> str:
        return f"view:{self.pk}"


def suited(worker: Worker | None, near: datetime) -> Q:
    """Return which tasks suit somebody: what asks for a skill, a language and a team that they have.

    Whatever is due before `near`, and danger, is everybody’s who may do it.
    """
    if worker is None:
        return Q()
    fitting = Q(team="") | Q(team=worker.team) if worker.team else Q(team="")
    if worker.skills:
        fitting &= Q(skill__in=["", *worker.skills])
    if worker.languages:
        fitting &= Q(language__in=["", *worker.languages])
    return fitting | Q(due_at__lt=near) | Q(urgency=Urgency.DANGER)
