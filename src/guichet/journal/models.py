"""The journal's one table."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from guichet.journal.events import Event, event_from
from guichet.journal.terms import Channel


class Entry(models.Model):
    """Something that happened, once and for ever. A trigger refuses every change; a correction is a new entry.

    Personal data: none by design (codes, dates and ids); the client is named by a soft number.
    """

    PERSONAL_DATA = "a soft number of the client; kept as long as the measures need it"

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    client_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=60)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    caused_by = models.BigIntegerField(null=True)
    payload = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["client_id", "occurred_at", "id"], name="entry_of_client"),
            models.Index(fields=["subject", "occurred_at", "id"], name="entry_of_subject"),
            BrinIndex(fields=["recorded_at"], name="entry_recorded"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    @property
    def event(self) -> Event:
        """Return the typed event. Raises KeyError for a kind that no room owns any more."""
        return event_from(self.kind, self.client_id, self.payload)
