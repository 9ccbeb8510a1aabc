"""What a client chose once, and everybody who serves them obeys."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from guichet.clients.models.people import Client
from guichet.clients.terms import Format, Frequency
from guichet.foundation.sealing import SealedText


class Preference(models.Model):
    """How often and when a client is told, and what they need to understand and be understood.

    A client without a row has chosen nothing: what stands here as a default holds for them. Language, way and time
    zone stand with the client, since the case system knows them too.
    """

    PERSONAL_DATA = "how a client is told, and what they need to take part; goes with the client"

    client = models.OneToOneField(Client, on_delete=models.CASCADE, primary_key=True, related_name="preference")
    frequency = models.CharField(max_length=10, choices=Frequency.choices, default=Frequency.EACH)
    # Quiet hours in the client’s own time zone; over midnight where the second is earlier. None: as the policy has it.
    quiet_from = models.TimeField(null=True)
    quiet_to = models.TimeField(null=True)
    # Whether to write in a long silence: "nothing is needed; this is where it stands".
    heartbeat = models.BooleanField(default=True)
    formats = ArrayField(models.CharField(max_length=12, choices=Format.choices), default=list)
    # The language in which they speak with us through an interpreter, by ISO 639-3; signed ones too (ase, fcs).
    interpreter = models.CharField(max_length=3, blank=True)
    # In the client’s own words; shown to staff who serve them.
    access_needs = SealedText(blank=True, default="")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_to=None) | (Q(quiet_from__isnull=False) & Q(quiet_to__isnull=False)),
                name="quiet_hours_begin_and_end",
            )
        ]

    def __str__(self) -> str:
        return f"preference of client:{self.client_id}"
