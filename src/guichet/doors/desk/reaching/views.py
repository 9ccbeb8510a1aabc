"""Reaching a client whom no message reached: what they should know, and what came of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from guichet.clients.queries import client as client_facts
from guichet.doors.desk.clients.opening import for_a_purpose, look
from guichet.doors.desk.clients.pages import opened
from guichet.doors.desk.reaching.forms import OutcomeForm
from guichet.doors.desk.reaching.pages import reach_page
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.staff import whole
from guichet.identity.queries import NotAllowed
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.notices.actions import give_up, note_returned_letter, note_text_read, note_told_in_person
from guichet.notices.queries import undelivered_of_client
from guichet.notices.staff_queries import posted_letters, unread_texts
from guichet.worklists.actions import CannotDoTask


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_a_purpose
def reach(visit: Visit, client_id: int) -> HttpResponse:
    """Show what did not reach a client, and note what came of telling them."""
    form = OutcomeForm(visit.POST) if visit.method == "POST" else OutcomeForm()
    if visit.method == "POST" and form.is_valid():
        return _done(visit, client_id, form)
    viewer = visit.viewer
    try:
        facts = client_facts(client_id, viewer=viewer)
    except NotAllowed:  # opened a moment ago, and gone since
        raise Http404 from None
    look(visit, client_id=client_id, subject=f"client:{client_id}", page="desk:reach")
    page = reach_page(
        visit,
        facts,
        opened(viewer.opened[client_id]),
        undelivered_of_client(client_id, viewer=viewer, language=visit.language),
        undelivered_of_client(client_id, viewer=viewer, language=facts.language),
        unread_texts(client_id, viewer=viewer),
        posted_letters(client_id, viewer=viewer),
        form,
    )
    return render(visit, "desk/reach.html", {"page": page})


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
@require_POST
@for_a_purpose
def text_read(visit: Visit, client_id: int) -> HttpResponse:
    """Note that a text was read and seen to."""
    try:
        done = note_text_read(text_id=_number(visit), viewer=visit.viewer, origin=visit.origin)
    except NotAllowed:
        raise Http404 from None
    except CannotDoTask as refused:
        messages.error(visit, refused.reason.label)
        return redirect("desk:reach", client_id)
    messages.success(visit, _("The text was seen to.") if done else _("Somebody had already seen to it."))
    return redirect("desk:reach", client_id)


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
@require_POST
@for_a_purpose
def letter_returned(visit: Visit, client_id: int) -> HttpResponse:
    """Note that a letter came back by post."""
    try:
        done = note_returned_letter(delivery_id=_number(visit), viewer=visit.viewer, origin=visit.origin)
    except NotAllowed:
        raise Http404 from None
    if done:
        messages.success(visit, _("It is noted that the letter came back."))
    return redirect("desk:reach", client_id)


def _done(visit: Visit, client_id: int, form: OutcomeForm) -> HttpResponse:
    try:
        if form.reason:
            count = give_up(client_id=client_id, reason=form.reason, viewer=visit.viewer, origin=visit.origin)
        else:
            count = note_told_in_person(client_id=client_id, viewer=visit.viewer, origin=visit.origin)
    except CannotDoTask as refused:
        messages.error(visit, refused.reason.label)
        return redirect("desk:reach", client_id)
    said = ngettext("%(n)s notice is resolved.", "%(n)s notices are resolved.", count) % {"n": count}
    messages.success(visit, said if count else _("Somebody had already seen to it."))
    return redirect("desk:reach", client_id)


def _number(visit: Visit) -> int:
    number = whole(visit.POST.get("number", ""))
    if number is None:
        raise Http404
    return number
