"""Copies that people asked for of what is held about them."""

from django.db import models
from django.db.models import Q

from guichet.clients.models import Client
from guichet.foundation.sealing import SealedText
from guichet.identity.models import User


class Copy(models.Model):
    """That somebody asked for a copy of what is held about them, and what became of it."""

    PERSONAL_DATA = "that somebody asked for a copy of their data; goes with the client"

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="copies", db_index=False)
    # With which account: what belongs to the account is in the copy, and only it can have the copy.
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="copies")
    language = models.CharField(max_length=2)
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    # Until when it can be had; then its pieces go, and this row says so.
    until = models.DateTimeField(null=True)
    size = models.PositiveBigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    # When it was downloaded last.
    taken_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "copies"
        constraints = [
            models.UniqueConstraint(
                fields=["client", "user"], condition=Q(ready_at=None), name="one_copy_is_made_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ready_at=None, until=None, size=None, sha256="")
                | (Q(ready_at__isnull=False, until__isnull=False, size__isnull=False) & ~Q(sha256="")),
                name="copy_is_ready_wholly_or_not",
            ),
        ]
        indexes = [
            models.Index(fields=["client", "-asked_at"], name="copies_of_client"),
            models.Index(fields=["until"], name="copies_to_take_away", condition=Q(gone_at=None)),
        ]

    def __str__(self) -> str:
        return f"copy:{self.pk}"


class CopyPiece(models.Model):
    """A piece of a copy, sealed: its bytes in Base64."""

    PERSONAL_DATA = "all that is held about somebody, sealed; gone after the days that the policy says"

    copy = models.ForeignKey(Copy, on_delete=models.CASCADE, related_name="pieces", db_index=False)
    position = models.PositiveIntegerField()
    content = SealedText()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["copy", "position"], name="one_piece_per_place")]

    def __str__(self) -> str:
        return f"piece {self.position} of copy:{self.copy_id}"
