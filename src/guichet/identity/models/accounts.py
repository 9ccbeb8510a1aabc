"""Accounts, and the staff among them."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from guichet.identity.terms import Role


class UserManager(BaseUserManager["User"]):
    """Makes accounts. There are no superusers: what staff may is decided by their roles."""

    def create_user(self, email: str | None, password: str | None = None, **more: Any) -> "User":
        """Make an account for `email`, or for somebody who has none; without a password unless one is given."""
        user = self.model(email=self.normalize_email(email) if email else None, **more)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """Somebody who signs in: a client or a member of staff."""

    PERSONAL_DATA = "e-mail address; gone when the account is closed"

    # None for those without e-mail: they sign in by the number of their account and a printed code, or a passkey.
    email = models.EmailField(max_length=254, unique=True, null=True)  # noqa: DJ001  unique: '' would be one
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
