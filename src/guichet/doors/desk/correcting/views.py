"""Deciding on what a client says is wrong, and telling those who got it from us."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from guichet.clients.queries import client as client_facts
from guichet.doors.desk.clients.opening import ask_purpose, look
from guichet.doors.desk.correcting.forms import DecisionForm
from guichet.doors.desk.correcting.pages import correction_page
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.queries import NotAllowed
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.privacy.actions import CannotCorrect, correct, note_beside, tell_receiver
from guichet.privacy.queries import correction as correction_facts
from guichet.privacy.terms import CorrectionState
from guichet.worklists.actions import CannotDoTask


@opens_to(Right.CORRECT, channel=Channel.DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correction(visit: Visit, correction_id: int) -> HttpResponse:
    """Show what a client says is wrong, once their file is open, and take the decision."""
    try:
        one = correction_facts(correction_id, viewer=visit.viewer)
    except NotAllowed:
        raise Http404 from None
    if not visit.viewer.sees_whole(one.client_id):
        return ask_purpose(visit, one.client_id)
    look(visit, client_id=one.client_id, subject=f"client:{one.client_id}", page="desk:correction")
    form = None
    if one.state is CorrectionState.OPEN:
        form = DecisionForm(visit.POST if visit.method == "POST" else None, fact=one.fact)
        if form.is_valid() and _decided(visit, correction_id, form):
            messages.success(visit, _("Decided. The client is told."))
            return redirect("desk:correction", correction_id)
    client = client_facts(one.client_id, viewer=visit.viewer)
    return render(visit, "desk/correcting/correction.html", {"page": correction_page(visit, client, one, form)})


@opens_to(Right.CORRECT, channel=Channel.DESK)
@require_POST
def receiver_told(visit: Visit, receiver_id: int) -> HttpResponse:
    """Note that somebody who got the facts was told."""
    try:
        number = tell_receiver(viewer=visit.viewer, receiver_id=receiver_id, origin=visit.origin)
    except NotAllowed:
        raise Http404 from None
    except CannotDoTask as refused:
        messages.error(visit, refused.reason.label)
        return redirect("desk:work")
    return redirect("desk:correction", number)


def _decided(visit: Visit, correction_id: int, form: DecisionForm) -> bool:
    """Take the decision, and return whether it was taken; what is refused stands in the form."""
    try:
        if form.corrects:
            correct(viewer=visit.viewer, correction_id=correction_id, decision=form.decision, origin=visit.origin)
        else:
            note_beside(
                viewer=visit.viewer,
                correction_id=correction_id,
                answer=form.cleaned_data["answer"],
                origin=visit.origin,
            )
    except (CannotCorrect, CannotDoTask) as refused:
        form.add_error(None, str(refused.reason.label))
        return False
    return True
