"""Who looked at whose file."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from guichet.identity.models.accounts import Staff
from guichet.identity.terms import Purpose


class Look(models.Model):
    """One look of a member of staff at a client’s file. Never changed; a client may ask to see them all."""

    PERSONAL_DATA = "who looked at whose file; kept as long as the law on access logs asks"

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="looks")
    client_id = models.BigIntegerField()
    subject = models.CharField(max_length=80)
    purpose = models.CharField(max_length=30, choices=Purpose.choices)
    page = models.CharField(max_length=60)
    office = models.CharField(max_length=40, blank=True)
    looked_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["client_id", "-looked_at"], name="looks_at_client"),
            models.Index(fields=["staff", "-looked_at"], name="looks_of_staff"),
            BrinIndex(fields=["looked_at"], name="look_at"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} at {self.subject}"
