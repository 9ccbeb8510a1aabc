"""How well the assistant does."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guichet.assistant.queries import figures, missed
from guichet.design.dates import local_day
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.office.assistant.pages import SPANS, assistant_page
from guichet.doors.staff import whole
from guichet.identity.terms import Right
from guichet.journal.terms import Channel


@opens_to(Right.APPROVE_GUIDANCE, channel=Channel.OFFICE)
@require_safe
def assistant(visit: Visit) -> HttpResponse:
    """Show the figures of the last days."""
    asked = whole(visit.GET.get("days"))
    days = asked if asked in SPANS else SPANS[1]
    until = visit.origin.at
    since = until - timedelta(days=days)
    page = assistant_page(
        visit,
        figures(viewer=visit.viewer, since=since, until=until),
        missed(viewer=visit.viewer, since=since, until=until),
        days=days,
        first=local_day(since),
        last=local_day(until),
    )
    return render(visit, "office/assistant.html", {"page": page})
