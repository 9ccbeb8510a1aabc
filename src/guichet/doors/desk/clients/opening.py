"""Pages about a client open only for a stated purpose; and each is noted."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from guichet.applications.queries import client_of
from guichet.doors.entrance import Visit
from guichet.identity.actions import note_look
from guichet.identity.queries import contact_with
from guichet.identity.terms import Purpose

# Purposes that mean that somebody asks now: then it matters who they are.
SOMEBODY_ASKS = {Purpose.CLIENT_ASKED, Purpose.REPRESENTATIVE_ASKED}


def for_a_purpose(view: Callable[[Visit, int], HttpResponse]) -> Callable[[Visit, int], HttpResponse]:
    """Return a view of a client that asks for the purpose first, where none was given in the last half hour."""

    @wraps(view)
    def asked(visit: Visit, client_id: int) -> HttpResponse:
        return _ask_first(visit, client_id) or view(visit, client_id)

    return asked


def file_for_a_purpose(view: Callable[[Visit, str], HttpResponse]) -> Callable[[Visit, str], HttpResponse]:
    """Return a view of a file that asks for the purpose first; there is no page where there is no such file."""

    @wraps(view)
    def asked(visit: Visit, number: str) -> HttpResponse:
        client_id = client_of(number)
        if client_id is None:
            raise Http404
        return _ask_first(visit, client_id) or view(visit, number)

    return asked


def _ask_first(visit: Visit, client_id: int) -> HttpResponse | None:
    """Lead to what must be asked first: the purpose; or who is calling, where the caller could not show it."""
    if not visit.viewer.may_see_client(client_id):
        return ask_purpose(visit, client_id)
    is_asked = visit.viewer.opened.get(client_id) in SOMEBODY_ASKS
    if is_asked and contact_with(client_id, viewer=visit.viewer, now=visit.origin.at).failed:
        # Nothing of the file stands on the screen of whoever talks with somebody unknown.
        return redirect("desk:check", client_id)
    return None


def ask_purpose(visit: Visit, client_id: int) -> HttpResponse:
    """Lead to the question of the purpose, and back here afterwards."""
    back = urlencode({"next": visit.get_full_path()})
    return redirect(f"{reverse('desk:open', args=[client_id])}?{back}")


def look(visit: Visit, *, client_id: int, subject: str, page: str) -> None:
    """Note that this member of staff looks at this page. Before anything is shown: no note, no look."""
    note_look(viewer=visit.viewer, client_id=client_id, subject=subject, page=page, origin=visit.origin)
