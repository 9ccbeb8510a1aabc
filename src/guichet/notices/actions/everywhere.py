"""Telling by every way we have what must not be missed: that somebody wants to change how one signs in."""

from collections.abc import Sequence

from django.db import transaction

from guichet.clients.reach import reach_of
from guichet.journal.events import Event
from guichet.journal.reactions import Happened
from guichet.notices.actions.queueing import KIND_OF, defer_sending, media_on_offer, new_message, queue_notices
from guichet.notices.models import Delivery, Notice
from guichet.notices.terms import Medium


@transaction.atomic
def queue_everywhere(happened: Sequence[Happened[Event]]) -> int:
    """Queue a notice for each of these entries, with a message by each medium that reaches the client.

    Whatever they chose: who reads one of their addresses may be the very person it is about. Twice the same
    entries, once the messages. Returns how many messages there are beyond the first.
    """
    queue_notices(happened)
    by_entry = {one.entry.pk: one for one in happened}
    notices = list(Notice.objects.select_for_update().filter(entry_id__in=by_entry).order_by("pk"))
    reach = reach_of(notice.client_id for notice in notices)
    there = set(Delivery.objects.filter(notice__in=notices).values_list("notice_id", "medium"))
    more = [
        new_message(
            notice_id=notice.pk,
            medium=medium,
            address=reach[notice.client_id].addresses[KIND_OF[medium]],
            language=reach[notice.client_id].language,
            at=by_entry[notice.entry_id].entry.recorded_at,
        )
        for notice in notices
        for medium in sorted(media_on_offer())
        if (notice.pk, medium) not in there and KIND_OF[medium] in reach[notice.client_id].addresses
    ]
    Delivery.objects.bulk_create(more)
    for medium in sorted({Medium(message.medium) for message in more}):
        defer_sending(medium)
    return len(more)
