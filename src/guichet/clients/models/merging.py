"""Records that may be one person's, and those that people joined."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from guichet.clients.models.people import Client
from guichet.clients.terms import DuplicateReason, DuplicateState, MergeProof, UndoReason


class Merge(models.Model):
    """That one record was joined to another of the same person. Nothing is moved: readers follow this row.

    As long as `undone_at` is empty, whatever is about either record is about both; once it is set, each record has
    again exactly what is its own (docs/decisions/0021-joined-records-are-followed-not-moved.md).
    """

    PERSONAL_DATA = "which records are one person's, and on what proof; goes with the client"

    kept = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="merges", db_index=False)
    gone = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="merged_away", db_index=False)
    proofs = ArrayField(models.CharField(max_length=20, choices=MergeProof.choices))
    merged_at = models.DateTimeField()
    merged_by = models.CharField(max_length=60)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=60, blank=True)
    undo_reason = models.CharField(max_length=20, choices=UndoReason.choices, blank=True)

    class Meta:
        constraints = [
            # Its index also leads from a record to the one it was joined to.
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_at=None), name="joined_to_one_record"),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="joined_to_another_record"),
            models.CheckConstraint(condition=~Q(proofs=[]), name="joined_on_proof"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undo_reason="") | (Q(undone_at__isnull=False) & ~Q(undo_reason="")),
                name="undone_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["kept"], condition=Q(undone_at=None), name="records_joined_to")]

    def __str__(self) -> str:
        return f"merge:{self.pk}"


class Duplicate(models.Model):
    """Two records that may be one person's, why it seems so, and what people decided. Each pair once, for good."""

    PERSONAL_DATA = "which records look alike, and in what; goes with the client"

    # The lower number first, so that a pair is one row whichever way it was found.
    one = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+", db_index=False)
    other = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField()
    reasons = ArrayField(models.CharField(max_length=20, choices=DuplicateReason.choices))
    found_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=DuplicateState.choices, default=DuplicateState.OPEN)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=60, blank=True)
    # The merge that settled it, where one did: undoing that opens it again.
    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, null=True, related_name="duplicates")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="one_row_per_pair"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="lower_number_first"),
        ]

    def __str__(self) -> str:
        return f"duplicate:{self.pk}"
