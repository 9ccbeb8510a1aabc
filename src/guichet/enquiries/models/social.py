"""What we post in public to those who asked in public."""

from django.db import models
from django.db.models import Q

from guichet.enquiries.models.contacts import Contact
from guichet.enquiries.models.enquiries import Enquiry


class PublicReply(models.Model):
    """A post of ours under somebody’s public question: an article and two addresses, put into words when it is sent."""

    PERSONAL_DATA = "that a public post was answered in public; goes with the question"

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="public_replies", db_index=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="public_replies", db_index=False)
    # The entry of the journal because of which it is owed.
    entry_id = models.BigIntegerField()
    # Empty: there is no article for it, and we say only where to ask in private.
    article = models.CharField(max_length=60, blank=True)
    reference = models.UUIDField(unique=True)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry_id", "contact"], name="replied_once_of_an_entry"),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(failed_at=None), name="posted_or_failed"),
        ]
        indexes = [
            models.Index(fields=["enquiry"], name="public_replies_of_enquiry"),
            models.Index(fields=["contact"], name="public_replies_of_contact"),
        ]

    def __str__(self) -> str:
        return f"public reply:{self.pk}"
