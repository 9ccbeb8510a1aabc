"""Who looked at whose file."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from guichet.identity.models.accounts import Staff
from guichet.identity.models.investigations import Investigation
from guichet.identity.models.ledger import Committed
from guichet.identity.terms import AuthorityKind, Purpose, Role


class Look(Committed):
    """One look at a client’s file: of a member of staff, or of somebody to whom the client allows it.

    Never changed. The client sees them all; those of an investigation once it is over.
    """

    PERSONAL_DATA = "who looked at whose file; erased with the client, by rule, while the entry of the log stays"

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="looks")
    # An account that is nobody's here: a representative, a helper, somebody of the household.
    user_id = models.BigIntegerField(null=True)
    holder = models.CharField(max_length=20, choices=AuthorityKind.choices, blank=True)
    client_id = models.BigIntegerField()
    subject = models.CharField(max_length=80)
    purpose = models.CharField(max_length=30, choices=Purpose.choices, blank=True)
    page = models.CharField(max_length=60)
    # As they were then: people change their role and office.
    roles = ArrayField(models.CharField(max_length=20, choices=Role.choices), default=list)
    office = models.CharField(max_length=40, blank=True)
    investigation = models.ForeignKey(Investigation, on_delete=models.PROTECT, null=True, related_name="looks")
    looked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(staff__isnull=False, user_id=None, holder="")
                | (models.Q(staff=None, user_id__isnull=False) & ~models.Q(holder="")),
                name="look_of_staff_or_of_a_holder",
            ),
            models.CheckConstraint(
                condition=models.Q(investigation=None) | models.Q(purpose=Purpose.INVESTIGATION),
                name="only_an_investigation_delays_a_look",
            ),
        ]
        indexes = [
            models.Index(fields=["client_id", "-looked_at"], name="looks_at_client"),
            models.Index(fields=["staff", "-looked_at"], name="looks_of_staff"),
            BrinIndex(fields=["looked_at"], name="look_at"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id or self.user_id} at {self.subject}"
