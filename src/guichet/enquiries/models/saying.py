"""What we said: answers, and the messages that tell of them to people who have no account."""

from django.db import models
from django.db.models import Q

from guichet.enquiries.models.contacts import Contact
from guichet.enquiries.models.enquiries import Enquiry
from guichet.enquiries.terms import MessageKind
from guichet.foundation.sealing import SealedText


class Answer(models.Model):
    """An answer to a question, as it was sent. A question that was opened again has several."""

    PERSONAL_DATA = "what we answered, sealed; goes with the question"

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="answers", db_index=False)
    language = models.CharField(max_length=2)
    text = SealedText()
    # The article it rests on, and which version of it; empty: in the agent’s own words.
    article = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=0)
    answered_at = models.DateTimeField()
    answered_by = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["enquiry", "id"], name="answers_of_enquiry")]

    def __str__(self) -> str:
        return f"answer:{self.pk}"


class Message(models.Model):
    """An e-mail to somebody who asked and has no account: what it tells, and what became of it.

    Put into words when it is sent. The reference makes its Message-ID, which nobody guesses: whoever answers it has
    read it.
    """

    PERSONAL_DATA = "that somebody was told of something about their question; goes with the question"

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="messages", db_index=False)
    # Whose contact it tells of: one message to each sender.
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="messages", db_index=False)
    kind = models.CharField(max_length=10, choices=MessageKind.choices)
    # The entry of the journal because of which it is owed.
    entry_id = models.BigIntegerField()
    reference = models.UUIDField(unique=True)
    # What the answer to it names (`rules.named`).
    named = models.CharField(max_length=64)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry_id", "contact"], name="told_once_of_an_entry"),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(failed_at=None), name="sent_or_failed"),
        ]
        indexes = [
            models.Index(fields=["named"], name="message_by_name"),
            models.Index(fields=["enquiry", "id"], name="messages_of_enquiry"),
            models.Index(fields=["contact"], name="messages_of_contact"),
        ]

    def __str__(self) -> str:
        return f"message:{self.pk}"
