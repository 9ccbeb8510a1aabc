"""Seeing one file."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guichet.clients.queries import client as client_facts
from guichet.design.dates import local_day
from guichet.doors.banners import STAFF, banners
from guichet.doors.desk.clients.opening import file_for_a_purpose, look
from guichet.doors.desk.clients.tabs import FileTab
from guichet.doors.desk.files.pages import file_page
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.queries import NotAllowed
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.knowledge.queries import notices_for
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
    here = status[visit.language]
    shown = notices_for(
        STAFF,
        on=local_day(visit.origin.at),
        programs=[here.program_code],
        countries=[here.country],
        offices=[here.office.code] if here.office else (),
    )
    page = file_page(visit, client, status, tab, banners(shown, visit.language))
    return render(visit, "desk/file.html", {"page": page})
