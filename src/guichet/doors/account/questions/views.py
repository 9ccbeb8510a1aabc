"""Shows a client’s own questions, and takes what is added to one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from guichet.design.dates import local_day, long_day
from guichet.doors.account.places import place_named
from guichet.doors.account.questions.pages import list_page, question_page
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.questions import NEW_QUESTION, AddForm, QuestionParts
from guichet.enquiries.actions import CannotAsk, ask
from guichet.enquiries.queries import NotAllowed, own_question, own_questions
from guichet.identity.terms import Right
from guichet.journal.terms import Channel

A_PAGE = 20


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@never_cache
@require_safe
def questions(visit: Visit) -> HttpResponse:
    """List one’s own questions, the latest first."""
    found = own_questions(visit.viewer, before=place_named(visit.GET.get("before", "")), limit=A_PAGE + 1)
    page = list_page(found[:A_PAGE], has_more=len(found) > A_PAGE)
    return render(visit, "account/questions/list.html", {"page": page})


@opens_to(Right.OWN_FILES, channel=Channel.ACCOUNT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(visit: Visit, reference: str) -> HttpResponse:
    """Show one question and what was said; take what is added to it."""
    try:
        one = own_question(reference, viewer=visit.viewer, now=visit.origin.at)
    except NotAllowed:
        raise Http404 from None
    form = AddForm(visit.POST if visit.method == "POST" else None, language=visit.language)
    if form.is_valid():
        try:
            receipt = ask(
                token=form.cleaned_data["token"],
                text=form.cleaned_data["text"],
                language=visit.language,
                viewer=visit.viewer,
                origin=visit.origin,
                reference=one.reference,
            )
        except CannotAsk as refused:
            form.add_error("text", str(refused.reason.label))
        else:
            if receipt.opened_at and receipt.due:
                said = _("We have your question since %(since)s. This was added. You will hear from us by %(day)s.")
                days = {"since": long_day(local_day(receipt.opened_at)), "day": long_day(local_day(receipt.due))}
                messages.success(visit, said % days)
            return redirect("account:question", reference=receipt.enquiry_reference)
    # Whoever has just asked comes here from the form, and sees the receipt once.
    is_new = NEW_QUESTION in visit.session and visit.session.pop(NEW_QUESTION) == one.reference
    page = question_page(QuestionParts(one, visit.language, visit.origin.at), form, is_new=is_new)
    return render(visit, "account/questions/question.html", {"page": page})
