"""Notices that a message failed to carry, or had no address to go to, and who sees to it."""

from django.db import models

from guichet.clients.models import Client
from guichet.notices.models.notices import Notice
from guichet.notices.terms import Resolution, UndeliveredState, WhyGivenUp


class Undelivered(models.Model):
    """A notice that did not arrive at first: tried another way, owned by a person, or resolved, and how."""

    PERSONAL_DATA = "that a client could not be reached, and how they were in the end; goes with the notice"

    notice = models.OneToOneField(Notice, on_delete=models.CASCADE, primary_key=True, related_name="undelivered")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="undelivered", db_index=False)
    state = models.CharField(max_length=10, choices=UndeliveredState.choices)
    since = models.DateTimeField()
    # Which time round all ways this is: an address that was mended begins another.
    round = models.PositiveSmallIntegerField(default=0)
    owned_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    resolution = models.CharField(max_length=12, choices=Resolution.choices, blank=True)
    reason = models.CharField(max_length=20, choices=WhyGivenUp.choices, blank=True)
    # Who reached the client or gave up, as the journal names them.
    by = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name_plural = "undelivered"
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(state=UndeliveredState.RESOLVED, resolved_at__isnull=False) & ~models.Q(resolution="")
                )
                | models.Q(state=UndeliveredState.OWNED, owned_at__isnull=False, due_at__isnull=False, resolution="")
                | models.Q(state=UndeliveredState.TRYING, resolution=""),
                name="undelivered_is_owned_or_resolved_in_full",
            ),
            models.CheckConstraint(
                condition=~models.Q(resolution=Resolution.GIVEN_UP) | ~models.Q(reason=""),
                name="nothing_is_given_up_without_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["client", "notice"],
                name="undelivered_of_client",
                condition=~models.Q(state=UndeliveredState.RESOLVED),
            ),
            models.Index(
                fields=["state", "since", "notice"],
                name="undelivered_open",
                condition=~models.Q(state=UndeliveredState.RESOLVED),
            ),
            models.Index(fields=["-resolved_at"], name="undelivered_resolved"),
        ]

    def __str__(self) -> str:
        return f"undelivered notice:{self.notice_id}"
