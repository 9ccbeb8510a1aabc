"""Notices that did not arrive."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guichet.doors.entrance import Visit, opens_to
from guichet.doors.office.undelivered.pages import PAGE, Why, undelivered_page
from guichet.doors.staff import place_in
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.notices.staff_queries import failed_messages, failing_providers, notices_without_address


@opens_to(Right.UNDELIVERED, channel=Channel.OFFICE)
@require_safe
def undelivered(visit: Visit) -> HttpResponse:
    """Show the messages that failed, or the notices that had no address to go to."""
    why = Why.of(visit.GET.get("why"))
    ask = failed_messages if why is Why.FAILED else notices_without_address
    before = place_in(visit.GET.get("before"))
    found = ask(viewer=visit.viewer, language=visit.language, before=before, limit=PAGE + 1)
    page = undelivered_page(visit, why, found, failing_providers(), is_first=before is None)
    return render(visit, "office/undelivered.html", {"page": page})
