"""What makes people contact us, as whoever answered them confirmed it."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guichet.doors.entrance import Visit, opens_to
from guichet.doors.office.causes.pages import SPANS, causes_page
from guichet.doors.staff import whole
from guichet.enquiries.queries import causes
from guichet.identity.terms import Right
from guichet.journal.terms import Channel


@opens_to(Right.APPROVE_GUIDANCE, channel=Channel.OFFICE)
@require_safe
def contact_causes(visit: Visit) -> HttpResponse:
    """Show the counts of the last days."""
    asked = whole(visit.GET.get("days"))
    days = asked if asked in SPANS else SPANS[1]
    until = visit.origin.at
    found = causes(viewer=visit.viewer, since=until - timedelta(days=days), until=until)
    return render(visit, "office/causes.html", {"page": causes_page(visit, found, days=days)})
