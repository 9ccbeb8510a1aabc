"""Accounts, staff, and the log of who looked at what."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models.functions import Lower

from guichet.identity.terms import Purpose, Role, Scope


class UserManager(BaseUserManager["User"]):
    """Makes accounts. There are no superusers: what staff may is decided by their roles."""

    def create_user(self, email: str, password: str | None = None, **more: Any) -> "User":
        """Make an account for `email`, without a password unless one is given."""
        user = self.model(email=self.normalize_email(email), **more)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """Somebody who signs in: a client or a member of staff."""

    PERSONAL_DATA = "e-mail address; gone when the account is closed"

    email = models.EmailField(max_length=254, unique=True)
    language = models.CharField(max_length=2, choices=[("en", "English"), ("fr", "Français")], default="en")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_address")]

    def __str__(self) -> str:
        return f"user:{self.pk}"

    @property
    def is_staff(self) -> bool:
        """Return whether this is the account of somebody who works here."""
        return hasattr(self, "staff") and self.staff.is_active


class Staff(models.Model):
    """A member of staff: the name that clients may hear, the office, and what they do."""

    PERSONAL_DATA = "name of an employee; kept while the journal names them"

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="staff")
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=40, blank=True)
    roles = ArrayField(models.CharField(max_length=20, choices=Role.choices), default=list)
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "staff"

    def __str__(self) -> str:
        return f"staff:{self.pk}"


class Look(models.Model):
    """One look of a member of staff at a client’s file. Never changed; a client may ask to see them all."""

    PERSONAL_DATA = "who looked at whose file; kept as long as the law on access logs asks"

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="looks")
    client_id = models.BigIntegerField()
    subject = models.CharField(max_length=80)
    purpose = models.CharField(max_length=30, choices=Purpose.choices)
    page = models.CharField(max_length=60)
    office = models.CharField(max_length=40, blank=True)
    looked_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["client_id", "-looked_at"], name="looks_at_client"),
            models.Index(fields=["staff", "-looked_at"], name="looks_of_staff"),
            BrinIndex(fields=["looked_at"], name="look_at"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} at {self.subject}"


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
