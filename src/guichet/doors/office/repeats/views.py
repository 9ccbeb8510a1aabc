"""How often people had to come back, over all channels."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guichet.doors.entrance import Visit, opens_to
from guichet.doors.office.repeats.pages import repeats_page
from guichet.enquiries.queries import repeats_in
from guichet.identity.terms import Right
from guichet.journal.terms import Channel

DAYS = 28


@opens_to(Right.UNDELIVERED, channel=Channel.OFFICE)
@require_safe
def repeats(visit: Visit) -> HttpResponse:
    """Show who came back in the latest days, and how often one contact was enough."""
    now = visit.origin.at
    every, by_channel = repeats_in(now - timedelta(days=DAYS), now, viewer=visit.viewer, now=now)
    return render(visit, "office/repeats.html", {"page": repeats_page(visit, every, by_channel, DAYS)})
