"""Seeing one file."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guichet.clients.queries import client as client_facts
from guichet.doors.desk.clients.opening import file_for_a_purpose, look
from guichet.doors.desk.clients.tabs import FileTab
from guichet.doors.desk.files.pages import file_page
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.queries import NotAllowed
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.processing_times.queries import file_status_in_both


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
@never_cache
@require_safe
@file_for_a_purpose
def file(visit: Visit, number: str) -> HttpResponse:
    """Show a file: what its client reads, in both languages, and one of the tabs."""
    tab = FileTab.of(visit.GET.get("tab"))
    try:
        status = file_status_in_both(number, viewer=visit.viewer, now=visit.origin.at)
        client = client_facts(status[visit.language].client_id, viewer=visit.viewer)
    except NotAllowed:  # opened a moment ago, and gone since
        raise Http404 from None
    # Of the record that the file came for: whatever it was joined to.
    record = status[visit.language].client_id
    look(visit, client_id=record, subject=f"application:{number}", page=f"desk:file:{tab.value}")
    return render(visit, "desk/file.html", {"page": file_page(visit, client, status, tab)})
