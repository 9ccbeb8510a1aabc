"""Telling by every way we have what must not be missed: that somebody wants to change how one signs in."""

from collections.abc import Sequence

from django.db import transaction

from guichet.clients.reach import reach_of
from guichet.journal.events import Event
from guichet.journal.reactions import Happened
from guichet.notices.actions.bundling import Parcel, post
from guichet.notices.actions.queueing import queue_notices
from guichet.notices.actions.reaching import ways_to
from guichet.notices.models import Carried, Notice
from guichet.notices.terms import Medium


@transaction.atomic
def queue_everywhere(happened: Sequence[Happened[Event]]) -> int:
    """Queue a notice for each of these entries, with a message at once by each medium that reaches the client.

    Whatever they chose: who reads one of their addresses may be the very person it is about. Twice the same
    entries, once the messages. Returns how many notices more are carried than by the first way.
    """
    if not happened:
        return 0
    by_entry = {one.entry.pk: one for one in happened}
    queue_notices(happened, urgent=frozenset(by_entry))
    notices = list(Notice.objects.select_for_update().filter(entry_id__in=by_entry).order_by("pk"))
    reach = reach_of(notice.client_id for notice in notices)
    ways = ways_to(reach)
    there = set(Carried.objects.filter(notice__in=notices).values_list("notice_id", "medium"))
    more = [
        Parcel(
            notice_id=notice.pk,
            client_id=notice.client_id,
            medium=medium,
            address=address,
            reachable=reach[notice.client_id],
            urgent=True,
        )
        for notice in notices
        for medium, address in sorted(ways[notice.client_id].addresses.items())
        if medium is not Medium.POST and (notice.pk, medium) not in there
    ]
    if more:
        post(more, at=max(one.entry.recorded_at for one in happened))
    return len(more)
