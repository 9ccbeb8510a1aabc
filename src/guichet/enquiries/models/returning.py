"""What became of our e-mails to people who asked, where they did not arrive."""

from django.db import models

from guichet.enquiries.models.saying import Message
from guichet.enquiries.terms import WhyReturned


class Returned(models.Model):
    """That an e-mail of ours did not arrive, as a mail server said at once or later. Said once for each."""

    PERSONAL_DATA = "that an e-mail to somebody did not arrive; goes with the question"

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="returned", primary_key=True)
    why = models.CharField(max_length=12, choices=WhyReturned.choices)
    # The server’s code (RFC 3463), where it gave one.
    code = models.CharField(max_length=12, blank=True)
    returned_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"return of message:{self.message_id}"
