"""How people can be reached, and the codes by which they show that an address is theirs."""

from django.db import models
from django.db.models import Q

from guichet.clients.models.people import Client
from guichet.clients.terms import ContactKind, ContactMeans
from guichet.foundation.sealing import SealedText


class ContactPoint(models.Model):
    """An address or number at which a client can be reached. Of each kind, one is in use."""

    PERSONAL_DATA = (
        "e-mail address or telephone number; goes when replaced or taken away, at the latest with the client"
    )

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="contact_points", db_index=False)
    kind = models.CharField(max_length=10, choices=ContactKind.choices)
    # E-mail in small letters; telephone in E.164.
    value = models.CharField(max_length=254)
    in_use = models.BooleanField(default=True, db_default=True)
    # Since when the client’s own choice of it holds; None: as the case system told, which may replace it.
    chosen_at = models.DateTimeField(null=True)
    # Since when it is no longer in use.
    left_at = models.DateTimeField(null=True)
    # When somebody last showed that it is the client’s, and how.
    verified_at = models.DateTimeField(null=True)
    verified_by = models.CharField(max_length=12, choices=ContactMeans.choices, blank=True, db_default="", default="")
    # Set when messages to it came back for good.
    failing_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # Begins with the client and serves as its index.
            models.UniqueConstraint(fields=["client", "kind", "value"], name="one_row_per_contact_point"),
            models.UniqueConstraint(
                fields=["client", "kind"], condition=Q(in_use=True), name="one_contact_point_in_use_per_kind"
            ),
        ]
        indexes = [models.Index(fields=["value"], name="contact_point_value")]

    def __str__(self) -> str:
        return f"{self.kind} of client:{self.client_id}"


class ContactCode(models.Model):
    """A code on its way to an address: whoever types it reads what arrives there."""

    PERSONAL_DATA = "that an address is being confirmed; the code goes when sent, the row after 30 days"

    point = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, related_name="codes", db_index=False)
    digest = models.CharField(max_length=64)
    # The code itself, only until it was handed over.
    code = SealedText(blank=True, default="")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["point", "-asked_at"], name="codes_of_contact_point")]

    def __str__(self) -> str:
        return f"code for point:{self.point_id}"


class PostalAddress(models.Model):
    """Where letters reach a client, from a day to a day. Sealed: where somebody lives may put them in danger."""

    PERSONAL_DATA = "postal address, sealed; kept by the schedule of the client’s last file"

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="addresses", db_index=False)
    country = models.CharField("country (ISO 3166 alpha-3)", max_length=3)
    # The parts by name as JSON, in the script in which they were written, and once more in Latin letters.
    parts = SealedText()
    latin = SealedText(blank=True, default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    verified_at = models.DateTimeField(null=True)
    verified_by = models.CharField(max_length=12, choices=ContactMeans.choices, blank=True, default="")
    # Set when a letter came back.
    failing_since = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "postal addresses"
        constraints = [
            models.UniqueConstraint(fields=["client"], condition=Q(valid_to=None), name="one_postal_address_of_today"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
                name="address_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["client", "-valid_from"], name="addresses_of_client")]

    def __str__(self) -> str:
        return f"postal address of client:{self.client_id}"
