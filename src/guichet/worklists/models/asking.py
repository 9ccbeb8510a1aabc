"""What people say to one another about a task: notes, questions with a clock, thanks that came for somebody."""

from django.db import models
from django.db.models import Q

from guichet.foundation.sealing import SealedText
from guichet.identity.models import Staff
from guichet.worklists.models.tasks import Task
from guichet.worklists.terms import NoteKind


class Note(models.Model):
    """What whoever comes next must know, in the words of a colleague. Sealed, and in no journal."""

    PERSONAL_DATA = "what an employee wrote about the work for a client, sealed; goes with the task"

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="notes", db_index=False)
    kind = models.CharField(max_length=10, choices=NoteKind.choices)
    text = SealedText()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["task", "id"], name="notes_of_task")]

    def __str__(self) -> str:
        return f"note:{self.pk}"


class Asking(models.Model):
    """That somebody asked an officer or another team about a task, by when they answer, and the way back."""

    PERSONAL_DATA = "who asked whom about which task; goes with the task"

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="askings", db_index=False)
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    to_staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    to_team = models.CharField(max_length=40, blank=True)
    answer_by = models.DateTimeField()
    # When silence took it further.
    further_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task"], condition=Q(answered_at=None), name="one_open_asking_of_a_task"),
            models.CheckConstraint(condition=Q(to_staff__isnull=False) | ~Q(to_team=""), name="asked_of_somebody"),
        ]
        indexes = [
            models.Index(fields=["task", "id"], name="askings_of_task"),
            models.Index(
                fields=["answer_by"], condition=Q(answered_at=None, further_at=None), name="askings_in_silence"
            ),
        ]

    def __str__(self) -> str:
        return f"asking:{self.pk}"


class Praise(models.Model):
    """Thanks that came for whoever did a task, passed on to them."""

    PERSONAL_DATA = "what somebody said in thanks to an employee, sealed; goes with the task"

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="praises", db_index=False)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+", db_index=False)
    text = SealedText()
    passed_at = models.DateTimeField()
    passed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["task"], name="praises_of_task"),
            models.Index(fields=["staff"], condition=Q(read_at=None), name="praises_to_read"),
        ]

    def __str__(self) -> str:
        return f"praise:{self.pk}"
