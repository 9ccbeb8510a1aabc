"""Asks in writing, and shows how a question stands to whoever holds its receipt. Works without scripts."""

from uuid import UUID

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guichet.clients.rules import network_of
from guichet.design.dates import local_day, long_day
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.public.questions.finding import Found, found_for
from guichet.doors.public.questions.forms import NEW, AskForm
from guichet.doors.public.questions.pages import ask_page, question_page
from guichet.doors.questions import NEW_QUESTION, AddForm, QuestionParts
from guichet.enquiries.actions import CannotAsk, Receipt
from guichet.enquiries.actions import ask as ask_us
from guichet.enquiries.queries import NotAllowed, own_open_questions, own_question, question_by_key
from guichet.identity.terms import Right


@opens_to(Right.PUBLIC)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(visit: Visit) -> HttpResponse:
    """Take a question: what may answer it is shown first, and the right to send it stays."""
    form = _form(visit)
    if not form.is_valid():
        return _shown(visit, form)
    given = form.cleaned_data
    adds = given.get("about", NEW) not in {NEW, ""}
    if given["stage"] != "send" and not adds:
        found = found_for(given["text"], visit.language, visit.viewer, visit.origin.at)
        if found:
            again = AskForm(
                initial={**given, "stage": "send"}, signed_in=_signed_in(visit), questions=_open_ones(visit)
            )
            return _shown(visit, again, found)
    try:
        receipt = ask_us(
            token=given["token"],
            text=given["text"],
            language=visit.language,
            viewer=visit.viewer,
            origin=visit.origin,
            email=_own_address(visit) or given.get("email", ""),
            network=network_of(get_adapter().get_client_ip(visit)),
            reference=given["about"] if adds else "",
        )
    except CannotAsk as refused:
        form.add_error("text", str(refused.reason.label))
        return _shown(visit, form)
    return _to_receipt(visit, receipt)


@opens_to(Right.PUBLIC)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(visit: Visit, key: UUID) -> HttpResponse:
    """Show how a question stands, and take what is added to it."""
    one = question_by_key(key, now=visit.origin.at)
    if one is None:
        raise Http404
    sign_in = one.client_id is not None
    if sign_in and _is_own(visit, one.reference):
        return redirect("account:question", reference=one.reference)
    form = AddForm(visit.POST if visit.method == "POST" else None, language=visit.language)
    if visit.method == "POST" and not sign_in and form.is_valid():
        try:
            receipt = ask_us(
                token=form.cleaned_data["token"],
                text=form.cleaned_data["text"],
                language=visit.language,
                viewer=visit.viewer,
                origin=visit.origin,
                network=network_of(get_adapter().get_client_ip(visit)),
                key=key,
            )
        except CannotAsk as refused:
            form.add_error("text", str(refused.reason.label))
        else:
            return _to_receipt(visit, receipt)
    is_new = NEW_QUESTION in visit.session and visit.session.pop(NEW_QUESTION) == one.reference
    said = QuestionParts(one, visit.language, visit.origin.at)
    page = question_page(one, said, form, is_new=is_new, sign_in=sign_in)
    return render(visit, "public/questions/question.html", {"page": page})


def _shown(visit: Visit, form: AskForm, found: Found | None = None) -> HttpResponse:
    page = ask_page(form, found, visit.language, visit.origin.at)
    return render(visit, "public/questions/ask.html", {"page": page})


def _form(visit: Visit) -> AskForm:
    return AskForm(
        visit.POST if visit.method == "POST" else None, signed_in=_signed_in(visit), questions=_open_ones(visit)
    )


def _is_own(visit: Visit, reference: str) -> bool:
    try:
        own_question(reference, viewer=visit.viewer, now=visit.origin.at)
    except NotAllowed:
        return False
    return True


def _signed_in(visit: Visit) -> bool:
    return visit.viewer.may(Right.OWN_FILES)


def _own_address(visit: Visit) -> str:
    """Return the address of the reader’s account; empty for whoever is not signed in as a client."""
    return (visit.user.email or "") if _signed_in(visit) and visit.user.is_authenticated else ""


def _open_ones(visit: Visit) -> list[tuple[str, str]]:
    """Return the reader’s own open questions, to be added to."""
    return [
        (
            one.reference,
            _("Yes, about %(number)s of %(day)s")
            % {"number": one.reference, "day": long_day(local_day(one.opened_at))},
        )
        for one in own_open_questions(visit.viewer)
    ]


def _to_receipt(visit: Visit, receipt: Receipt) -> HttpResponse:
    """Lead to the page of the question: with its receipt where it is new, with what was added where it is not."""
    if receipt.joined and receipt.opened_at and receipt.due:
        messages.success(
            visit,
            _("We have your question since %(since)s. This was added. You will hear from us by %(day)s.")
            % {"since": long_day(local_day(receipt.opened_at)), "day": long_day(local_day(receipt.due))},
        )
    elif not receipt.already_known:
        visit.session[NEW_QUESTION] = receipt.enquiry_reference
    return redirect("public:question", key=receipt.key)
