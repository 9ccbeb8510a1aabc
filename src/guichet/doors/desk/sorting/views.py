"""What was read of a question: shown, put right; and the list of what was set aside as unwanted."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from guichet.doors.desk.clients.opening import ask_purpose, look
from guichet.doors.desk.sorting.forms import ReadingForm
from guichet.doors.desk.sorting.pages import reading_page, unwanted_page
from guichet.doors.entrance import Visit, opens_to
from guichet.enquiries.actions import CannotWork
from guichet.enquiries.actions.reading import UNWANTED, WANTED, correct_reading
from guichet.enquiries.queries import EnquiryFacts, NotAllowed, enquiry_of
from guichet.enquiries.queries.reading import ReadFacts, reading_of, unwanted
from guichet.enquiries.terms import Axis
from guichet.identity.terms import Right
from guichet.journal.terms import Channel


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
@never_cache
@require_safe
def aside(visit: Visit) -> HttpResponse:
    """Show what was set aside as unwanted, for a person to look at."""
    return render(visit, "desk/sorting/unwanted.html", {"page": unwanted_page(visit, unwanted(viewer=visit.viewer))})


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def read(visit: Visit, enquiry_id: int) -> HttpResponse:
    """Show what was read of a question, once the file of whoever asked is open, and put it right."""
    try:
        one = enquiry_of(enquiry_id, viewer=visit.viewer, now=visit.origin.at)
    except NotAllowed:
        raise Http404 from None
    if one.client_id is not None:
        if not visit.viewer.sees_whole(one.client_id):
            return ask_purpose(visit, one.client_id)
        look(visit, client_id=one.client_id, subject=f"enquiry:{one.enquiry_id}", page="desk:reading")
    found = reading_of(one.enquiry_id)
    if found is None:
        raise Http404
    now = _now(found, one)
    initial = {"urgency": found.urgency.value, "mood": found.mood, "language": one.language.value,
               "unwanted": now[Axis.UNWANTED]}  # fmt: skip
    form = ReadingForm(visit.POST if visit.method == "POST" else None, initial=initial)
    if form.is_valid():
        said = {axis: right for axis, right in form.given().items() if right != now[axis] or axis in found.unsure}
        try:
            for axis, right in said.items():
                correct_reading(
                    enquiry_id=one.enquiry_id, axis=axis, right=right, viewer=visit.viewer, origin=visit.origin
                )
        except CannotWork as refused:
            form.add_error(None, str(refused.reason.label))
        else:
            if said:
                messages.success(visit, _("Noted. It counts from now on, and the sorting is measured by it."))
            return redirect("desk:enquiry", one.enquiry_id)
    return render(visit, "desk/sorting/reading.html", {"page": reading_page(visit, one, found), "form": form})


def _now(found: ReadFacts, one: EnquiryFacts) -> dict[Axis, str]:
    return {
        Axis.URGENCY: str(found.urgency.value),
        Axis.MOOD: found.mood.value,
        Axis.LANGUAGE: one.language.value,
        Axis.UNWANTED: UNWANTED if found.is_unwanted else WANTED,
    }
