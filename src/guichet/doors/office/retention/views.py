"""Retention at the office: asking, approving by another, carrying out, holding and lifting."""

import json

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.doors.entrance import Visit, opens_to
from guichet.doors.office.retention import pages
from guichet.doors.office.retention.forms import HoldForm
from guichet.identity.queries import NotAllowed
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.retention import queries
from guichet.retention.actions import (
    NoSuchHold,
    NothingToHold,
    NotNow,
    SamePerson,
    approve_disposal,
    lift_hold,
    place_hold,
    withdraw_disposal,
)
from guichet.retention.jobs import owe_asking, owe_carrying_out
from guichet.retention.queries import DisposalFacts
from guichet.retention.terms import DisposalState, HoldReason

PAGE = "office/retention/retention.html"


@opens_to(Right.PRIVACY, channel=Channel.OFFICE)
@require_safe
def retention(visit: Visit) -> HttpResponse:
    """Show disposals, holds and rules."""
    viewer, now = visit.viewer, visit.origin.at
    page = pages.retention_page(
        visit,
        queries.rules_as_of(timezone.localtime(now).date()),
        queries.disposals(viewer=viewer),
        queries.holds(viewer=viewer, now=now),
    )
    return render(visit, PAGE, {"page": page})


@opens_to(Right.PRIVACY, channel=Channel.OFFICE)
@require_POST
def ask(visit: Visit) -> HttpResponse:
    """Have counted what would go today, and ask a second person. It may take minutes, so a job does it."""
    assert visit.viewer.user_id is not None
    owe_asking(visit.viewer.user_id, timezone.localtime(visit.origin.at).date())
    messages.success(visit, _("We are counting. The disposal stands here in some minutes."))
    return redirect("office:retention")


@opens_to(Right.PRIVACY, channel=Channel.OFFICE)
@require_safe
def disposal(visit: Visit, number: int) -> HttpResponse:
    """Show one disposal."""
    return render(visit, PAGE, {"page": pages.disposal_page(visit, _disposal(visit, number))})


@opens_to(Right.PRIVACY, channel=Channel.OFFICE)
@require_POST
def approve(visit: Visit, number: int) -> HttpResponse:
    """Approve what somebody else asked for."""
    _disposal(visit, number)
    try:
        approve_disposal(viewer=visit.viewer, disposal_id=number, origin=visit.origin)
    except SamePerson:
        messages.error(visit, _("Who asked for a disposal cannot approve it."))
    except NotNow:
        messages.error(visit, _("It is further already, or was called off."))
    else:
        messages.success(visit, _("Approved. It can be carried out now."))
    return redirect("office:disposal", number)


@opens_to(Right.PRIVACY, channel=Channel.OFFICE)
@require_POST
def withdraw(visit: Visit, number: int) -> HttpResponse:
    """Call off a disposal that has not begun."""
    _disposal(visit, number)
    try:
        withdraw_disposal(viewer=visit.viewer, disposal_id=number, origin=visit.origin)
    except NotNow:
        messages.error(visit, _("It is further already, or was called off."))
    else:
        messages.success(visit, _("Called off. Nothing goes."))
    return redirect("office:disposal", number)


@opens_to(Right.PRIVACY, channel=Channel.OFFICE)
@require_POST
def carry_out(visit: Visit, number: int) -> HttpResponse:
    """Have an approved disposal carried out by a job, or go on where it broke off."""
    if _disposal(visit, number).state not in {DisposalState.APPROVED, DisposalState.RUNNING}:
        messages.error(visit, _("A second person must approve it first, or it is over."))
    else:
        owe_carrying_out(number)
        messages.success(visit, _("It is being carried out. What went stands here when it is done."))
    return redirect("office:disposal", number)


@opens_to(Right.PRIVACY, channel=Channel.OFFICE)
@require_safe
def certificate(visit: Visit, number: int) -> HttpResponse:
    """Give the certificate as JSON; there is none before a disposal is done."""
    _disposal(visit, number)
    found = queries.certificate(number)
    if found is None:
        raise Http404
    return HttpResponse(
        json.dumps(found, ensure_ascii=False, indent=2),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="disposal-{number}.json"'},
    )


@opens_to(Right.PRIVACY, channel=Channel.OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def holds(visit: Visit) -> HttpResponse:
    """Show the holds, and place another."""
    form = HoldForm(visit.POST if visit.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            place_hold(
                viewer=visit.viewer,
                uci=said["uci"],
                number=said["number"],
                reason=HoldReason(said["reason"]),
                reference=said["reference"],
                ends_on=said["ends_on"],
                origin=visit.origin,
            )
        except NothingToHold:
            form.add_error(None, _("There is no such person or file, or the day is over."))
        else:
            messages.success(visit, _("The hold is placed. It holds from now on."))
            return redirect("office:holds")
    found = queries.holds(viewer=visit.viewer, now=visit.origin.at)
    return render(visit, PAGE, {"page": pages.holds_page(visit, found, form)})


@opens_to(Right.PRIVACY, channel=Channel.OFFICE)
@require_POST
def lift(visit: Visit, number: int) -> HttpResponse:
    """Lift a hold."""
    try:
        lift_hold(viewer=visit.viewer, hold_id=number, origin=visit.origin)
    except NoSuchHold:
        messages.error(visit, _("There is no such hold, or it was lifted."))
    else:
        messages.success(visit, _("The hold is lifted."))
    return redirect("office:holds")


def _disposal(visit: Visit, number: int) -> DisposalFacts:
    try:
        return queries.disposal(number, viewer=visit.viewer)
    except NotAllowed:
        raise Http404 from None
