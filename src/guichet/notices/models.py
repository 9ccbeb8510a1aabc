"""Notices: what a client is told, and each message that carries it."""

from django.db import models

from guichet.clients.models import Client
from guichet.notices.terms import DeliveryStatus, Fault, Medium, WhyNotSent


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


class Delivery(models.Model):
    """One message that carries a notice to one address: what was said, how far it came, and the proof."""

    PERSONAL_DATA = "address and words of a message; the address goes when the message is two years old"

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    medium = models.CharField(max_length=10, choices=Medium.choices)
    address = models.CharField(max_length=254)
    language = models.CharField(max_length=2)
    status = models.CharField(max_length=10, choices=DeliveryStatus.choices, default=DeliveryStatus.QUEUED)
    # Our own name for the message, the same at every try, so that a second copy can be recognised.
    reference = models.CharField(max_length=80)
    provider_reference = models.CharField(max_length=120, blank=True)
    # What was really said, kept from the moment of sending.
    subject_line = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    # When it is due: to be sent, or once sent, to be asked about.
    next_try_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    # The last thing that went wrong; why it failed where it did.
    failure = models.CharField(max_length=20, choices=Fault.choices, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["notice", "medium"], name="one_delivery_per_medium"),
            models.UniqueConstraint(fields=["reference"], name="one_delivery_per_reference"),
        ]
        indexes = [
            models.Index(
                fields=["medium", "next_try_at", "id"],
                name="delivery_due",
                condition=models.Q(status__in=[DeliveryStatus.QUEUED, DeliveryStatus.SENDING]),
            ),
            models.Index(
                fields=["-failed_at"],
                name="delivery_failed",
                condition=models.Q(status=DeliveryStatus.FAILED),
            ),
            models.Index(
                fields=["next_try_at"],
                name="delivery_to_ask_about",
                condition=models.Q(status=DeliveryStatus.SENT, medium=Medium.TEXT),
            ),
            models.Index(
                fields=["provider_reference"],
                name="delivery_by_provider",
                condition=~models.Q(provider_reference=""),
            ),
        ]

    def __str__(self) -> str:
        return f"delivery:{self.pk}"


class Provider(models.Model):
    """How the one who carries a medium has been doing: after failures in a row it is left in peace for a while."""

    PERSONAL_DATA = "none"

    medium = models.CharField(max_length=10, choices=Medium.choices, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    last_fault = models.CharField(max_length=20, choices=Fault.choices, blank=True)
    failing_since = models.DateTimeField(null=True)
    paused_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"provider:{self.medium}"
