"""Whose preferences a page is about: one of the persons whose files are linked to the account."""

from django.http import Http404

from guichet.clients.queries import Serving, serving
from guichet.doors.entrance import Visit


def own(visit: Visit, person: int) -> Serving:
    """Return what a person of this account told us. Raises Http404 for anybody else, as if there were nobody."""
    if person not in visit.viewer.own_clients:
        raise Http404
    return serving(person, viewer=visit.viewer, now=visit.origin.at, language=visit.language)
