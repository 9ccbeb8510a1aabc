"""What was read of questions beyond what they ask, as codes; and what people put right of it."""

from django.db import models
from django.db.models import Q

from guichet.enquiries.models.enquiries import Enquiry
from guichet.enquiries.reading_terms import Axis, Mood, Urgency


class Reading(models.Model):
    """What was read of a question last: one row, codes only. A person’s word lies over it (`Correction`)."""

    PERSONAL_DATA = "codes of what a question says of whoever asked: danger, care, mood; goes with the question"

    enquiry = models.OneToOneField(Enquiry, on_delete=models.CASCADE, related_name="reading", primary_key=True)
    read_at = models.DateTimeField()
    # The last contact that was read, and what read it.
    up_to = models.BigIntegerField()
    engine = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    urgency = models.PositiveSmallIntegerField(choices=Urgency.choices)
    urgency_confidence = models.FloatField()
    needs = models.JSONField(default=list)
    mood = models.CharField(max_length=8, choices=Mood.choices)
    mood_confidence = models.FloatField()
    is_unwanted = models.BooleanField()
    unwanted_confidence = models.FloatField()
    # How sure each sign is, those that may be there, and what a person must say.
    signs = models.JSONField(default=dict)
    perhaps = models.JSONField(default=list)
    unsure = models.JSONField(default=list)
    # When a person looked at what was set aside as unwanted, and said so.
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["-read_at"], condition=Q(is_unwanted=True, reviewed_at=None), name="unwanted_to_review"
            ),
            models.Index(fields=["read_at"], name="readings_by_day"),
        ]

    def __str__(self) -> str:
        return f"reading of enquiry:{self.pk}"


class Correction(models.Model):
    """That a person read a question otherwise than the engine did: what it said, and what is right."""

    PERSONAL_DATA = "a code that was put right about a question, by whom; goes with the question"

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="corrections", db_index=False)
    axis = models.CharField(max_length=10, choices=Axis.choices)
    said = models.CharField(max_length=120)
    right = models.CharField(max_length=120)
    confidence = models.FloatField()
    language = models.CharField(max_length=2)
    # The last contact that they had read: what comes later is read anew.
    up_to = models.BigIntegerField()
    corrected_at = models.DateTimeField()
    corrected_by = models.CharField(max_length=60)

    class Meta:
        indexes = [
            models.Index(fields=["enquiry", "axis", "-id"], name="corrections_of_enquiry"),
            models.Index(fields=["corrected_at"], name="corrections_by_day"),
        ]

    def __str__(self) -> str:
        return f"correction:{self.pk}"
