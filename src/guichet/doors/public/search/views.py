"""Finds what somebody types: answers, tools, programs, and their own files."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guichet.applications.queries import files_of
from guichet.design.dates import local_day
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.public.search.finding import OwnFile, search
from guichet.doors.public.search.forms import typed
from guichet.doors.public.search.missing import note_what_is_missing
from guichet.doors.public.search.pages import search_page
from guichet.identity.terms import Right


@opens_to(Right.PUBLIC)
@never_cache
@require_safe
def results(request: Visit) -> HttpResponse:
    """Show what fits what was typed, the best first; without anything typed, only the box to type into."""
    text, on = typed(request.GET), local_day(request.origin.at)
    found = None
    if text:
        found = search(text, request.language, on=on, files=_files(request))
        note_what_is_missing(request, text, found)
    return render(request, "public/search/search.html", {"page": search_page(text, found, request.language, on)})


def _files(request: Visit) -> list[OwnFile]:
    if not request.viewer.may(Right.OWN_FILES):
        return []
    files = files_of(request.viewer, language=request.language, now=request.origin.at)
    return [OwnFile(file.number, file.program, file.happening) for file in files]
