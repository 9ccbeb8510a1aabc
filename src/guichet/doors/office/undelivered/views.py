"""Notices that did not arrive."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guichet.clients.queries import kept_of
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.office.undelivered.pages import PAGE, state_named, undelivered_page
from guichet.doors.staff import place_in
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.notices import queries


@opens_to(Right.UNDELIVERED, channel=Channel.OFFICE)
@require_safe
def undelivered(visit: Visit) -> HttpResponse:
    """Show the notices that did not arrive at first: those a person sees to, those being tried, those resolved."""
    state, before = state_named(visit.GET.get("state")), place_in(visit.GET.get("before"))
    found = queries.undelivered(visit.viewer, state, language=visit.language, before=before, limit=PAGE + 1)
    counts = queries.undelivered_counts(visit.viewer, visit.origin.at)
    troubles = queries.troubles(visit.viewer)
    kept = kept_of(one.client_id for one in found)
    page = undelivered_page(visit, state, found, counts, troubles, kept, is_first=before is None)
    return render(visit, "office/undelivered.html", {"page": page})
