"""How people can be reached."""

from django.db import models

from guichet.clients.models.people import Client
from guichet.clients.terms import ContactKind


class ContactPoint(models.Model):
    """An address or number at which a client can be reached."""

    PERSONAL_DATA = "e-mail address or telephone number; goes when replaced, at the latest with the client"

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="contact_points", db_index=False)
    kind = models.CharField(max_length=10, choices=ContactKind.choices)
    # E-mail in small letters; telephone in E.164.
    value = models.CharField(max_length=254)
    verified_at = models.DateTimeField(null=True)
    # Set when messages to it came back for good.
    failing_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "kind"], name="one_contact_point_per_kind")]
        indexes = [models.Index(fields=["value"], name="contact_point_value")]

    def __str__(self) -> str:
        return f"{self.kind} of client:{self.client_id}"
