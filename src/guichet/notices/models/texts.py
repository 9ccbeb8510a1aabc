"""Texts that people sent us, and the numbers that want none."""

from django.db import models

from guichet.clients.models import Client
from guichet.foundation.sealing import SealedText
from guichet.notices.terms import Answer


class ReceivedText(models.Model):
    """One text message that somebody sent us, once however often the provider tells of it."""

    PERSONAL_DATA = "number and words of a text; both go after 30 days"

    # The provider's own name for it, by which a second telling is recognised.
    provider_reference = models.CharField(max_length=120)
    number = models.CharField(max_length=20)
    # The client whose number it is, where it is the number of one client only.
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="received_texts", null=True)
    received_at = models.DateTimeField()
    answered = models.CharField(max_length=20, choices=Answer.choices, blank=True)
    # What was written, where it was no word that we know: for the person who answers it.
    words = SealedText(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider_reference"], name="one_text_per_provider_reference")]
        indexes = [
            models.Index(fields=["number", "-received_at"], name="texts_of_number"),
            models.Index(fields=["received_at"], name="texts_by_age"),
        ]

    def __str__(self) -> str:
        return f"text:{self.pk}"


class TextStop(models.Model):
    """That a number wants no texts from us: since when, and since when again it does. The proof of consent."""

    PERSONAL_DATA = "a telephone number and its wish; stays as long as the wish must be kept"

    number = models.CharField(max_length=20)
    stopped_at = models.DateTimeField()
    resumed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=models.Q(resumed_at=None), name="one_stop_per_number")
        ]
        indexes = [models.Index(fields=["number", "-stopped_at"], name="stops_of_number")]

    def __str__(self) -> str:
        return f"stop:{self.pk}"
