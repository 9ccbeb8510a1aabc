"""Who can be signed in as in a demonstration, and what there is to see."""

from django.db import models

from guichet.clients.models import Client
from guichet.identity.models import User


class ShownClient(models.Model):
    """A place in the demonstration: an invented client with something worth seeing."""

    PERSONAL_DATA = "none: everybody in a demonstration is invented"

    code = models.CharField(max_length=40)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    number = models.CharField(max_length=40)
    why_en = models.CharField(max_length=300)
    why_fr = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code"], name="one_client_per_showcase")]

    def __str__(self) -> str:
        return f"showcase:{self.code}"
