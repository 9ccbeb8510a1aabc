"""Opens and closes the portal for offices of members of Parliament and senators."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guichet.design.dates import local_day
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.office.members import pages
from guichet.doors.office.members.forms import OfficeForm
from guichet.identity.queries import NotAllowed
from guichet.identity.terms import Right
from guichet.journal.terms import Channel
from guichet.mp_enquiries.actions import CannotOffice, close_member_office, open_member_office
from guichet.mp_enquiries.queries import all_offices, all_ridings, reasons, themes_of
from guichet.programs.queries import catalogue

PAGE = "office/members.html"


@opens_to(Right.MEMBER_OFFICES, channel=Channel.OFFICE)
@require_safe
def offices(visit: Visit) -> HttpResponse:
    """Show the offices that are open, and those that were."""
    there, closed = all_offices(viewer=visit.viewer), all_offices(viewer=visit.viewer, closed=True)
    return render(visit, PAGE, {"page": pages.offices_page(visit, there, closed, get_token(visit))})


@opens_to(Right.MEMBER_OFFICES, channel=Channel.OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(visit: Visit) -> HttpResponse:
    """Open an office, with the first person who works there."""
    form = OfficeForm(visit.POST if visit.method == "POST" else None)
    if form.is_valid():
        try:
            open_member_office(office=form.office, viewer=visit.viewer, origin=visit.origin)
        except CannotOffice as refused:
            form.refuse(refused.reason)
        else:
            messages.success(visit, _("Open. The first person signs in with their address, by a code."))
            return redirect("office:member-offices")
    return render(visit, PAGE, {"page": pages.new_page(visit, form)})


@opens_to(Right.MEMBER_OFFICES, channel=Channel.OFFICE)
@require_POST
def close(visit: Visit, number: int) -> HttpResponse:
    """Close an office, after an election or where a member leaves: every consent to it ends."""
    try:
        ended = close_member_office(office_id=number, viewer=visit.viewer, origin=visit.origin)
    except CannotOffice as refused:
        messages.warning(visit, str(refused.reason.label))
    except NotAllowed:
        raise Http404 from None
    else:
        messages.success(visit, _("Closed. Consents that ended: %(n)s. Each constituent is told.") % {"n": ended})
    return redirect("office:member-offices")


@opens_to(Right.MEMBER_OFFICES, channel=Channel.OFFICE)
@require_safe
def themes(visit: Visit) -> HttpResponse:
    """Show about what offices asked, riding by riding; small groups are left out."""
    found = {
        riding: themes_of(riding, viewer=visit.viewer, now=visit.origin.at)
        for riding in all_ridings(viewer=visit.viewer)
    }
    known = catalogue()
    names = {code: text.say(visit.language) for code, text in reasons(local_day(visit.origin.at)).items()}
    programs = {one.code for _by_reason, by_program in found.values() for one in by_program}
    names |= {code: known.program(code).name.say(visit.language) for code in programs}
    return render(visit, PAGE, {"page": pages.themes_page(visit, found, names)})
