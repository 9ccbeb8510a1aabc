"""Facts of identity that were found wrong and put right."""

from django.db import models

from guichet.clients.models.people import Client
from guichet.clients.terms import IdentityFact
from guichet.foundation.sealing import SealedText


class Corrected(models.Model):
    """That a fact of somebody was wrong and was put right: both versions, sealed.

    The case system may tell the wrong one again; what stands here as wrong is not taken back.
    """

    PERSONAL_DATA = "a fact that was wrong, and what it was put right to, sealed; goes with the client"

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="corrected_facts")
    fact = models.CharField(max_length=12, choices=IdentityFact.choices)
    # Names one under another, a day as ISO 8601, a country by its code; empty where nothing was known.
    wrong = SealedText(blank=True, default="")
    right = SealedText()
    corrected_at = models.DateTimeField()
    corrected_by = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"corrected {self.fact} of client:{self.client_id}"
