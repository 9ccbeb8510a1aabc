"""Shows the programs to everybody."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guichet.design.dates import local_day
from guichet.doors.banners import EVERYBODY, banners
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.public.programs.pages import program_page, programs_page, slug
from guichet.identity.terms import Right
from guichet.knowledge.queries import notices_for
from guichet.programs.queries import catalogue


@opens_to(Right.PUBLIC)
@require_safe
def programs(request: Visit) -> HttpResponse:
    """Show the list of programs."""
    page = programs_page(request.language, local_day(request.origin.at))
    return render(request, "public/wide.html", {"page": page})


@opens_to(Right.PUBLIC)
@require_safe
def program(request: Visit, code: str) -> HttpResponse:
    """Show one program; what is not in public lists, or has ended, is not found."""
    today = local_day(request.origin.at)
    found = next((each for each in catalogue().programs(on=today) if slug(each.code) == code), None)
    if found is None:
        raise Http404
    shown = banners(notices_for(EVERYBODY, on=today, programs=[found.code]), request.language)
    return render(request, "public/page.html", {"page": program_page(found, request.language, today, shown)})
