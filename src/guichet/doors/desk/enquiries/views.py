"""A question that somebody asked us: read, answered, joined with others, parted."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from guichet.design.dates import local_day
from guichet.doors.desk.clients.opening import ask_purpose, look
from guichet.doors.desk.enquiries.beside import beside
from guichet.doors.desk.enquiries.forms import ASK, AnswerForm, JoinForm
from guichet.doors.desk.enquiries.pages import enquiry_page
from guichet.doors.desk.enquiries.suggesting import Suggested, suggested_for
from guichet.doors.entrance import Visit, opens_to
from guichet.enquiries import actions
from guichet.enquiries.actions import TASK, CannotWork
from guichet.enquiries.queries import EnquiryFacts, NotAllowed, desk_of, enquiry_of
from guichet.enquiries.rules import rows_in
from guichet.enquiries.terms import EnquiryRefusal
from guichet.foundation.languages import Language
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.worklists.actions import CannotDoTask, give_back_task, take_task
from guichet.worklists.queries import TaskFacts, task_about


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enquiry(visit: Visit, enquiry_id: int) -> HttpResponse:
    """Show a question, once the file of whoever asked is open, and send what is written to them."""
    one = _one(visit, enquiry_id)
    if first := _open_first(visit, one):
        return first
    suggested = suggested_for(one, chosen=visit.GET.get("in", ""), on=local_day(visit.origin.at))
    if visit.method != "POST":
        return _page(visit, one, suggested, _fresh(one, suggested))
    form = AnswerForm(visit.POST)
    if not form.is_valid():
        return _page(visit, one, suggested, form)
    given = form.cleaned_data
    if given["stage"] != "send":
        again = AnswerForm(initial={**given, "stage": "send"})
        return _page(visit, one, suggested, again, preview=given["text"])
    try:
        if given["act"] == ASK:
            actions.ask_back(enquiry_id=one.enquiry_id, text=given["text"], viewer=visit.viewer, origin=visit.origin)
        else:
            actions.answer_enquiry(
                enquiry_id=one.enquiry_id,
                text=given["text"],
                language=Language(given["language"]),
                seen=given["seen"],
                article=given["article"] or "",
                version=given["version"] or 0,
                viewer=visit.viewer,
                origin=visit.origin,
            )
    except CannotWork as refused:
        form.add_error(None, str(refused.reason.label))
        return _page(visit, one, suggested, form)
    messages.success(visit, _("Sent. Everybody who asked this is told, each by their own way."))
    return redirect("desk:work")


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
@require_POST
def act(visit: Visit, enquiry_id: int) -> HttpResponse:
    """Take a question, put it back, set it aside, join it with another, part it."""
    one = _one(visit, enquiry_id)
    if first := _open_first(visit, one):
        return first
    do, _dash, which = visit.POST.get("do", "").partition("-")
    try:
        done = _done(visit, one, do, which)
    except CannotWork as refused:
        messages.warning(visit, str(refused.reason.label))
    except CannotDoTask as refused:
        messages.warning(visit, str(refused.reason.label))
    except NotAllowed:
        messages.warning(visit, str(EnquiryRefusal.NO_SUCH_ONE.label))
    else:
        if done:
            messages.success(visit, done)
    return redirect("desk:enquiry", one.enquiry_id)


def _done(visit: Visit, one: EnquiryFacts, do: str, which: str) -> str:
    viewer, origin = visit.viewer, visit.origin
    match do:
        case "take" | "back":
            task = _task(visit, one)
            if task is None:
                raise CannotWork(EnquiryRefusal.NOT_OPEN)
            (take_task if do == "take" else give_back_task)(task_id=task.task_id, viewer=viewer, origin=origin)
            return _("The question is yours.") if do == "take" else _("The question is there for others again.")
        case "aside":
            actions.set_aside(enquiry_id=one.enquiry_id, viewer=viewer, origin=origin)
            return _("Set aside. It has left the list of work.")
        case "resume":
            actions.resume_enquiry(enquiry_id=one.enquiry_id, viewer=viewer, origin=origin)
            return _("The clock runs again.")
        case "join":
            other = next(iter(rows_in(visit.POST.get("reference", "")[:30])), 0)
            # Whose the other one is must be opened too: a number typed by guess shows nothing.
            kept = actions.join_enquiries(one_id=one.enquiry_id, other_id=other, viewer=viewer, origin=origin)
            return _("Joined: both are answered at once.") if kept else ""
        case "same":
            other = next(iter(rows_in(which)), 0)
            actions.join_enquiries(one_id=one.enquiry_id, other_id=other, viewer=viewer, origin=origin)
            return _("Joined: both are answered at once.")
        case "apart":
            other = next(iter(rows_in(which)), 0)
            actions.tell_apart(enquiry_id=one.enquiry_id, other_id=other, viewer=viewer, origin=origin)
            return _("Noted: it is another question. It is not suggested again.")
        case "part":
            actions.part_enquiries(gone_id=next(iter(rows_in(which)), 0), viewer=viewer, origin=origin)
            return _("Parted: each is answered on its own.")
        case "split":
            number = int(which[:18]) if which.isascii() and which.isdigit() else 0
            actions.split_contact(contact_id=number, enquiry_id=one.enquiry_id, viewer=viewer, origin=origin)
            return _("Parted: the message is a question of its own now.")
    return ""


def _one(visit: Visit, enquiry_id: int) -> EnquiryFacts:
    try:
        return enquiry_of(enquiry_id, viewer=visit.viewer, now=visit.origin.at)
    except NotAllowed:
        raise Http404 from None


def _open_first(visit: Visit, one: EnquiryFacts) -> HttpResponse | None:
    """Ask for the purpose where the question is a client’s, and note the look before anything is shown."""
    if one.client_id is None:
        return None
    if not visit.viewer.sees_whole(one.client_id):
        return ask_purpose(visit, one.client_id)
    look(visit, client_id=one.client_id, subject=f"enquiry:{one.enquiry_id}", page="desk:enquiry")
    return None


def _task(visit: Visit, one: EnquiryFacts) -> TaskFacts | None:
    return task_about(TASK, f"enquiry:{one.enquiry_id}", viewer=visit.viewer)


def _fresh(one: EnquiryFacts, suggested: Suggested | None) -> AnswerForm:
    return AnswerForm(
        initial={
            "language": suggested.language if suggested else one.language,
            "text": suggested.text if suggested else "",
            "article": suggested.article if suggested else "",
            "version": suggested.version if suggested else 0,
            "seen": max((each.contact_id for each in one.contacts), default=0),
        }
    )


def _page(
    visit: Visit, one: EnquiryFacts, suggested: Suggested | None, form: AnswerForm, *, preview: str = ""
) -> HttpResponse:
    page = enquiry_page(
        visit,
        desk_of(one),
        _task(visit, one),
        suggested,
        form,
        JoinForm(),
        beside(visit, one),
        preview=preview,
        token=get_token(visit),
    )
    return render(visit, "desk/enquiries/enquiry.html", {"page": page})
