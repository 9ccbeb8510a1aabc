"""Shows the pages of help to everybody."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guichet.design.dates import local_day
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.public.help.pages import accessibility_page, contact_page, privacy_page
from guichet.identity.terms import Right


@opens_to(Right.PUBLIC)
@require_safe
def contact(request: Visit) -> HttpResponse:
    """Show all ways to reach us."""
    page = contact_page(request.language, local_day(request.origin.at))
    return render(request, "public/page.html", {"page": page})


@opens_to(Right.PUBLIC)
@require_safe
def accessibility(request: Visit) -> HttpResponse:
    """Show the statement on accessibility."""
    return render(request, "public/page.html", {"page": accessibility_page()})


@opens_to(Right.PUBLIC)
@require_safe
def privacy(request: Visit) -> HttpResponse:
    """Show what becomes of what we know about people."""
    page = privacy_page(request.language, local_day(request.origin.at))
    return render(request, "public/page.html", {"page": page})
