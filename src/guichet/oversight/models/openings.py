"""Files that were opened for a reason in words, and files that open in no other way."""

from django.db import models

from guichet.foundation.sealing import SealedText
from guichet.identity.models import Staff
from guichet.identity.terms import Barrier, Protected, Purpose
from guichet.oversight.terms import Verdict


class BrokenGlass(models.Model):
    """That somebody opened a file outside their own, why, and what the review found."""

    PERSONAL_DATA = "who opened whose file, and why in words (sealed); kept two years after the review"

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    client_id = models.BigIntegerField()
    barrier = models.CharField(max_length=20, choices=Barrier.choices)
    purpose = models.CharField(max_length=30, choices=Purpose.choices)
    reason = SealedText()
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    reviewed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=20, choices=Verdict.choices, blank=True)
    note = SealedText(default="")

    class Meta:
        verbose_name_plural = "broken glasses"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reviewed_by=None) | ~models.Q(reviewed_by=models.F("staff")),
                name="nobody_reviews_their_own_opening",
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_by=None, reviewed_at=None, verdict="")
                | (models.Q(reviewed_by__isnull=False, reviewed_at__isnull=False) & ~models.Q(verdict="")),
                name="an_opening_is_reviewed_wholly_or_not",
            ),
        ]
        indexes = [models.Index(fields=["client_id", "-opened_at"], name="broken_glass_of_client")]

    def __str__(self) -> str:
        return f"broken_glass:{self.pk}"


class Protection(models.Model):
    """That a file opens only for a reason that is reviewed: the client is in danger, works here, or is widely known."""

    PERSONAL_DATA = "that a client’s file is protected, and why; goes when the protection ends"

    client_id = models.BigIntegerField()
    why = models.CharField(max_length=20, choices=Protected.choices)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client_id", "why"],
                condition=models.Q(ended_at=None),
                name="one_protection_of_a_kind_per_client",
            )
        ]

    def __str__(self) -> str:
        return f"{self.why} of client:{self.client_id}"
