"""What came of looking whether a file is dangerous, beside its state."""

from django.db import models

from guichet.enquiries.models.contacts import Attachment
from guichet.enquiries.terms import HeldWhy


class Scan(models.Model):
    """Why a file stays closed, or what was found in it; and how often the scanner was asked in vain."""

    PERSONAL_DATA = "what a scanner said of a file; goes with the file"

    attachment = models.OneToOneField(Attachment, on_delete=models.CASCADE, related_name="scanned", primary_key=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=10, choices=HeldWhy.choices, blank=True)
    # The scanner’s own name for what it found.
    found = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"scan of attachment:{self.attachment_id}"
