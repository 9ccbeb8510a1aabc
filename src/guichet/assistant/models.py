"""Conversations, and what was said in them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guichet.assistant.terms import Helped, Outcome, Outreach
from guichet.foundation.sealing import SealedText


class Conversation(models.Model):
    """One talk with the assistant. The words and whose they were go after some days; what remains is counted."""

    PERSONAL_DATA = "whose it was, and how to reach them, sealed; both go after the days of data/limits.yaml"

    # What the visitor’s browser knows it by; nobody guesses it.
    key = models.UUIDField(unique=True)
    # Soft: an account or a client may be gone before their words are.
    user_id = models.BigIntegerField(null=True)
    client_id = models.BigIntegerField(null=True)
    language = models.CharField(max_length=2)
    begun_at = models.DateTimeField()
    last_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # What it is about now: an article, for "and for my wife?".
    subject = models.CharField(max_length=60, blank=True)
    handed_at = models.DateTimeField(null=True)
    task_id = models.BigIntegerField(null=True)
    reach = SealedText(blank=True, default="")
    outreach = models.CharField(max_length=20, choices=Outreach.choices, blank=True)
    # Whether its client got in touch by no way in the days after; None: not known yet, or nobody’s.
    contained = models.BooleanField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(forgotten_at=None) | Q(user_id=None, client_id=None), name="what_is_forgotten_is_nobodys"
            ),
            models.CheckConstraint(condition=Q(handed_at=None) | Q(task_id__isnull=False), name="handed_to_somebody"),
        ]
        indexes = [
            models.Index(fields=["user_id", "-last_at"], name="conversations_of_user"),
            models.Index(fields=["last_at"], condition=Q(forgotten_at=None), name="conversations_to_forget"),
            models.Index(
                fields=["last_at"],
                condition=Q(contained=None, client_id__isnull=False),
                name="conversations_to_measure",
            ),
            models.Index(fields=["begun_at"], name="conversations_by_day"),
        ]

    def __str__(self) -> str:
        return f"conversation:{self.pk}"


class Turn(models.Model):
    """A message and its reply: the words without personal information, sealed; the reply as codes."""

    PERSONAL_DATA = "what somebody typed, personal information taken out, sealed; goes with the conversation’s days"

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="turns", db_index=False)
    position = models.PositiveIntegerField()
    asked_at = models.DateTimeField()
    language = models.CharField(max_length=2)
    said = SealedText(blank=True, default="")
    reply = models.JSONField(default=list)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    article = models.CharField(max_length=60, blank=True)
    confidence = models.FloatField()
    helped = models.CharField(max_length=3, choices=Helped.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "position"], name="one_turn_at_a_position"),
        ]
        indexes = [models.Index(fields=["asked_at", "outcome"], name="turns_by_day")]

    def __str__(self) -> str:
        return f"turn:{self.conversation_id}.{self.position}"


class AskCount(models.Model):
    """How many messages came from one place in one hour: an account, a visit, a network."""

    PERSONAL_DATA = "a keyed hash of a network, a visit or an account; goes after two days"

    place = models.CharField(max_length=64)
    hour = models.DateTimeField()
    asked = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("count of messages")
        constraints = [models.UniqueConstraint(fields=["place", "hour"], name="one_count_for_a_place_and_hour")]

    def __str__(self) -> str:
        return f"{self.place[:8]}: {self.asked}"
