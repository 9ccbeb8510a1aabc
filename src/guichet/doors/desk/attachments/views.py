"""Files that came with a question: listed, and opened where they were found clean."""

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from guichet.doors.desk.attachments.pages import files_page
from guichet.doors.desk.clients.opening import ask_purpose, look
from guichet.doors.entrance import Visit, opens_to
from guichet.enquiries.actions import NotClean, open_file
from guichet.enquiries.queries import EnquiryFacts, NotAllowed, enquiry_of, files_of_question, has_scanner
from guichet.identity.terms import Right
from guichet.journal.terms import Channel

# Whatever it is, a browser that shows it all the same runs nothing of it and gives it no part of our pages.
_ALONE = "default-src 'none'; sandbox"


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
@never_cache
@require_safe
def files(visit: Visit, enquiry_id: int) -> HttpResponse:
    """Show the files of a question, once the file of whoever asked is open."""
    one = _one(visit, enquiry_id)
    if first := _open_first(visit, one, f"enquiry:{one.enquiry_id}", "desk:enquiry-files"):
        return first
    page = files_page(visit, one, files_of_question(one), scans=has_scanner())
    return render(visit, "desk/attachments/files.html", {"page": page})


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
@never_cache
@require_GET
def file(visit: Visit, enquiry_id: int, file_id: int) -> HttpResponse:
    """Hand over a file that was found clean, to be saved and never shown; noted as a look at what it is."""
    one = _one(visit, enquiry_id)
    if first := _open_first(visit, one, f"attachment:{file_id}", "desk:enquiry-file"):
        return first
    try:
        found = open_file(enquiry_id=one.enquiry_id, file_id=file_id, viewer=visit.viewer, origin=visit.origin)
    except NotAllowed:
        raise Http404 from None
    except NotClean:
        messages.warning(visit, _("This file cannot be opened: it was not found clean."))
        return redirect("desk:enquiry-files", one.enquiry_id)
    return HttpResponse(
        found.content,
        content_type="application/octet-stream",
        headers={
            # Never the sender’s own type: what it says it is decides nothing.
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name, safe='')}",
            "Content-Security-Policy": _ALONE,
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )


def _one(visit: Visit, enquiry_id: int) -> EnquiryFacts:
    try:
        return enquiry_of(enquiry_id, viewer=visit.viewer, now=visit.origin.at)
    except NotAllowed:
        raise Http404 from None


def _open_first(visit: Visit, one: EnquiryFacts, subject: str, page: str) -> HttpResponse | None:
    """Ask for the purpose where the question is a client’s, and note the look before anything is shown."""
    if one.client_id is None:
        return None
    if not visit.viewer.sees_whole(one.client_id):
        return ask_purpose(visit, one.client_id)
    look(visit, client_id=one.client_id, subject=subject, page=page)
    return None
