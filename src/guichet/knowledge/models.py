"""Versions of articles."""

from django.db import models
from django.db.models import Q

from guichet.identity.models import Staff
from guichet.knowledge.terms import Topic, VersionState


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
