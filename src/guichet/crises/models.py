"""Crises, who wrote in them, what may be answered, who was lent to help, and what was learnt."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from guichet.crises.terms import Band, LessonKind
from guichet.enquiries.models import Enquiry
from guichet.foundation.sealing import SealedText
from guichet.identity.models import Staff


class Crisis(models.Model):
    """Something that happens to many people at once: whom it is about, until when, and by which ways they write."""

    PERSONAL_DATA = "which staff opened and closed it; kept with the crisis"

    # Its name in the addresses of our site.
    address = models.SlugField(max_length=40, unique=True)
    name_en = models.CharField(max_length=80)
    name_fr = models.CharField(max_length=80)
    words_en = models.CharField(max_length=400)
    words_fr = models.CharField(max_length=400)
    countries = ArrayField(models.CharField(max_length=3), default=list)
    programs = ArrayField(models.CharField(max_length=20), default=list)
    # The e-mail address of its own, in small letters; may be empty.
    box = models.EmailField(max_length=254, blank=True)
    # The notice that stands on every page which it concerns. Soft: the room of guidance keeps it.
    notice = models.PositiveIntegerField()
    last_day = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        verbose_name_plural = "crises"
        constraints = [
            models.UniqueConstraint(
                fields=["box"], condition=Q(closed_at=None) & ~Q(box=""), name="one_open_crisis_for_a_box"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="crisis_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"crisis:{self.pk}"


class Family(models.Model):
    """Those who belong together in a crisis and are answered together: one line of the list."""

    PERSONAL_DATA = "how much a family is at risk; goes with the last of their questions"

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="families", db_index=False)
    # Whose it is: `client:12`, `household:3`, `asker:4`, or `enquiry:9` of whom we know nothing else.
    whose = models.CharField(max_length=40)
    band = models.PositiveSmallIntegerField(choices=Band.choices, default=Band.USUAL)
    points = models.PositiveSmallIntegerField(default=0)
    # When the first of their questions came that still waits.
    first_at = models.DateTimeField()
    waiting = models.PositiveIntegerField(default=0)
    # The family that this one was joined to by hand; undone, it stands on its own again.
    joined_to = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="joined", db_index=False)

    class Meta:
        verbose_name_plural = "families"
        constraints = [
            models.UniqueConstraint(fields=["crisis", "whose"], name="one_family_of_somebody_in_a_crisis"),
            models.CheckConstraint(
                condition=Q(joined_to=None) | ~Q(joined_to=F("id")), name="family_not_joined_to_itself"
            ),
        ]
        indexes = [
            # Most at risk first, then whoever wrote first: only those who wait.
            models.Index(
                fields=["crisis", "-band", "first_at", "id"],
                condition=Q(waiting__gt=0, joined_to=None),
                name="families_waiting",
            ),
            models.Index(fields=["joined_to"], condition=Q(joined_to__isnull=False), name="families_joined"),
        ]

    def __str__(self) -> str:
        return f"family:{self.pk}"


class Case(models.Model):
    """That a question belongs to a crisis, and what its sender said of the risk: codes only."""

    PERSONAL_DATA = "what somebody said of their safety, as codes; goes with their question"

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="cases", db_index=False)
    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="cases")
    enquiry = models.OneToOneField(Enquiry, on_delete=models.CASCADE, related_name="crisis_case")
    answers = models.JSONField(default=dict)
    urgency = models.PositiveSmallIntegerField(default=0)
    band = models.PositiveSmallIntegerField(choices=Band.choices, default=Band.USUAL)
    points = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["crisis", "taken_at"], name="cases_of_crisis")]

    def __str__(self) -> str:
        return f"case of enquiry:{self.enquiry_id}"


class Passage(models.Model):
    """An answer that may be sent in a crisis, in both languages. Sent by nobody before a second person approved it."""

    PERSONAL_DATA = "which staff wrote and approved it; kept with the crisis"

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="passages", db_index=False)
    title_en = models.CharField(max_length=80)
    title_fr = models.CharField(max_length=80)
    text_en = models.TextField()
    text_fr = models.TextField()
    written_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField()
    approved_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    approved_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("written_by")),
                name="nobody_approves_their_own_passage",
            ),
        ]
        indexes = [models.Index(fields=["crisis", "id"], name="passages_of_crisis")]

    def __str__(self) -> str:
        return f"passage:{self.pk}"


class Lent(models.Model):
    """That somebody was lent to a crisis until a moment: their rights end then by themselves."""

    PERSONAL_DATA = "which employee helped in which crisis, from when to when; kept with the crisis"

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="lent", db_index=False)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    lent_at = models.DateTimeField()
    lent_by = models.CharField(max_length=60)
    until = models.DateTimeField()
    trained_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "lent"
        constraints = [
            models.UniqueConstraint(fields=["crisis", "staff"], condition=Q(ended_at=None), name="lent_once_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"staff:{self.staff_id} lent to crisis:{self.crisis_id}"


class Lesson(models.Model):
    """What was learnt in a crisis, written down by whoever closed it."""

    PERSONAL_DATA = "none is meant to be in it; sealed, since people write what they saw"

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="lessons", db_index=False)
    kind = models.CharField(max_length=10, choices=LessonKind.choices)
    text = SealedText()
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["crisis", "kind"], name="one_lesson_of_a_kind")]

    def __str__(self) -> str:
        return f"lesson:{self.pk}"
