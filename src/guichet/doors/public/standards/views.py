"""Shows the service standards to everybody."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guichet.design.dates import local_day
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.public.standards.pages import standards_page
from guichet.identity.terms import Right


@opens_to(Right.PUBLIC)
@require_safe
def standards(request: Visit) -> HttpResponse:
    """Show the table, sorted as the address asks (`?sort=result`)."""
    page = standards_page(request.language, local_day(request.origin.at), request.GET.get("sort", ""))
    return render(request, "public/wide.html", {"page": page})
