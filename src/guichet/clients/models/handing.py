"""Why somebody handed an authority back."""

from django.db import models

from guichet.clients.models.authority import Authority
from guichet.foundation.sealing import SealedText


class HandBack(models.Model):
    """Why a holder handed an authority back, for the client to read. The row itself says that and when."""

    PERSONAL_DATA = "why somebody stopped helping, their words sealed; goes with the authority"

    authority = models.OneToOneField(Authority, on_delete=models.PROTECT, primary_key=True, related_name="hand_back")
    # A code of `hand_backs.yaml`.
    reason = models.CharField(max_length=30)
    words = SealedText(blank=True)
    handed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"hand-back of authority:{self.authority_id}"
