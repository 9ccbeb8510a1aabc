"""A question that somebody asked us: read, answered, joined with others, parted."""

from dataclasses import asdict
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from guichet.design.dates import local_day
from guichet.doors.desk.clients.opening import ask_purpose, look
from guichet.doors.desk.enquiries.beside import Beside, beside
from guichet.doors.desk.enquiries.composing import (
    Draft,
    checks,
    confirmed,
    digest,
    form_for,
    fresh_form,
    looked_at,
    proposal,
    words_of,
)
from guichet.doors.desk.enquiries.forms import CODES, AnswerForm, JoinForm
from guichet.doors.desk.enquiries.pages import enquiry_page
from guichet.doors.desk.enquiries.suggesting import Suggested, suggested_for
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.staff import stamp
from guichet.enquiries import actions
from guichet.enquiries.actions import LONGEST_ANSWER, TASK, CannotWork
from guichet.enquiries.queries import EnquiryFacts, NotAllowed, OutgoingFacts, Words, desk_of, enquiry_of, outgoing_of
from guichet.enquiries.rules import rows_in
from guichet.enquiries.terms import EnquiryRefusal, OutgoingAct
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
    found, outgoing = beside(visit, one), outgoing_of(one, viewer=visit.viewer)
    show = partial(_page, visit, one, suggested, found, outgoing)
    if visit.method != "POST":
        words = words_of(visit, one, found, suggested.language if suggested else _asked_in(visit, one))
        return show(fresh_form(visit, one, suggested, outgoing, words))
    words = words_of(visit, one, found, Language.of(visit.POST.get("language", one.language)))
    form = form_for(visit, words, visit.POST)
    if "insert" in visit.POST or "edit" in visit.POST:
        return show(_written_on(visit, form, words))
    if not form.is_valid():
        return show(form)
    given = form.cleaned_data
    draft, offered = looked_at(visit, one, found, given), proposal(visit, found, words, given)
    if given["shown"] != digest(draft):
        # Nothing goes out that was not seen as it will be read.
        initial = {**given, **asdict(offered), "shown": digest(draft)}
        again = form_for(visit, words, initial=initial)
        asks = () if draft.act is OutgoingAct.ANSWER else CODES
        return show(again.without("block", *asks, *(() if draft.marks else ("stays",))), draft)
    codes = confirmed(given, offered) if draft.act is OutgoingAct.ANSWER else None
    if codes is None and draft.act is OutgoingAct.ANSWER:
        form.add_error("reason", _("Say what the question was for, and whether it had to be asked."))
        return show(form.without("block"), draft)
    if draft.marks and not given["stays"].strip():
        form.add_error("stays", _("Mend what is marked, or say why it stays."))
        return show(form.without("block"), draft)
    try:
        goes_at = actions.write_answer(
            enquiry_id=one.enquiry_id,
            act=draft.act,
            text=given["text"],
            language=draft.language,
            seen=given["seen"],
            contacts=given["contacts"],
            article=given["article"] or "",
            version=given["version"] or 0,
            at=given["at"],
            marked=len(draft.marks),
            stays=given["stays"].strip() if draft.marks else "",
            codes=codes,
            viewer=visit.viewer,
            origin=visit.origin,
        )
    except CannotWork as refused:
        form.add_error("at" if refused.reason is EnquiryRefusal.BAD_MOMENT else None, str(refused.reason.label))
        return show(form.without("block"), draft)
    messages.success(visit, _("It goes out at %(at)s. Until then you can take it back.") % {"at": stamp(goes_at)})
    return redirect("desk:enquiry", one.enquiry_id)


@opens_to(Right.CLIENT_FILES, channel=Channel.DESK)
@never_cache
@require_POST
def check_draft(visit: Visit, enquiry_id: int) -> HttpResponse:
    """Say what is to be said of a draft while it is written; a 204 where there is nothing to look at.

    The file is open already, and the page on which this is written was noted: this shows no more of it.
    """
    one = _one(visit, enquiry_id)
    if one.client_id is not None and not visit.viewer.sees_whole(one.client_id):
        return HttpResponse(status=204)
    on = local_day(visit.origin.at)
    form = AnswerForm(visit.POST, reader=visit.language, on=on).without("block", "at", "stays", *CODES)
    if not form.is_valid():
        return HttpResponse(status=204)
    draft = looked_at(visit, one, beside(visit, one), form.cleaned_data)
    return render(visit, "desk/enquiries/checks.html", {"checks": checks(visit, draft)})


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
        case "undo":
            actions.take_back(enquiry_id=one.enquiry_id, viewer=viewer, origin=origin)
            return _("Taken back. What you wrote is below: nobody has read it.")
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


def _asked_in(visit: Visit, one: EnquiryFacts) -> Language:
    chosen = visit.GET.get("in", "")
    return Language(chosen) if chosen in set(Language) else one.language


def _written_on(visit: Visit, form: AnswerForm, words: Words) -> AnswerForm:
    """Return the form to be written on further, with the approved words that were chosen at the end of the text."""
    kept = {name: visit.POST.get(name, "") for name in form.fields}
    more = words.of(kept["block"]) if "insert" in visit.POST else ""
    text = "\n\n".join(part for part in (kept["text"].rstrip(), more) if part)[:LONGEST_ANSWER]
    initial = {**kept, "text": text, "block": "", "shown": ""}
    return form_for(visit, words, initial=initial).without("stays", *CODES)


def _page(
    visit: Visit,
    one: EnquiryFacts,
    suggested: Suggested | None,
    found: Beside,
    outgoing: OutgoingFacts | None,
    form: AnswerForm,
    draft: Draft | None = None,
) -> HttpResponse:
    page = enquiry_page(
        visit,
        desk_of(one),
        _task(visit, one),
        suggested,
        form,
        JoinForm(),
        found,
        outgoing,
        draft=draft,
        token=get_token(visit),
    )
    return render(visit, "desk/enquiries/enquiry.html", {"page": page})
