"""What came of a contact, as codes that are counted."""

from django.db import models
from django.db.models import Q

from guichet.enquiries.models.enquiries import Enquiry
from guichet.enquiries.models.saying import Answer
from guichet.enquiries.rules.coding import Demand


class Coding(models.Model):
    """What a question was for, whether it need not have been, and what made it needed: confirmed with the answer."""

    PERSONAL_DATA = "what a question was for, as codes; goes with the question"

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="codings", db_index=False)
    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="coding")
    reason = models.CharField(max_length=20)
    demand = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Demand])
    cause = models.CharField(max_length=20, blank=True)
    # Which page or which kind of message made it needed.
    about = models.CharField(max_length=60, blank=True)
    resolved = models.BooleanField()
    # Whether the person changed what was proposed.
    changed = models.BooleanField()
    coded_at = models.DateTimeField()
    coded_by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(demand="FAILURE") | Q(cause="", about=""), name="value_has_no_cause"),
        ]
        indexes = [
            models.Index(fields=["coded_at"], name="codings_by_day"),
            models.Index(fields=["enquiry"], name="codings_of_enquiry"),
        ]

    def __str__(self) -> str:
        return f"coding:{self.pk}"
