"""What machines show to use the API, and what they were answered."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from guichet.identity.terms import Scope


class ApiToken(models.Model):
    """What a machine shows to use the API. Only the hash of the secret is kept."""

    PERSONAL_DATA = "none: tokens belong to machines"

    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope.choices), default=list)
    issued_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(revoked_at=None), name="one_living_token_per_name"
            )
        ]

    def __str__(self) -> str:
        return f"token:{self.pk}"


class ApiAnswer(models.Model):
    """What was answered to a request with an idempotency key: the same request again gets the same answer."""

    PERSONAL_DATA = "none: counts, and numbers of lines; gone after a day"

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="answers", db_index=False)
    key = models.CharField(max_length=200)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.JSONField()
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="one_answer_per_key")]
        indexes = [models.Index(fields=["answered_at"], name="answer_at")]

    def __str__(self) -> str:
        return f"answer {self.pk} of token:{self.token_id}"
