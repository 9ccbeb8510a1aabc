"""The list of staff, for administrators."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guichet.doors.entrance import Visit, opens_to
from guichet.doors.office.people.pages import staff_page
from guichet.identity.queries import all_staff
from guichet.identity.terms import Right
from guichet.journal.terms import Channel


@opens_to(Right.STAFF, channel=Channel.OFFICE)
@require_safe
def staff(visit: Visit) -> HttpResponse:
    """Show who works here and what they may do."""
    return render(visit, "office/staff.html", {"page": staff_page(visit, all_staff(viewer=visit.viewer))})
