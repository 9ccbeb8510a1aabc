"""Looking that is unusual, and how far the search for it has come."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from guichet.foundation.sealing import SealedText
from guichet.identity.models import Staff
from guichet.oversight.terms import FlagVerdict, Unusual


class UnusualLooking(models.Model):
    """Looks that a rule found unusual: which rule, whose looks, which ones; and what a person found."""

    PERSONAL_DATA = "that looks of an employee were found unusual, and what a review said (sealed); kept two years"

    kind = models.CharField(max_length=30, choices=Unusual.choices)
    # None where many people looked.
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    client_id = models.BigIntegerField(null=True)
    # What makes it one: the rule, the person, the client or the day. Found again, it is the same.
    key = models.CharField(max_length=120)
    looks = ArrayField(models.BigIntegerField(), default=list)
    count = models.PositiveIntegerField()
    found_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=20, choices=FlagVerdict.choices, blank=True)
    note = SealedText(default="")

    class Meta:
        verbose_name_plural = "unusual looking"
        constraints = [
            models.UniqueConstraint(fields=["key"], name="unusual_looking_is_found_once"),
            models.CheckConstraint(
                condition=models.Q(reviewed_by=None) | models.Q(staff=None) | ~models.Q(reviewed_by=models.F("staff")),
                name="nobody_reviews_their_own_looking",
            ),
        ]

    def __str__(self) -> str:
        return f"unusual_looking:{self.pk}"


class Scan(models.Model):
    """Up to which look the search for unusual looking has come. One row."""

    PERSONAL_DATA = "none: a number"

    last_look = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_scan")]

    def __str__(self) -> str:
        return f"up to look {self.last_look}"
