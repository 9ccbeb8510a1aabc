"""Crises in which one answers. Who may is decided by the room: their own role, or that they were lent and trained."""

from dataclasses import replace
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.crises.actions import CannotAct, answer_family, finish_training, join_families, part_family
from guichet.crises.queries import (
    CrisisFacts,
    FamilyFacts,
    NotAllowed,
    Standing,
    crisis_at,
    family_of,
    my_crises,
    passages_of,
    standing_in,
    training,
    triage,
    waiting_families,
)
from guichet.crises.terms import CrisisRefusal
from guichet.design.dates import local_day
from guichet.doors.desk.crises.forms import FamilyAnswerForm, JoinFamilyForm, TrainingForm
from guichet.doors.desk.crises.pages import PAGE, crises_page, family_page, line_page, training_page
from guichet.doors.entrance import Visit, opens_to
from guichet.enquiries.actions import CannotWork
from guichet.identity.actions import note_look
from guichet.identity.terms import Purpose, Right
from guichet.journal.terms import Channel

TEMPLATE = "desk/crises/crisis.html"


@opens_to(Right.WORK, channel=Channel.DESK)
@never_cache
@require_safe
def crises(visit: Visit) -> HttpResponse:
    """Show the crises in which this person helps."""
    return render(visit, TEMPLATE, {"page": crises_page(visit, my_crises(visit.viewer, now=visit.origin.at))})


@opens_to(Right.WORK, channel=Channel.DESK)
@never_cache
@require_safe
def crisis(visit: Visit, address: str) -> HttpResponse:
    """Show the families that wait; to who was lent and not trained yet, the training."""
    one, standing = _one(visit, address)
    if standing.refusal is CrisisRefusal.NOT_TRAINED:
        return redirect("desk:crisis-training", address)
    after = _place(visit.GET.get("after", ""))
    found = waiting_families(one.crisis_id, viewer=visit.viewer, now=visit.origin.at, after=after, limit=PAGE + 1)
    return render(visit, TEMPLATE, {"page": line_page(visit, one, standing, found, later=after is not None)})


@opens_to(Right.WORK, channel=Channel.DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def train(visit: Visit, address: str) -> HttpResponse:
    """Show the training, and note that it is finished where all answers are right."""
    one, standing = _one(visit, address)
    if standing.refusal is not CrisisRefusal.NOT_TRAINED:
        return redirect("desk:crisis", address)
    lessons = training(local_day(visit.origin.at))
    form = TrainingForm(visit.POST if visit.method == "POST" else None, lessons=lessons, language=visit.language)
    if form.is_valid():
        try:
            finish_training(
                crisis_id=one.crisis_id, answers=form.cleaned_data, viewer=visit.viewer, origin=visit.origin
            )
        except CannotAct as refused:
            form.add_error(None, _why(refused))
        except NotAllowed:
            raise Http404 from None
        else:
            messages.success(visit, _("Thank you. You can answer now."))
            return redirect("desk:crisis", address)
    return render(visit, TEMPLATE, {"page": training_page(visit, one, lessons, form)})


@opens_to(Right.WORK, channel=Channel.DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def family(visit: Visit, family_id: int) -> HttpResponse:
    """Show a family with what they wrote, each look noted, and send them an approved answer."""
    found, standing = _family(visit, family_id)
    for case in found.cases:
        if case.question.client_id is not None:
            _note(visit, case.question.client_id, case.question.enquiry_id)
    passages = [
        one
        for one in passages_of(found.crisis.crisis_id, viewer=visit.viewer, now=visit.origin.at)
        if one.approved_at is not None
    ]
    form = FamilyAnswerForm(
        visit.POST if visit.method == "POST" else None, passages=passages, found=found, language=visit.language
    )
    if form.is_valid():
        try:
            sent = answer_family(
                family_id=found.line.family_id,
                passage_id=form.cleaned_data["passage"],
                seen=form.read,
                viewer=visit.viewer,
                origin=visit.origin,
            )
        except CannotAct as refused:
            form.add_error(None, _why(refused))
        except CannotWork as refused:
            form.add_error(None, str(refused.reason.label))
        else:
            said = ngettext("Sent: %(n)s question is answered.", "Sent: %(n)s questions are answered.", sent)
            messages.success(visit, said % {"n": sent})
            return redirect("desk:crisis", found.crisis.address)
    asked = triage(local_day(visit.origin.at))
    page = family_page(visit, found, standing, asked, passages, form, JoinFamilyForm(), get_token(visit))
    return render(visit, TEMPLATE, {"page": page})


@opens_to(Right.WORK, channel=Channel.DESK)
@require_POST
def act(visit: Visit, family_id: int) -> HttpResponse:
    """Join a line of the list with another one, or part one again."""
    found, _standing = _family(visit, family_id)
    part = visit.POST.get("part", "")[:18]
    form = JoinFamilyForm(visit.POST)
    try:
        if part.isascii() and part.isdecimal() and int(part) in found.joined:
            part_family(family_id=int(part), viewer=visit.viewer, origin=visit.origin)
            messages.success(visit, _("Parted: each is a line of its own."))
        elif form.is_valid():
            kept = join_families(
                one_id=found.line.family_id,
                other_id=form.cleaned_data["other"],
                viewer=visit.viewer,
                origin=visit.origin,
            )
            messages.success(visit, _("Joined: they are one line."))
            return redirect("desk:crisis-family", kept)
        else:
            messages.warning(visit, _("There is no such line."))
    except CannotAct as refused:
        messages.warning(visit, _why(refused))
    except NotAllowed:
        messages.warning(visit, _("There is no such line."))
    return redirect("desk:crisis-family", found.line.family_id)


def _one(visit: Visit, address: str) -> tuple[CrisisFacts, Standing]:
    """Return a crisis that is open, and how this person stands to it; no such page for whoever has no part in it."""
    one = crisis_at(address)
    if one is None or not one.is_open:
        raise Http404
    standing = standing_in(one.crisis_id, viewer=visit.viewer, now=visit.origin.at)
    if standing.refusal not in {None, CrisisRefusal.NOT_TRAINED}:
        raise Http404
    return one, standing


def _family(visit: Visit, family_id: int) -> tuple[FamilyFacts, Standing]:
    try:
        found = family_of(family_id, viewer=visit.viewer, now=visit.origin.at)
    except NotAllowed:
        raise Http404 from None
    return found, standing_in(found.crisis.crisis_id, viewer=visit.viewer, now=visit.origin.at)


def _note(visit: Visit, client_id: int, enquiry_id: int) -> None:
    """Note a look at what a client wrote. It opens their file to nobody."""
    viewer = visit.viewer
    if client_id not in viewer.opened:
        viewer = replace(viewer, opened={**viewer.opened, client_id: Purpose.CRISIS})
    note_look(
        viewer=viewer,
        client_id=client_id,
        subject=f"enquiry:{enquiry_id}",
        page="desk:crisis-family",
        origin=visit.origin,
    )


def _place(said: str) -> tuple[int, datetime, int] | None:
    """Read where the list goes on. Anything that makes no sense begins it again."""
    band, _dash, rest = said[:80].partition("_")
    moment, _dash, row = rest.partition("_")
    try:
        at = datetime.fromisoformat(moment)
        found = int(band), at, int(row)
    except ValueError:
        return None
    return found if at.tzinfo is not None and 0 <= found[0] <= 3 and 0 <= found[2] < 10**18 else None


def _why(refused: CannotAct) -> str:
    return " ".join(str(reason.label) for reason in refused.reasons)
