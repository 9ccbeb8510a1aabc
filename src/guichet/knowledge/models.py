"""Versions of articles and of notices."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from guichet.foundation.languages import Language
from guichet.foundation.sealing import SealedText
from guichet.identity.models import Staff
from guichet.knowledge.terms import (
    MissedOutcome,
    MissedSource,
    MissedState,
    NoticeAudience,
    NoticeKind,
    ReaderSign,
    Topic,
    VersionState,
)


class ArticleVersion(models.Model):
    """One version of an article, English and French together. What is published is never changed, only replaced."""

    PERSONAL_DATA = "which staff wrote and approved; kept with the version"

    article = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=VersionState.choices)
    topic = models.CharField(max_length=30, choices=Topic.choices)
    # All of it, in the shape of `rules.Article`.
    content = models.JSONField()
    # It came with the service or from the department's folder; until staff write on, a newer one replaces it.
    is_shipped = models.BooleanField(default=False)
    digest = models.CharField(max_length=64)
    reviewed_on = models.DateField()
    review_by = models.DateField()
    written_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    written_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)
    # Why it was sent back.
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="one_version_of_a_number"),
            models.UniqueConstraint(
                fields=["article"], condition=Q(state="PUBLISHED"), name="one_published_version_per_article"
            ),
            models.UniqueConstraint(
                fields=["article"], condition=Q(state__in=["DRAFT", "WAITING"]), name="one_version_in_the_making"
            ),
            models.CheckConstraint(
                condition=Q(is_shipped=True) | Q(written_by__isnull=False), name="a_version_is_somebodys"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("written_by")),
                name="nobody_approves_their_own_words",
            ),
        ]
        indexes = [
            models.Index(fields=["topic"], condition=Q(state="PUBLISHED"), name="published_of_topic"),
            models.Index(fields=["review_by"], condition=Q(state="PUBLISHED"), name="published_by_review"),
        ]

    def __str__(self) -> str:
        return f"{self.article}, version {self.number}"


class NoticeVersion(models.Model):
    """One version of a notice, English and French together, shown from one day to another wherever it concerns."""

    PERSONAL_DATA = "which staff wrote, approved and confirmed; kept with the version"

    notice = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=VersionState.choices)
    kind = models.CharField(max_length=12, choices=NoticeKind.choices)
    title_en = models.CharField(max_length=80)
    title_fr = models.CharField(max_length=80)
    text_en = models.CharField(max_length=400)
    text_fr = models.CharField(max_length=400)
    audiences = ArrayField(models.CharField(max_length=10, choices=NoticeAudience.choices))
    programs = ArrayField(models.CharField(max_length=20), default=list)
    countries = ArrayField(models.CharField(max_length=3), default=list)
    offices = ArrayField(models.CharField(max_length=40), default=list)
    shows_from = models.DateField()
    shows_until = models.DateField()
    written_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)
    # Urgent notices are published at once; a second person confirms them afterwards.
    confirmed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    confirmed_at = models.DateTimeField(null=True)
    # Why it was sent back.
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "number"], name="one_notice_version_of_a_number"),
            models.UniqueConstraint(
                fields=["notice"], condition=Q(state="PUBLISHED"), name="one_published_version_per_notice"
            ),
            models.UniqueConstraint(
                fields=["notice"], condition=Q(state="WAITING"), name="one_notice_version_in_the_making"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | ~Q(decided_by=models.F("written_by"))
                | Q(kind="URGENT")
                | ~Q(state__in=["PUBLISHED", "REPLACED"]),
                name="nobody_publishes_their_own_notice_but_urgent",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=models.F("written_by")),
                name="nobody_confirms_their_own_notice",
            ),
            models.CheckConstraint(
                condition=Q(shows_until__gte=models.F("shows_from")), name="a_notice_ends_after_it_begins"
            ),
        ]
        indexes = [
            models.Index(fields=["shows_until"], condition=Q(state="PUBLISHED"), name="notice_published"),
        ]

    def __str__(self) -> str:
        return f"notice {self.notice}, version {self.number}"


class ArticleDay(models.Model):
    """How often one thing was done or said by readers of an article, in one language on one day. Nobody is in it."""

    PERSONAL_DATA = "none: counts by day"

    article = models.CharField(max_length=60)
    language = models.CharField(max_length=2, choices=[(code.value, code.value) for code in Language])
    day = models.DateField()
    sign = models.CharField(max_length=12, choices=ReaderSign.choices)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "article", "language", "sign"], name="one_count_per_article_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.article} ({self.language}), {self.day}: {self.sign}"


class MissedTopic(models.Model):
    """A matter that people asked about and got no answer: near-same questions together, in both languages."""

    PERSONAL_DATA = "which staff saw to it; nobody who asked is in it"

    state = models.CharField(max_length=10, choices=MissedState.choices, default=MissedState.WAITING)
    # The middle of what its questions mean, so that the next one finds it; and of how many.
    meaning = models.BinaryField()
    questions = models.PositiveIntegerField()
    first_on = models.DateField()
    last_on = models.DateField()
    outcome = models.CharField(max_length=20, choices=MissedOutcome.choices, blank=True)
    article = models.CharField(max_length=60, blank=True)
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    decided_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="WAITING") | Q(decided_by__isnull=False, decided_on__isnull=False) & ~Q(outcome=""),
                name="what_is_seen_to_was_seen_to_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"missed_topic:{self.pk}"


class MissedQuestion(models.Model):
    """A question that got no answer and holds nothing personal. It goes after the days of data/misses.yaml."""

    PERSONAL_DATA = "what was typed, where nothing personal was found in it, sealed; nobody who asked is in it"

    topic = models.ForeignKey(MissedTopic, on_delete=models.CASCADE, null=True, related_name="asked")
    source = models.CharField(max_length=6, choices=MissedSource.choices)
    language = models.CharField(max_length=2, choices=[(code.value, code.value) for code in Language])
    day = models.DateField()
    words = SealedText()
    # Keyed digests: of the visit, so that nobody counts twice, and of the words. Neither leads back to anybody.
    asker = models.CharField(max_length=32)
    said = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["asker", "said"], name="one_question_for_each_who_asks")]
        indexes = [models.Index(fields=["day"], name="missed_by_day")]

    def __str__(self) -> str:
        return f"missed_question:{self.pk}"
