"""What a worker does with conversations afterwards: measure whether they were enough, and forget them."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from guichet.assistant.contacts import made_since
from guichet.assistant.models import AskCount, Conversation, Turn
from guichet.assistant.policy import limits
from guichet.assistant.rules import Contact, is_contained

COUNTS_KEPT = timedelta(days=2)
AT_ONCE = 500


def measure_containment(*, now: datetime) -> int:
    """Note of conversations whose days are over whether their client got in touch; return of how many. No event."""
    within = limits(timezone.localtime(now).date()).contained
    waiting = list(
        Conversation.objects.filter(contained=None, client_id__isnull=False, last_at__lte=now - within)
        .order_by("last_at")
        .only("pk", "client_id", "last_at", "handed_at")[:AT_ONCE]
    )
    if not waiting:
        return 0
    ids = {one.client_id for one in waiting if one.client_id is not None}
    found: dict[int | None, list[Contact]] = defaultdict(list)
    for contact in made_since(ids, since=waiting[0].last_at, until=waiting[-1].last_at + within):
        found[contact.client_id].append(contact)
    for one in waiting:
        theirs = found.get(one.client_id, [])
        one.contained = is_contained(
            ended=one.last_at, handed_over=one.handed_at is not None, contacts=theirs, within=within, now=now
        )
    Conversation.objects.bulk_update(waiting, ["contained"])
    return len(waiting)


@transaction.atomic
def forget_conversations(*, now: datetime) -> int:
    """Take away the words of conversations whose days are over, and whose they were; return how many. No event.

    What was handed over keeps them for longer, and at least until a person saw to it.
    """
    rules = limits(timezone.localtime(now).date())
    kept = Conversation.objects.filter(forgotten_at=None).order_by("last_at")
    old = kept.filter(last_at__lt=now - rules.keep, handed_at=None)
    seen_to = kept.filter(last_at__lt=now - rules.keep_handed, handed_at__isnull=False).exclude(outreach="")
    ids = [*old.values_list("pk", flat=True)[:AT_ONCE], *seen_to.values_list("pk", flat=True)[:AT_ONCE]]
    Turn.objects.filter(conversation__in=ids).update(said="", reply=[])
    Conversation.objects.filter(pk__in=ids).update(user_id=None, client_id=None, reach="", forgotten_at=now)
    AskCount.objects.filter(hour__lt=now - COUNTS_KEPT).delete()
    return len(ids)
