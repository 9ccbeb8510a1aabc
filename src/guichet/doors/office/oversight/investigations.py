"""Ordering, approving and ending investigations."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.clients.queries import id_for_uci
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.office.oversight import investigation_pages
from guichet.doors.office.oversight.forms import InvestigationForm
from guichet.identity.access_policy import Limits, limits
from guichet.identity.actions import (
    CannotInvestigate,
    decide_investigation,
    end_investigation,
    order_investigation,
)
from guichet.identity.queries import NotAllowed, who_may_look
from guichet.identity.queries import investigations as all_investigations
from guichet.identity.terms import InvestigationRefusal, Right
from guichet.journal.terms import Channel

LIST, FORM = "office/oversight/list.html", "office/oversight/form.html"
# Which field mends a refusal.
FIELDS = {
    InvestigationRefusal.TOO_LONG: "until",
    InvestigationRefusal.NOT_LATER: "until",
    InvestigationRefusal.CASE_USED: "case_number",
    InvestigationRefusal.NO_REASON: "reason",
    InvestigationRefusal.NO_INVESTIGATOR: "investigator",
}


@opens_to(Right.OVERSIGHT, channel=Channel.OFFICE)
@require_safe
def investigations(visit: Visit) -> HttpResponse:
    """Show the investigations."""
    found = all_investigations(viewer=visit.viewer)
    return render(visit, LIST, {"page": investigation_pages.investigations_page(visit, found)})


@opens_to(Right.ORDER_INVESTIGATION, channel=Channel.OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def order(visit: Visit) -> HttpResponse:
    """Order an investigation."""
    form = InvestigationForm(visit.POST if visit.method == "POST" else None, staff=who_may_look(viewer=visit.viewer))
    policy = _limits(visit)
    if form.is_valid():
        client_id = id_for_uci(form.cleaned_data["client"])
        if client_id is None:
            form.add_error("client", str(InvestigationRefusal.NO_CLIENT.label))
        else:
            try:
                order_investigation(
                    viewer=visit.viewer,
                    client_id=client_id,
                    investigator_id=int(form.cleaned_data["investigator"]),
                    case_number=form.cleaned_data["case_number"],
                    reason=form.cleaned_data["reason"],
                    until=form.end,
                    longest=policy.longest_delay,
                    origin=visit.origin,
                )
            except CannotInvestigate as refused:
                form.add_error(FIELDS.get(refused.reason), str(refused.reason.label))
            else:
                messages.success(visit, _("It is ordered. A second person must approve it."))
                return redirect("office:investigations")
    return render(visit, FORM, {"page": investigation_pages.order_page(visit, form, policy.longest_delay.days)})


@opens_to(Right.OVERSIGHT, channel=Channel.OFFICE)
@never_cache
@require_safe
def investigation(visit: Visit, number: int) -> HttpResponse:
    """Show one investigation, with what this person may do about it."""
    found = next((one for one in all_investigations(viewer=visit.viewer) if one.number == number), None)
    if found is None:
        raise Http404
    may = visit.viewer.may(Right.ORDER_INVESTIGATION)
    choices: list[tuple[str, str, str]] = []
    if may and found.decided_at is None and found.ordered_by_id != visit.viewer.staff_id:
        choices = [("approve", _("Approve"), ""), ("refuse", _("Refuse"), "secondary")]
    elif may and found.holds(visit.origin.at):
        choices = [("end", _("End it now"), "")]
    page = investigation_pages.investigation_page(visit, found, ())
    get_token(visit)
    return render(visit, "office/oversight/investigation.html", {"page": page, "choices": choices, "number": number})


@opens_to(Right.ORDER_INVESTIGATION, channel=Channel.OFFICE)
@require_POST
def decide(visit: Visit, number: int) -> HttpResponse:
    """Approve, refuse or end an investigation."""
    what = visit.POST.get("decision", "")
    try:
        if what in {"approve", "refuse"}:
            decide_investigation(
                viewer=visit.viewer, investigation_id=number, approve=what == "approve", origin=visit.origin
            )
            messages.success(visit, _("Your decision is kept."))
        elif what == "end":
            end_investigation(viewer=visit.viewer, investigation_id=number, origin=visit.origin)
            messages.success(visit, _("It is over. The client sees the looks now, and is told."))
    except NotAllowed:
        raise Http404 from None
    except CannotInvestigate as refused:
        messages.warning(visit, str(refused.reason.label))
    return redirect("office:investigation", number)


def _limits(visit: Visit) -> Limits:
    return limits(visit.origin.at.astimezone(ZoneInfo(settings.TIME_ZONE)).date())
