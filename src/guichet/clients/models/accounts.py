"""Which account is whose, and the tries to link one."""

from django.db import models

from guichet.clients.models.people import Client
from guichet.clients.terms import LinkMeans
from guichet.identity.models import User


class AccountLink(models.Model):
    """That an account belongs to a client, and how it was proved."""

    PERSONAL_DATA = "which account is whose; gone when the account is closed"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="client_links")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="account_links")
    means = models.CharField(max_length=20, choices=LinkMeans.choices)
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "client"], name="one_link_per_account_and_client")]

    def __str__(self) -> str:
        return f"client:{self.client_id} of user:{self.user_id}"


class LinkAttempt(models.Model):
    """One try to link a file, kept to slow down guessing. Holds no number and no fact that was typed."""

    PERSONAL_DATA = "which account tried, from which network; gone after 30 days"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="link_attempts")
    network = models.CharField(max_length=64)
    tried_at = models.DateTimeField()
    succeeded = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["user", "-tried_at"], name="link_tries_of_user"),
            models.Index(fields=["network", "-tried_at"], name="link_tries_of_network"),
        ]

    def __str__(self) -> str:
        return f"try of user:{self.user_id}"
