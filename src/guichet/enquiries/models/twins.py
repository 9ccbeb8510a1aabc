"""Which contacts come again: what a suggestion rests on, and what each contact repeats."""

from django.db import models
from django.db.models import Q

from guichet.enquiries.models.contacts import Contact
from guichet.enquiries.models.enquiries import Suggestion


class Alike(models.Model):
    """Why a contact is suggested for a question: how probable the engine finds it, and what both have in common."""

    PERSONAL_DATA = "how alike two messages are; goes with the suggestion"

    suggestion = models.OneToOneField(Suggestion, on_delete=models.CASCADE, related_name="alike", primary_key=True)
    probability = models.FloatField()
    # Codes of `terms.InCommon`, apart by a space.
    common = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(probability__gte=0, probability__lte=1), name="as_probable_as_can_be"),
        ]

    def __str__(self) -> str:
        return f"suggestion:{self.suggestion_id}: {self.probability:.2f}"


class Repeat(models.Model):
    """What a contact repeats, counted by a chore: in the same day, in 24 hours, in seven days. Words are not read."""

    PERSONAL_DATA = "whether somebody came back soon; goes with the contact"

    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="repeat", primary_key=True)
    received_at = models.DateTimeField()
    same_day = models.BooleanField()
    within_day = models.BooleanField()
    within_week = models.BooleanField()
    by_another_way = models.BooleanField()
    is_issue = models.BooleanField()
    came_back = models.BooleanField()
    # Whether seven days are over since, so that nothing can change it but a joining or a parting.
    is_final = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["received_at"], name="repeats_by_moment"),
            models.Index(fields=["received_at"], condition=Q(is_final=False), name="repeats_to_count_again"),
        ]

    def __str__(self) -> str:
        return f"contact:{self.contact_id}: again {self.within_week}"
