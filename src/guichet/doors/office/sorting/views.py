"""How often what was read of questions was put right."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guichet.design.dates import local_day
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.office.sorting.pages import SPANS, sorting_page
from guichet.doors.staff import whole
from guichet.enquiries.queries.reading import reading_figures
from guichet.identity.terms import Right
from guichet.journal.terms import Channel


@opens_to(Right.SUPERVISE_WORK, channel=Channel.OFFICE)
@require_safe
def sorting(visit: Visit) -> HttpResponse:
    """Show the figures of the last days, in both languages side by side."""
    asked = whole(visit.GET.get("days"))
    days = asked if asked in SPANS else SPANS[1]
    until = visit.origin.at
    since = until - timedelta(days=days)
    found = reading_figures(viewer=visit.viewer, since=since, until=until)
    page = sorting_page(visit, found, days=days, first=local_day(since), last=local_day(until))
    return render(visit, "office/sorting/sorting.html", {"page": page})
