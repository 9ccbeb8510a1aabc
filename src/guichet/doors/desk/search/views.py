"""Searching for a client."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guichet.applications.queries import client_of, file_counts
from guichet.clients.queries import Findings, found_by_number
from guichet.clients.queries import search as search_clients
from guichet.doors.desk.search.forms import SearchForm
from guichet.doors.desk.search.pages import Result, search_page
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.terms import Right
from guichet.journal.terms import Channel


@opens_to(Right.SEARCH_CLIENTS, channel=Channel.DESK)
@never_cache
@require_safe
def search(visit: Visit) -> HttpResponse:
    """Show who fits what was typed, the best fit first; without anything typed, only the box to type into."""
    form = SearchForm(visit.GET or None)
    found: Findings | None = None
    if form.is_valid() and form.text():
        found = _with_file(search_clients(form.text(), viewer=visit.viewer), visit)
    counts = file_counts({one.client_id: one.everyone for one in found.found}, viewer=visit.viewer) if found else {}
    results = [Result(one, counts.get(one.client_id)) for one in found.found] if found else []
    open_now = () if found else found_by_number(visit.viewer.opened, viewer=visit.viewer)
    return render(visit, "desk/search.html", {"page": search_page(visit, form, found, results, open_now)})


def _with_file(found: Findings, visit: Visit) -> Findings:
    """Return what was found with the client whose file has the number that was typed, if there is one, first."""
    client_id = client_of(found.number) if found.number else None
    if client_id is None:
        return found
    bearer = found_by_number([client_id], viewer=visit.viewer)
    others = tuple(one for one in found.found if client_id not in one.everyone)
    return Findings(bearer + others, found.more, found.number)
