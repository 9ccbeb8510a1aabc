"""Answers an office of Parliament about a constituent’s file, once the file is open for a purpose."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guichet.doors.desk.clients.opening import ask_purpose, look
from guichet.doors.desk.members.forms import ASK, AnswerForm
from guichet.doors.desk.members.pages import enquiry_page
from guichet.doors.entrance import Visit, opens_to
from guichet.enquiries.queries import open_questions_of
from guichet.identity.queries import NotAllowed
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.mp_enquiries.actions import TASK, CannotWork, Texts, answer_office, ask_office_back
from guichet.mp_enquiries.queries import MpEnquiryFacts, enquiry_for_staff
from guichet.processing_times.queries import file_status
from guichet.worklists.queries import task_about


@opens_to(Right.MP_ENQUIRIES, channel=Channel.DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enquiry(visit: Visit, enquiry_id: int) -> HttpResponse:
    """Show what an office asks, and send what is written to the office and the constituent alike."""
    one = _one(visit, enquiry_id)
    if not visit.viewer.sees_whole(one.client_id):
        return ask_purpose(visit, one.client_id)
    look(visit, client_id=one.client_id, subject=f"mp_enquiry:{one.enquiry_id}", page="desk:mp-enquiry")
    if visit.method != "POST":
        return _page(visit, one, _form(one, initial={"seen": one.latest}))
    form = _form(one, visit.POST)
    if not form.is_valid():
        return _page(visit, one, form)
    if form.cleaned_data["stage"] != "send":
        return _page(visit, one, _form(one, initial={**form.cleaned_data, "stage": "send"}), preview=form.texts)
    act = ask_office_back if form.cleaned_data["act"] == ASK else answer_office
    try:
        act(
            enquiry_id=one.enquiry_id,
            texts=form.texts,
            seen=form.cleaned_data["seen"],
            viewer=visit.viewer,
            origin=visit.origin,
        )
    except CannotWork as refused:
        form.add_error(None, str(refused.reason.label))
        # Looked up anew: the consent may have ended a moment ago.
        return _page(visit, _one(visit, enquiry_id), form)
    messages.success(visit, _("Sent. The office and the constituent are told, and read the same."))
    return redirect("desk:work")


def _one(visit: Visit, enquiry_id: int) -> MpEnquiryFacts:
    try:
        return enquiry_for_staff(enquiry_id, viewer=visit.viewer, now=visit.origin.at)
    except NotAllowed:
        raise Http404 from None


def _form(one: MpEnquiryFacts, *args: object, **kwargs: object) -> AnswerForm:
    languages = ("en", "fr") if one.needs_both_languages else (one.office_language.value,)
    return AnswerForm(*args, needs_both=one.needs_both_languages, languages=languages, **kwargs)


def _page(visit: Visit, one: MpEnquiryFacts, form: AnswerForm, *, preview: Texts | None = None) -> HttpResponse:
    try:
        status = file_status(one.number, viewer=visit.viewer, language=visit.language, now=visit.origin.at)
    except NotAllowed:
        status = None
    page = enquiry_page(
        visit,
        one,
        status,
        task_about(TASK, f"mp_enquiry:{one.enquiry_id}", viewer=visit.viewer),
        open_questions_of([one.client_id], viewer=visit.viewer),
        form,
        preview=preview,
    )
    return render(visit, "desk/members/enquiry.html", {"page": page})
