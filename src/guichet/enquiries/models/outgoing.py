"""What was written and is to be sent: it waits for its moment, and can be taken back until then."""

from django.db import models
from django.db.models import Q

from guichet.enquiries.models.enquiries import Enquiry
from guichet.enquiries.terms import OutgoingAct, OutgoingState
from guichet.foundation.sealing import SealedText


class Outgoing(models.Model):
    """An answer, or a question back, between “Send” and the moment when it goes out.

    The row is all there is to it: a worker that dies leaves it as it was, and the next one sends it, once.
    """

    PERSONAL_DATA = "what is about to be answered, sealed; goes with the question, and when it is sent"

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="outgoing", db_index=False)
    act = models.CharField(max_length=8, choices=OutgoingAct.choices)
    language = models.CharField(max_length=2)
    # Kept here until it is sent, then in the answer.
    text = SealedText(blank=True, default="")
    article = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=0)
    # The last contact that the writer had read, and how many there were: what comes after stops it.
    seen = models.BigIntegerField()
    contacts = models.PositiveIntegerField()
    # Why what is marked stays, in the writer’s words; and how many marks there were.
    stays = SealedText(blank=True, default="")
    marked = models.PositiveSmallIntegerField(default=0)
    # What is noted once it goes out, as codes.
    carries = models.JSONField(default=dict)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=60)
    # Soft: accounts are closed.
    user_id = models.BigIntegerField()
    goes_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=OutgoingState.choices, default=OutgoingState.WAITING)
    ended_at = models.DateTimeField(null=True)
    stopped_by = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name_plural = "outgoing"
        constraints = [
            models.UniqueConstraint(
                fields=["enquiry"], condition=Q(state=OutgoingState.WAITING), name="one_answer_waits"
            ),
            models.CheckConstraint(
                condition=Q(state=OutgoingState.WAITING, ended_at=None)
                | (~Q(state=OutgoingState.WAITING) & Q(ended_at__isnull=False)),
                name="outgoing_ends_at_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["goes_at", "id"], condition=Q(state=OutgoingState.WAITING), name="answers_to_send"),
            models.Index(fields=["enquiry", "-id"], name="outgoing_of_enquiry"),
        ]

    def __str__(self) -> str:
        return f"outgoing:{self.pk}"
