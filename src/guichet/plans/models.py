"""Plans, and the tries at their codes."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from guichet.foundation.sealing import SealedText
from guichet.plans.terms import PlanKind


class Plan(models.Model):
    """What somebody prepares, sealed; found by a mark of its code, or by the account it belongs to."""

    PERSONAL_DATA = "whatever its person typed, sealed; gone when it is not used, or with the account"

    kind = models.CharField(max_length=10, choices=PlanKind.choices)
    # The mark of the code (`foundation.sealing.marks`): never the code. None where an account holds it.
    code_mark = models.CharField(max_length=80, null=True, unique=True)  # noqa: DJ001  unique: '' would be one
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="plans", db_index=False
    )
    # JSON, in the shape of whoever builds on it.
    content = SealedText()
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    kept_at = models.DateTimeField()
    expires_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code_mark=None, user__isnull=False) | Q(code_mark__isnull=False, user=None),
                name="a_plan_has_a_code_or_an_account",
            ),
            models.UniqueConstraint(fields=["user", "kind"], name="one_plan_of_a_kind_per_account"),
        ]
        indexes = [models.Index(fields=["expires_on"], name="plans_by_expiry")]

    def __str__(self) -> str:
        return f"plan:{self.pk}"


class PlanTry(models.Model):
    """One try at a code, or one plan begun without an account: counted so that guessing and filling up are slow."""

    PERSONAL_DATA = "the network somebody came from, in two days' memory; nothing that was typed"

    network = models.CharField(max_length=64)
    # Whether a plan was begun; else a code was tried.
    began = models.BooleanField(default=False)
    succeeded = models.BooleanField()
    tried_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["network", "tried_at"], name="plan_tries_of_network")]

    def __str__(self) -> str:
        return f"try:{self.pk}"
