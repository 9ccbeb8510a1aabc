"""What a worker does with questions afterwards: forget what nobody needs any more."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from guichet.enquiries.models import (
    Answer,
    Asker,
    Attachment,
    Contact,
    Correction,
    Enquiry,
    Link,
    Outgoing,
    Pause,
    RawMessage,
    Reading,
    SentCount,
)
from guichet.enquiries.policy import limits

AT_ONCE = 500
COUNTS_KEPT = timedelta(days=2)


@transaction.atomic
def forget_enquiries(*, now: datetime) -> int:
    """Take away words and addresses of questions of people who are no clients, some time after they were closed.

    Return how many. No event: that they were asked and answered is still counted. A client’s go with the client.
    """
    SentCount.objects.filter(day__lt=localtime(now - COUNTS_KEPT).date()).delete()
    before = now - limits(localtime(now).date()).keep
    old = list(
        Enquiry.objects.filter(client=None, forgotten_at=None, closed_at__lt=before)
        .order_by("closed_at")
        .values_list("pk", flat=True)[:AT_ONCE]
    )
    contacts = list(Link.objects.filter(enquiry__in=old, undone_at=None).values_list("contact", flat=True))
    # What no person wrote belongs to no question, and has the same days.
    automatic = Contact.objects.filter(client=None, forgotten_at=None, kept_at__lt=before).exclude(automatic="")
    contacts += automatic.values_list("pk", flat=True)[:AT_ONCE]
    if not contacts and not old:
        return 0
    askers = set(Contact.objects.filter(pk__in=contacts).values_list("asker", flat=True))
    askers |= set(Enquiry.objects.filter(pk__in=old).values_list("asker", flat=True))
    askers.discard(None)
    RawMessage.objects.filter(contact__in=contacts).delete()
    Attachment.objects.filter(contact__in=contacts).delete()
    Contact.objects.filter(pk__in=contacts).update(
        asker=None, user_id=None, name="", subject="", text="", history="", same_words="", forgotten_at=now
    )
    Answer.objects.filter(enquiry__in=old).update(text="")
    Outgoing.objects.filter(enquiry__in=old).update(text="", stays="")
    Pause.objects.filter(enquiry__in=old).update(asked="")
    Reading.objects.filter(pk__in=old).delete()
    Correction.objects.filter(enquiry__in=old).delete()
    Enquiry.objects.filter(pk__in=old).update(asker=None, user_id=None, forgotten_at=now)
    left = Asker.objects.filter(pk__in=askers)
    left = left.exclude(pk__in=Contact.objects.filter(asker__in=askers).values("asker"))
    left.exclude(pk__in=Enquiry.objects.filter(asker__in=askers).values("asker")).delete()
    return len(old)
