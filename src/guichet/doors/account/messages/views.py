"""Shows clients what they were told."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guichet.applications.queries import files_of
from guichet.doors.account.messages.pages import letter_page, list_page
from guichet.doors.account.places import place_named
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.known import send_to_step_up
from guichet.identity.actions import note_look
from guichet.identity.queries import NotSureEnough
from guichet.identity.terms import Right
from guichet.notices.actions import mark_opened
from guichet.notices.queries import NotAllowed, message, messages_of, unopened


@opens_to(Right.OWN_FILES)
@require_safe
def messages(request: Visit) -> HttpResponse:
    """Show the list of messages, latest first."""
    viewer = request.viewer
    shown = messages_of(viewer, language=request.language, before=place_named(request.GET.get("before", "")))
    files = files_of(viewer, language=request.language, now=request.origin.at)
    page = list_page(shown, files, unopened=unopened(viewer))
    return render(request, "account/messages/messages.html", {"page": page})


@opens_to(Right.OWN_FILES)
@require_safe
def letter(request: Visit, notice: int) -> HttpResponse:
    """Show one message and note, the first time, that it was opened."""
    try:
        found = message(notice, viewer=request.viewer, language=request.language)
    except NotSureEnough:
        return send_to_step_up(request)
    except NotAllowed:
        raise Http404 from None
    note_look(
        viewer=request.viewer,
        client_id=found.client_id,
        subject=f"application:{found.number}" if found.number else f"client:{found.client_id}",
        page="account:message",
        origin=request.origin,
    )
    if found.told.opened_at is None and request.method == "GET":
        mark_opened(notice_id=notice, viewer=request.viewer, origin=request.origin)
    own = request.viewer.is_self(found.client_id)
    return render(request, "account/messages/message.html", {"page": letter_page(found, own=own)})
