"""Shows constituents what offices of Parliament asked about them, and the answers."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from guichet.doors.account.members.pages import enquiry_page, list_page
from guichet.doors.account.plain import show
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.queries import NotAllowed
from guichet.identity.terms import Right
from guichet.mp_enquiries.queries import enquiries_about, enquiry_for_constituent


@opens_to(Right.OWN_FILES)
@require_safe
def enquiries(visit: Visit) -> HttpResponse:
    """List what offices asked about one’s own files."""
    return show(visit, list_page(enquiries_about(viewer=visit.viewer, now=visit.origin.at)))


@opens_to(Right.OWN_FILES)
@require_safe
def enquiry(visit: Visit, reference: str) -> HttpResponse:
    """Show one of them, with the answer."""
    try:
        one = enquiry_for_constituent(reference, viewer=visit.viewer, now=visit.origin.at)
    except NotAllowed:
        raise Http404 from None
    return show(visit, enquiry_page(one, visit.language))
