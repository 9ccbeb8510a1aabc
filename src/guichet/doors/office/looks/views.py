"""The access log, for auditors."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guichet.doors.entrance import Visit, opens_to
from guichet.doors.office.looks.forms import LookFilter
from guichet.doors.office.looks.pages import PAGE, looks_page
from guichet.identity.queries import looks as looks_of
from guichet.identity.queries import looks_at
from guichet.identity.terms import Right
from guichet.journal.terms import Channel


@opens_to(Right.ACCESS_LOG, channel=Channel.OFFICE)
@require_safe
def looks(visit: Visit) -> HttpResponse:
    """Show who looked at what, latest first."""
    chosen = LookFilter.of(visit.GET)
    if chosen.client:
        found = looks_at(chosen.client, viewer=visit.viewer, now=visit.origin.at, before=chosen.before, limit=PAGE + 1)
    else:
        found = looks_of(
            viewer=visit.viewer,
            since=chosen.since(visit.origin.at),
            staff_id=chosen.staff,
            purpose=chosen.purpose,
            before=chosen.before,
            limit=PAGE + 1,
        )
    return render(visit, "office/looks.html", {"page": looks_page(visit, found, chosen)})
