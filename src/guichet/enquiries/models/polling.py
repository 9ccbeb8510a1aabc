"""How far a mailbox on a mail server was read."""

from django.db import models


class PollPlace(models.Model):
    """A mailbox that we fetch from: up to which number everything was seen, and which of those were not kept yet."""

    PERSONAL_DATA = "none: numbers of messages on a mail server, and the name of our own mailbox"

    mailbox = models.CharField(max_length=254, unique=True)
    # When the server numbers its messages anew, this changes (UIDVALIDITY), and all of them count as new.
    validity = models.BigIntegerField()
    seen_to = models.BigIntegerField(default=0)
    # Seen and not kept: tried again at each poll.
    behind = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"mailbox:{self.pk}"
