"""People in danger, and people who have died."""

from django.db import models
from django.db.models import Q

from guichet.clients.models.people import Client
from guichet.clients.terms import DeathProof
from guichet.foundation.sealing import SealedText


class SafeContact(models.Model):
    """That somebody is in danger, and the only way in which they may be reached.

    That it is so stands open, since every notice must obey; what may be used is sealed.
    """

    PERSONAL_DATA = "that somebody is in danger, and a safe way to reach them, sealed; goes with the client"

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="safe_contacts", db_index=False)
    # JSON: media, addresses, hours, and what staff must know (guichet.clients.rules.safety).
    details = SealedText()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client"], condition=Q(ended_at=None), name="one_safe_contact_at_a_time")
        ]
        indexes = [models.Index(fields=["client", "-started_at"], name="safe_contacts_of_client")]

    def __str__(self) -> str:
        return f"safe contact of client:{self.client_id}"


class Death(models.Model):
    """That a client has died, as somebody showed; taken back where it was wrong, and kept then too."""

    PERSONAL_DATA = "that somebody has died, and what showed it; kept by the schedule of their last file"

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="deaths", db_index=False)
    died_on = models.DateField(null=True)
    proof = models.CharField(max_length=20, choices=DeathProof.choices)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client"], condition=Q(undone_at=None), name="one_death_per_client")
        ]
        indexes = [models.Index(fields=["client", "-recorded_at"], name="deaths_of_client")]

    def __str__(self) -> str:
        return f"death of client:{self.client_id}"
