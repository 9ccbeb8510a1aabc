"""What a client is told."""

from django.db import models

from guichet.clients.models import Client
from guichet.notices.terms import WhyNotSent


class Notice(models.Model):
    """What a client is told because of one entry of the journal. Always readable in their account.

    Its words are made when read, from the entry and the catalogue of that day, in the reader's language.
    """

    PERSONAL_DATA = "that a client was told of something; goes with the client"

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="notices")
    # The journal's entry that it tells of; soft, as the journal is.
    entry_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    occurred_at = models.DateTimeField()
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    # Empty when a message is owed; else why the account is the only place.
    not_sent = models.CharField(max_length=20, choices=WhyNotSent.choices, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry_id"], name="one_notice_per_entry")]
        indexes = [
            models.Index(fields=["client", "-occurred_at", "-id"], name="notice_of_client"),
            models.Index(fields=["subject", "-occurred_at"], name="notice_of_subject"),
            models.Index(
                fields=["-created_at"],
                name="notice_without_address",
                condition=models.Q(not_sent=WhyNotSent.NO_ADDRESS),
            ),
        ]

    def __str__(self) -> str:
        return f"notice:{self.pk}"
