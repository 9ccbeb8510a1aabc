"""Shows clients the documents of all their files."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guichet.applications.queries import documents_of
from guichet.doors.account.documents.pages import documents_page
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.terms import Right


@opens_to(Right.OWN_FILES)
@require_safe
def documents(request: Visit) -> HttpResponse:
    """Show what we wait for and what we hold."""
    found = documents_of(request.viewer, language=request.language, now=request.origin.at)
    page = documents_page(found, linked=bool(request.viewer.own_clients))
    return render(request, "account/documents/documents.html", {"page": page})
