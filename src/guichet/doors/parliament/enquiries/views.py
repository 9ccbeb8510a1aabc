"""Takes what an office asks about a file, shows it how it stands, and takes its answers to what we ask back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.applications.queries import NotAllowed
from guichet.design.dates import local_day
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.parliament.enquiries.forms import AskForm, WordsForm
from guichet.doors.parliament.enquiries.pages import ask_page, enquiry_page, list_page
from guichet.doors.parliament.pages import own_office, show
from guichet.identity.actions import note_look
from guichet.identity.terms import Right
from guichet.mp_enquiries.actions import CannotWork, add_words, ask_about_file, withdraw_enquiry
from guichet.mp_enquiries.queries import (
    MpEnquiryFacts,
    clock_of,
    enquiries_of_office,
    enquiry_for_office,
    free_slots,
    reasons,
    urgent_reasons,
)
from guichet.mp_enquiries.rules import reference_of
from guichet.mp_enquiries.terms import Lane
from guichet.processing_times.queries import file_status


@opens_to(Right.MEMBER_OFFICE)
@require_safe
def enquiries(visit: Visit) -> HttpResponse:
    """List what the office asked."""
    own_office(visit)
    return show(visit, list_page(enquiries_of_office(viewer=visit.viewer, now=visit.origin.at)))


@opens_to(Right.MEMBER_OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(visit: Visit, number: str) -> HttpResponse:
    """Take a question about a file whose client consents."""
    own_office(visit)
    try:
        status = file_status(number, viewer=visit.viewer, language=visit.language, now=visit.origin.at)
    except NotAllowed:
        raise Http404 from None
    note_look(
        viewer=visit.viewer,
        client_id=status.client_id,
        subject=f"application:{number}",
        page="parliament:ask",
        origin=visit.origin,
    )
    today = local_day(visit.origin.at)
    form = AskForm(
        visit.POST if visit.method == "POST" else None,
        reasons=reasons(today),
        urgents=urgent_reasons(today),
        slots=free_slots(now=visit.origin.at),
        clocks={lane: clock_of(lane, today) for lane in Lane},
        language=visit.language,
    )
    if form.is_valid():
        try:
            made = ask_about_file(
                client_id=status.client_id,
                number=number,
                program=status.program_code,
                lane=Lane(form.cleaned_data["lane"]),
                reason=form.cleaned_data["reason"],
                urgent=form.cleaned_data["urgent"],
                slot=form.slot_at,
                texts=form.texts(visit.language),
                viewer=visit.viewer,
                origin=visit.origin,
            )
        except CannotWork as refused:
            form.refuse(refused.reason)
        except NotAllowed:
            raise Http404 from None
        else:
            messages.success(visit, _("We have your question. The constituent is told, and reads it too."))
            return redirect("parliament:enquiry", reference=reference_of(made))
    return show(visit, ask_page(status, form))


@opens_to(Right.MEMBER_OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def enquiry(visit: Visit, reference: str) -> HttpResponse:
    """Show one enquiry; take the office’s answer to what we asked back."""
    own_office(visit)
    one = _one(visit, reference)
    form = WordsForm(visit.POST if visit.method == "POST" else None)
    if form.is_valid():
        try:
            add_words(
                enquiry_id=one.enquiry_id,
                texts=form.texts(visit.language),
                viewer=visit.viewer,
                origin=visit.origin,
            )
        except CannotWork as refused:
            form.refuse(refused.reason)
        except NotAllowed:
            raise Http404 from None
        else:
            messages.success(visit, _("We have your answer. The clock runs again."))
            return redirect("parliament:enquiry", reference=one.reference)
    return show(visit, enquiry_page(one, form, language=visit.language, token=get_token(visit)))


@opens_to(Right.MEMBER_OFFICE)
@require_POST
def withdraw(visit: Visit, reference: str) -> HttpResponse:
    """Take back what the office asked."""
    own_office(visit)
    one = _one(visit, reference)
    try:
        withdraw_enquiry(enquiry_id=one.enquiry_id, viewer=visit.viewer, origin=visit.origin)
    except CannotWork as refused:
        messages.warning(visit, str(refused.reason.label))
    except NotAllowed:
        raise Http404 from None
    else:
        messages.success(visit, _("Taken back."))
    return redirect("parliament:enquiry", reference=one.reference)


def _one(visit: Visit, reference: str) -> MpEnquiryFacts:
    try:
        one = enquiry_for_office(reference, viewer=visit.viewer, now=visit.origin.at)
    except NotAllowed:
        raise Http404 from None
    if one.consent:
        note_look(
            viewer=visit.viewer,
            client_id=one.client_id,
            subject=f"mp_enquiry:{one.enquiry_id}",
            page="parliament:enquiry",
            origin=visit.origin,
        )
    return one
