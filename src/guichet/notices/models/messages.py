"""Messages: what carries notices to an address, and how those who carry them are doing."""

from django.db import models

from guichet.clients.models import Client
from guichet.notices.models.notices import Notice
from guichet.notices.terms import Answer, DeliveryStatus, Fault, Medium, WhyHeld


class Delivery(models.Model):
    """One message to one address: which notices it carries, what was said, how far it came, and the proof."""

    PERSONAL_DATA = "address and words of a message; the address goes when the message is two years old"

    # Nobody, where a text was answered whose number we do not know.
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="deliveries", null=True, db_index=False)
    # Several changes share a message, and one that failed is followed by another.
    notices = models.ManyToManyField(Notice, through="Carried", related_name="deliveries")
    medium = models.CharField(max_length=10, choices=Medium.choices)
    address = models.CharField(max_length=500)
    language = models.CharField(max_length=2)
    status = models.CharField(max_length=10, choices=DeliveryStatus.choices, default=DeliveryStatus.QUEUED)
    # Empty where it carries notices; else what it answers to a text.
    says = models.CharField(max_length=20, choices=Answer.choices, blank=True)
    # While it waits for its moment, whatever else happens to the client goes with it.
    takes_more = models.BooleanField(default=False)
    held = models.CharField(max_length=10, choices=WhyHeld.choices, blank=True)
    # To an address that was left, to say so there: it joins no other message and goes nowhere else.
    only_there = models.BooleanField(db_default=False)
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
            models.UniqueConstraint(fields=["reference"], name="one_delivery_per_reference"),
            models.UniqueConstraint(
                fields=["client", "medium"],
                condition=models.Q(takes_more=True),
                name="one_message_waits_for_more",
            ),
            models.CheckConstraint(
                condition=models.Q(takes_more=False) | models.Q(status=DeliveryStatus.QUEUED, attempts=0),
                name="only_what_waits_takes_more",
            ),
        ]
        indexes = [
            models.Index(
                fields=["medium", "next_try_at", "id"],
                name="delivery_due",
                condition=models.Q(status__in=[DeliveryStatus.QUEUED, DeliveryStatus.SENDING]),
            ),
            # Which message to the same client comes first.
            models.Index(
                fields=["client", "medium", "id"],
                name="delivery_in_line",
                condition=models.Q(status__in=[DeliveryStatus.QUEUED, DeliveryStatus.SENDING]),
            ),
            models.Index(fields=["client", "medium", "-sent_at"], name="delivery_last_of_client"),
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
                fields=["sent_at"],
                name="delivery_without_receipt",
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


class Carried(models.Model):
    """That a message carries a notice. Each notice keeps its own proof, however many share the message."""

    PERSONAL_DATA = "which message told a client of what; goes with the notice"

    # The constraint below begins with the notice and serves as its index.
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="carried", db_index=False)
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="carried")
    medium = models.CharField(max_length=10, choices=Medium.choices)
    # Once round all ways that there are; again when the client has mended an address.
    round = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "carried"
        constraints = [
            models.UniqueConstraint(fields=["notice", "medium", "round"], name="one_try_per_way_and_round"),
        ]

    def __str__(self) -> str:
        return f"notice:{self.notice_id} by delivery:{self.delivery_id}"


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
