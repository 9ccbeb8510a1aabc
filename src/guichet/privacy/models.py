"""Copies that people asked for of what is held about them, and what they say is wrong in it."""

from django.db import models
from django.db.models import Q

from guichet.clients.models import Client
from guichet.foundation.sealing import SealedText
from guichet.identity.models import Staff, User
from guichet.privacy.terms import CorrectionFact, CorrectionState, Shown


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


class Correction(models.Model):
    """That somebody says that something is wrong, and what was decided. Both versions are kept."""

    PERSONAL_DATA = "what somebody says is wrong, and what it was put right to, sealed; goes with the client"

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="corrections", db_index=False)
    fact = models.CharField(max_length=12, choices=CorrectionFact.choices)
    # The file it is about, where it is about one. Soft: the file may go first.
    number = models.CharField(max_length=40, blank=True)
    wrong = SealedText()
    right = SealedText()
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    state = models.CharField(max_length=12, choices=CorrectionState.choices, default=CorrectionState.OPEN)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    # What showed it, for facts of identity.
    shown = models.CharField(max_length=12, choices=Shown.choices, blank=True)
    # Why it was decided so, as the client reads it.
    answer = SealedText(blank=True, default="")
    # What it was, and what it is since.
    before = SealedText(blank=True, default="")
    after = SealedText(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CorrectionState.OPEN, decided_at=None, decided_by=None)
                | (~Q(state=CorrectionState.OPEN) & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="correction_is_decided_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["client", "-asked_at"], name="corrections_of_client")]

    def __str__(self) -> str:
        return f"correction:{self.pk}"


class Receiver(models.Model):
    """Somebody outside who got facts of a client within the years that count, and must be told of a decision."""

    PERSONAL_DATA = "to whom facts of a client were given, in codes; goes with the client"

    correction = models.ForeignKey(Correction, on_delete=models.CASCADE, related_name="receivers", db_index=False)
    # A code, as the access log names receivers.
    to = models.CharField(max_length=60)
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["correction", "to"], name="each_receiver_is_told_once"),
            models.CheckConstraint(
                condition=Q(told_at=None, told_by=None) | Q(told_at__isnull=False, told_by__isnull=False),
                name="receiver_told_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to} of correction:{self.correction_id}"
