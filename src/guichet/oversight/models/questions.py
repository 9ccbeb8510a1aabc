"""What clients ask about a look."""

from django.db import models

from guichet.foundation.sealing import SealedText
from guichet.identity.models import Staff


class LookQuestion(models.Model):
    """That a client does not understand a look, what they say about it, and what they were answered."""

    PERSONAL_DATA = "what a client asked about a look and the answer (sealed); goes with the client"

    # Soft: the look may be erased by rule, and the question with it.
    look_id = models.BigIntegerField()
    client_id = models.BigIntegerField()
    words = SealedText(default="")
    asked_at = models.DateTimeField()
    answer = SealedText(default="")
    answered_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["look_id"], name="one_question_per_look")]
        indexes = [models.Index(fields=["client_id"], name="look_question_of_client")]

    def __str__(self) -> str:
        return f"look_question:{self.pk}"
