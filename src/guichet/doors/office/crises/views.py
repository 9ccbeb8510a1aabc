"""Opens a crisis in one act, shows how it stands, lends staff to it, and closes it with what was learnt."""

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.crises.actions import (
    CannotAct,
    approve_passage,
    close_crisis,
    lend,
    open_crisis,
    send_back,
    withdraw_passage,
    write_passage,
)
from guichet.crises.queries import (
    CrisisFacts,
    NotAllowed,
    all_crises,
    figures_of,
    lent_to,
    lessons_of,
    one_crisis,
    passages_of,
)
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.office.crises.forms import AnswerForm, CloseForm, LendForm, OpenForm
from guichet.doors.office.crises.pages import crisis_page, form_page, list_page
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.knowledge.actions import CannotNotify

TEMPLATE = "office/crises/crisis.html"
SAFE_OR_SENT = ["GET", "HEAD", "POST"]


@opens_to(Right.LEAD_CRISIS, channel=Channel.OFFICE)
@never_cache
@require_safe
def crises(visit: Visit) -> HttpResponse:
    """Show all crises."""
    return render(visit, TEMPLATE, {"page": list_page(visit, all_crises(viewer=visit.viewer))})


@opens_to(Right.LEAD_CRISIS, channel=Channel.OFFICE)
@never_cache
@require_http_methods(SAFE_OR_SENT)
def open_one(visit: Visit) -> HttpResponse:
    """Open a crisis: form, address, list and notice at once."""
    form = OpenForm(_sent(visit))
    if form.is_valid():
        try:
            number = open_crisis(plan=form.plan, viewer=visit.viewer, origin=visit.origin)
        except CannotAct as refused:
            form.refuse(refused.reasons)
        except CannotNotify as refused:
            form.add_error(None, " ".join(str(reason.label) for reason in refused.reasons))
        else:
            messages.success(visit, _("It is open, everywhere and in both languages."))
            return redirect("office:crisis", number)
    lead = _("Everybody who is concerned reads your words at once. A second person confirms the notice afterwards.")
    page = form_page(visit, _("Open a crisis"), form, _("Open it now"), lead=lead)
    return render(visit, TEMPLATE, {"page": page})


@opens_to(Right.LEAD_CRISIS, channel=Channel.OFFICE)
@never_cache
@require_safe
def crisis(visit: Visit, number: int) -> HttpResponse:
    """Show how a crisis stands."""
    one, viewer = _one(visit, number), visit.viewer
    page = crisis_page(
        visit,
        one,
        figures_of(number, viewer=viewer),
        passages_of(number, viewer=viewer, now=visit.origin.at),
        lent_to(number, viewer=viewer),
        lessons_of(number, viewer=viewer),
        get_token(visit),
    )
    return render(visit, TEMPLATE, {"page": page})


@opens_to(Right.LEAD_CRISIS, channel=Channel.OFFICE)
@never_cache
@require_http_methods(SAFE_OR_SENT)
def write(visit: Visit, number: int) -> HttpResponse:
    """Write an answer, for somebody else to approve."""
    _one(visit, number)
    form = AnswerForm(_sent(visit))
    if form.is_valid():
        try:
            write_passage(crisis_id=number, title=form.title, text=form.text, viewer=visit.viewer, origin=visit.origin)
        except CannotAct as refused:
            form.add_error(None, _why(refused))
        else:
            messages.success(visit, _("It waits for a second person now."))
            return redirect("office:crisis", number)
    page = form_page(visit, _("Write an answer"), form, _("Hand it in for approval"), number=number)
    return render(visit, TEMPLATE, {"page": page})


@opens_to(Right.LEAD_CRISIS, channel=Channel.OFFICE)
@require_POST
def decide(visit: Visit, number: int) -> HttpResponse:
    """Approve or withdraw an answer."""
    _one(visit, number)
    approves = "approve" in visit.POST
    row = visit.POST.get("approve" if approves else "withdraw", "")
    try:
        (approve_passage if approves else withdraw_passage)(
            passage_id=_row(row), viewer=visit.viewer, origin=visit.origin
        )
    except CannotAct as refused:
        messages.warning(visit, _why(refused))
    except NotAllowed:
        messages.warning(visit, _("This answer is not there any more."))
    else:
        messages.success(visit, _("It can be sent now.") if approves else _("Nobody can send it any more."))
    return redirect("office:crisis", number)


@opens_to(Right.LEAD_CRISIS, channel=Channel.OFFICE)
@never_cache
@require_http_methods(SAFE_OR_SENT)
def lend_staff(visit: Visit, number: int) -> HttpResponse:
    """Lend somebody to a crisis until a day, or have them go back before it."""
    _one(visit, number)
    if visit.method == "POST" and "back" in visit.POST:
        try:
            send_back(lent_id=_row(visit.POST["back"]), viewer=visit.viewer, origin=visit.origin)
        except NotAllowed:
            messages.warning(visit, _("There is no such person here."))
        else:
            messages.success(visit, _("Their rights have ended."))
        return redirect("office:crisis", number)
    form = LendForm(_sent(visit))
    if form.is_valid():
        try:
            lend(
                crisis_id=number,
                email=form.cleaned_data["email"],
                until=form.until,
                viewer=visit.viewer,
                origin=visit.origin,
            )
        except CannotAct as refused:
            form.add_error(None, _why(refused))
        else:
            messages.success(visit, _("They find the crisis in their menu, and answer once they had the training."))
            return redirect("office:crisis", number)
    lead = _("Who is lent sees what people wrote in this crisis and no file, and sends approved answers only.")
    page = form_page(visit, _("Lend somebody"), form, _("Lend them"), number=number, lead=lead)
    return render(visit, TEMPLATE, {"page": page})


@opens_to(Right.LEAD_CRISIS, channel=Channel.OFFICE)
@never_cache
@require_http_methods(SAFE_OR_SENT)
def close(visit: Visit, number: int) -> HttpResponse:
    """Close a crisis, with what was learnt."""
    one = _one(visit, number)
    form = CloseForm(_sent(visit))
    if form.is_valid():
        try:
            close_crisis(crisis_id=number, lessons=form.lessons, viewer=visit.viewer, origin=visit.origin)
        except CannotAct as refused:
            form.add_error(None, _why(refused))
        else:
            messages.success(visit, _("It is closed. What still waits stays on the usual list of work."))
            return redirect("office:crisis", number)
    lead = _("Its form and its notice go at once, and who was lent goes back. What still waits keeps its clock.")
    heading = _("Close “%(name)s”?") % {"name": one.name.say(visit.language)}
    page = form_page(visit, heading, form, _("Close it"), number=number, lead=lead, kind="danger")
    return render(visit, TEMPLATE, {"page": page})


def _one(visit: Visit, number: int) -> CrisisFacts:
    try:
        return one_crisis(number, viewer=visit.viewer)
    except NotAllowed:
        raise Http404 from None


def _row(said: str) -> int:
    return int(said[:18]) if said[:18].isascii() and said[:18].isdecimal() else 0


def _sent(visit: Visit) -> QueryDict | None:
    return visit.POST if visit.method == "POST" else None


def _why(refused: CannotAct) -> str:
    return " ".join(str(reason.label) for reason in refused.reasons)
