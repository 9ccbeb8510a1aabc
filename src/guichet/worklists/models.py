"""Tasks."""

from django.db import models
from django.db.models import Q

from guichet.identity.models import Staff
from guichet.worklists.rules import Standing
from guichet.worklists.terms import UNDONE, TaskState, Urgency


class Task(models.Model):
    """Something that a person must do: of a kind, about a subject, by a moment. One undone task for each of them."""

    PERSONAL_DATA = "a soft number of the client; goes when the task is over for as long as the journal's entries"

    kind = models.CharField(max_length=40)
    # What it is about, as the room that opened it names it: `notice:12`. Soft: this room knows no other's tables.
    subject = models.CharField(max_length=80)
    client_id = models.BigIntegerField(null=True)
    # Codes, numbers and days that the list shows; never a name or free text.
    facts = models.JSONField(default=dict)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    # What comes first stands first: danger, then what is due, as if it were due sooner where it is urgent.
    turn_at = models.DateTimeField()
    urgency = models.PositiveSmallIntegerField(choices=Urgency.choices, default=Urgency.USUAL)
    # A person said how urgent it is: no machine says less.
    ranked_by_staff = models.BooleanField(default=False)
    # A line of business or a topic, as a code, and an official language; empty: whoever it is.
    skill = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=2, blank=True)
    state = models.CharField(max_length=10, choices=TaskState.choices, default=TaskState.OPEN)
    taken_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    done_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=40, blank=True)
    escalated_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"], condition=Q(state__in=UNDONE), name="one_undone_task_per_subject"
            ),
            models.CheckConstraint(
                condition=~Q(state=TaskState.TAKEN) | Q(taken_by__isnull=False, taken_at__isnull=False),
                name="taken_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=TaskState.OPEN) | Q(taken_by__isnull=True), name="open_to_everybody"
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNDONE, done_at__isnull=True)
                | Q(state=TaskState.DONE, done_at__isnull=False, done_by__isnull=False)
                | Q(state=TaskState.SETTLED, done_at__isnull=False, done_by__isnull=True),
                name="done_at_a_moment",
            ),
            models.CheckConstraint(condition=Q(urgency__lte=Urgency.DANGER), name="as_urgent_as_danger_at_most"),
        ]
        indexes = [
            # What is undone is a small part of all tasks: what comes first stands first.
            models.Index(fields=["due_at", "id"], condition=Q(state__in=UNDONE), name="task_undone"),
            models.Index(fields=["turn_at", "id"], condition=Q(state__in=UNDONE), name="task_turn"),
            models.Index(fields=["kind", "turn_at", "id"], condition=Q(state__in=UNDONE), name="task_turn_of_kind"),
            models.Index(fields=["kind", "due_at"], condition=Q(state__in=UNDONE), name="task_undone_of_kind"),
            models.Index(fields=["client_id"], name="task_of_client"),
            models.Index(fields=["-done_at", "-id"], name="task_done"),
        ]

    def __str__(self) -> str:
        return f"task:{self.pk}"

    def standing(self) -> Standing:
        """Return how it stands, for the rules."""
        return Standing(TaskState(self.state), self.taken_by_id)
