"""Counting what each contact repeats, over all channels: by a worker, from time to time. No event: nothing happened."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils.timezone import localtime

from guichet.clients.queries import everyone_of
from guichet.enquiries.models import Contact, Joined, Link, Repeat
from guichet.enquiries.rules.repeats import WEEK, Heard, repeats_of

# So long after it came, a contact was sorted; and so far back a slower one may still have been kept.
SETTLED, SLOWER = timedelta(minutes=10), 2_000
AT_ONCE = 300
Person = tuple[str, int]


def count_repeats(*, now: datetime, most: int = AT_ONCE) -> int:
    """Count what contacts repeat that are new, or whose seven days are over; return how many rows were written.

    Done twice, it is done once.
    """
    people: dict[Person, datetime] = {}
    last = Repeat.objects.aggregate(last=Max("contact"))["last"] or 0
    new = Contact.objects.filter(pk__gt=last - SLOWER, repeat=None, automatic="", kept_at__lte=now - SETTLED)
    new = new.filter(Q(client__isnull=False) | Q(asker__isnull=False)).order_by("pk")
    over = Contact.objects.filter(
        repeat__is_final=False, repeat__received_at__lt=now - WEEK, repeat__received_at=F("received_at")
    )
    for found in (new, over.order_by("repeat__received_at")):
        for client_id, asker_id, at in found.values_list("client", "asker", "received_at")[:most]:
            person = ("client", client_id) if client_id is not None else ("asker", asker_id)
            people[person] = min(at, people.get(person, at))
    return sum(_count(person, since - WEEK, now) for person, since in people.items())


@transaction.atomic
def _count(person: Person, since: datetime, now: datetime) -> int:
    """Count the contacts of one person since a moment, for a week more looked back to: what they follow."""
    kind, number = person
    if kind == "client":
        everyone = everyone_of([number]).get(number, (number,))
        theirs = Contact.objects.filter(client__in=everyone)
    else:
        theirs = Contact.objects.filter(asker=number)
    rows = list(theirs.filter(automatic="", received_at__gte=since - WEEK).order_by("received_at", "pk"))
    matters = _matters([row.pk for row in rows])
    heard = [
        Heard(row.pk, row.received_at, localtime(row.received_at).date(), row.channel, matters[row.pk]) for row in rows
    ]
    moments = {row.pk: row.received_at for row in rows}
    found = [one for one in repeats_of(heard) if moments[one.contact_id] >= since]
    fields = ("same_day", "within_day", "within_week", "by_another_way", "is_issue", "came_back")
    Repeat.objects.bulk_create(
        [
            Repeat(**asdict(one), received_at=moments[one.contact_id], is_final=moments[one.contact_id] < now - WEEK)
            for one in found
        ],
        update_conflicts=True,
        unique_fields=["contact"],
        update_fields=[*fields, "received_at", "is_final"],
    )
    return len(found)


def _matters(contact_ids: Iterable[int]) -> dict[int, frozenset[str]]:
    """Return what each contact is about: the question with which it is answered, and its topic where that is known."""
    links = list(
        Link.objects.filter(contact__in=list(contact_ids), undone_at=None).values_list(
            "contact", "enquiry", "enquiry__topic"
        )
    )
    kept = dict(
        Joined.objects.filter(gone__in={enquiry for _, enquiry, _ in links}, undone_at=None).values_list("gone", "kept")
    )
    found: dict[int, frozenset[str]] = defaultdict(frozenset)
    for contact, enquiry, topic in links:
        found[contact] = frozenset({f"enquiry:{kept.get(enquiry, enquiry)}", *([topic] if topic else [])})
    return found
