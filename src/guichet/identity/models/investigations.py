"""Investigations: the one reason for which a client sees a look later than at once."""

from django.db import models

from guichet.foundation.sealing import SealedText
from guichet.identity.models.accounts import Staff


class Investigation(models.Model):
    """That looks of one person at one client are shown to the client only later: who asked, who agreed, until when."""

    PERSONAL_DATA = "that a person’s file is looked into, and why (sealed); kept two years after its end"

    client_id = models.BigIntegerField()
    case_number = models.CharField(max_length=60)
    reason = SealedText()
    investigator = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    ordered_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    until = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    approved = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)
    # When the client was told that looks had been shown late; or that there was nothing to tell.
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client_id", "case_number"], name="one_delay_per_client_and_case"),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("ordered_by")),
                name="an_investigation_is_approved_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(approved=False) | models.Q(decided_by__isnull=False),
                name="an_approved_investigation_was_decided",
            ),
            models.CheckConstraint(condition=models.Q(until__gt=models.F("ordered_at")), name="a_delay_has_an_end"),
        ]
        indexes = [models.Index(fields=["client_id"], name="investigation_of_client")]

    def __str__(self) -> str:
        return f"investigation:{self.pk}"
