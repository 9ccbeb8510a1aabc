"""Contacts: one message, one call, one chat; whoever it is from; what came with it."""

from django.db import models

from guichet.clients.models import Client
from guichet.enquiries.terms import AskerKind, Automatic, Channel, ProofLevel, ScanState
from guichet.foundation.sealing import SealedText


class Asker(models.Model):
    """Somebody whom we know by an address, a number or a handle, and by nothing else: not a client, as far as we know.

    One row for each address, whatever comes from it at the same moment. That it was written above a message proves
    nothing; what does stands with each contact.
    """

    PERSONAL_DATA = "address, number or handle of somebody who asked; a chore takes it with their last question"

    kind = models.CharField(max_length=8, choices=AskerKind.choices)
    # E-mail in small letters; telephone in E.164, as with clients’ contact points.
    value = models.CharField(max_length=254)
    first_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="one_asker_per_address")]

    def __str__(self) -> str:
        return f"asker:{self.pk}"


class Contact(models.Model):
    """One contact, as it came. Never changed, never moved: which question it is about is a row of its own (`Link`)."""

    PERSONAL_DATA = "what somebody wrote or said, sealed; goes with the client, or by a chore after the days of policy"

    channel = models.CharField(max_length=10, choices=Channel.choices)
    external_id = models.CharField(max_length=200)
    received_at = models.DateTimeField()
    kept_at = models.DateTimeField()
    # A client where that is proved; else an address; else nobody: a visitor with the page of their receipt only.
    client = models.ForeignKey(Client, on_delete=models.CASCADE, null=True, related_name="contacts", db_index=False)
    asker = models.ForeignKey(Asker, on_delete=models.PROTECT, null=True, related_name="contacts", db_index=False)
    # The account that wrote, which may be a representative’s. Soft: accounts are closed.
    user_id = models.BigIntegerField(null=True)
    proof = models.PositiveSmallIntegerField(choices=ProofLevel.choices)
    language = models.CharField(max_length=2)
    automatic = models.CharField(max_length=10, choices=Automatic.choices, blank=True)
    name = SealedText(blank=True, default="")
    subject = SealedText(blank=True, default="")
    text = SealedText(blank=True, default="")
    # What they quoted of earlier messages.
    history = SealedText(blank=True, default="")
    # Stands for the words where the same is said again: made with a key, and cannot be turned back.
    same_words = models.CharField(max_length=64, blank=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "external_id"], name="one_contact_per_external_id"),
        ]
        indexes = [
            models.Index(
                fields=["client", "-received_at"], condition=models.Q(client__isnull=False), name="contacts_of_client"
            ),
            models.Index(
                fields=["asker", "-received_at"], condition=models.Q(asker__isnull=False), name="contacts_of_asker"
            ),
            # What no person wrote has no question with which it goes.
            models.Index(
                fields=["kept_at"],
                condition=models.Q(client=None, forgotten_at=None) & ~models.Q(automatic=""),
                name="automatic_to_forget",
            ),
        ]

    def __str__(self) -> str:
        return f"contact:{self.pk}"


class Attachment(models.Model):
    """A file that came with a contact. Kept whole; opened by nobody before it was found clean."""

    PERSONAL_DATA = "a file that somebody sent, sealed, and its name; goes with the contact"

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="attachments", db_index=False)
    position = models.PositiveSmallIntegerField()
    name = SealedText()
    # As the sender claimed it.
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    digest = models.CharField("SHA-256", max_length=64)
    scan = models.CharField(max_length=8, choices=ScanState.choices, default=ScanState.HELD)
    scanned_at = models.DateTimeField(null=True)
    # Pressed together (`actions.storing.pressed`) and sealed.
    content = SealedText()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contact", "position"], name="one_attachment_at_a_position")]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(scan=ScanState.HELD), name="attachments_to_scan"),
        ]

    def __str__(self) -> str:
        return f"attachment:{self.pk}"


class RawMessage(models.Model):
    """A message byte for byte, so that whatever was read wrongly can be read again."""

    PERSONAL_DATA = "an e-mail as it came, sealed; goes with the contact"

    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="raw", primary_key=True)
    size = models.PositiveBigIntegerField()
    digest = models.CharField("SHA-256", max_length=64)
    content = SealedText()

    def __str__(self) -> str:
        return f"message of contact:{self.pk}"


class SentCount(models.Model):
    """How many questions came by the Web form from one place in one day: an account, a network."""

    PERSONAL_DATA = "a keyed hash of an account or a network; goes after two days"

    place = models.CharField(max_length=64)
    day = models.DateField()
    sent = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "day"], name="one_count_for_a_place_and_day")]

    def __str__(self) -> str:
        return f"{self.place[:8]}: {self.sent}"
