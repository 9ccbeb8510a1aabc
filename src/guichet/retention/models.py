"""Holds, and disposals with their proof."""

from django.db import models
from django.db.models import F, Q

from guichet.retention.terms import DisposalState, HoldReason


class Hold(models.Model):
    """That a person's records, or one file, must not go, whatever their time. Lifted, never removed."""

    PERSONAL_DATA = "that somebody's records are held, and why; kept as proof of what was not disposed of"

    # One of the two. Soft, so that a hold outlives what it held.
    client_id = models.BigIntegerField(null=True)
    number = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=20, choices=HoldReason.choices)
    # Under which number the request, the complaint or the case is known elsewhere; never what it is about.
    reference = models.CharField(max_length=40, blank=True)
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=60)
    # The first day on which it holds no longer; None: until it is lifted.
    ends_on = models.DateField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(client_id__isnull=False, number="") | (Q(client_id__isnull=True) & ~Q(number="")),
                name="hold_on_a_person_or_a_file",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by="") | (Q(lifted_at__isnull=False) & ~Q(lifted_by="")),
                name="hold_lifted_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["placed_at"], name="hold_in_force", condition=Q(lifted_at__isnull=True))]

    def __str__(self) -> str:
        return f"hold:{self.pk}"


class Disposal(models.Model):
    """One disposal: what one person asked for, a second approved, and what then went, with its certificate."""

    PERSONAL_DATA = "none: counts, rules, and which staff decided"

    state = models.CharField(max_length=10, choices=DisposalState.choices, default=DisposalState.ASKED)
    # The day as of which times are reckoned, and the rules as they stood then: a later change changes nothing.
    as_of = models.DateField()
    rules = models.JSONField()
    # What the dry run found: for each class, how many rows for each verdict.
    report = models.JSONField()
    # What went, class by class; written with each batch, in its transaction.
    gone = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=60)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=60, blank=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # The hash of the certificate, which is made of all of the above.
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by="") | ~Q(approved_by=F("asked_by")), name="approved_by_a_second_person"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[DisposalState.ASKED, DisposalState.WITHDRAWN])
                | (~Q(approved_by="") & Q(approved_at__isnull=False)),
                name="nothing_goes_without_approval",
            ),
            models.CheckConstraint(
                condition=~Q(state=DisposalState.DONE) | (~Q(sha256="") & Q(finished_at__isnull=False)),
                name="done_with_a_certificate",
            ),
        ]

    def __str__(self) -> str:
        return f"disposal:{self.pk}"
