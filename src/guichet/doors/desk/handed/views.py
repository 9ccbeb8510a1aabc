"""A conversation with the assistant that somebody gave to a person."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guichet.assistant.actions import see_to
from guichet.assistant.queries import NotAllowed, handed_over
from guichet.assistant.terms import Outreach
from guichet.doors.desk.clients.opening import ask_purpose, look
from guichet.doors.desk.handed.forms import OutreachForm
from guichet.doors.desk.handed.pages import handed_page
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.worklists.actions import CannotDoTask


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def conversation(visit: Visit, conversation_id: int) -> HttpResponse:
    """Show what was said, once the file of whoever said it is open, and note what came of it."""
    try:
        one = handed_over(conversation_id, viewer=visit.viewer)
    except NotAllowed:
        raise Http404 from None
    if one.client_id is not None:
        if not visit.viewer.sees_whole(one.client_id):
            return ask_purpose(visit, one.client_id)
        look(visit, client_id=one.client_id, subject=f"conversation:{conversation_id}", page="desk:conversation")
    form = OutreachForm(visit.POST if visit.method == "POST" else None)
    if form.is_valid():
        outcome = Outreach(form.cleaned_data["outcome"])
        try:
            see_to(conversation_id=conversation_id, outcome=outcome, viewer=visit.viewer, origin=visit.origin)
        except CannotDoTask as refused:
            form.add_error(None, str(refused.reason.label))
        else:
            messages.success(visit, _("Noted. It has left the list of work."))
            return redirect("desk:work")
    return render(visit, "desk/handed/conversation.html", {"page": handed_page(visit, one, form)})
