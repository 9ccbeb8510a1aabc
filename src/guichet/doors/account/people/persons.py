"""For whom an account decides: the client themself, and children whom they stand in for by law."""

from collections.abc import Sequence

from django.http import Http404

from guichet.clients.queries import clients, may_decide
from guichet.doors.account.people.pages import Person
from guichet.identity.rules import Viewer


def persons_of(viewer: Viewer) -> Sequence[Person]:
    """Return for whom this account decides: themself first, then children, each once however many records there are."""
    own = dict.fromkeys(viewer.everyone_of(number)[0] for number in sorted(viewer.own_clients))
    children = dict.fromkeys(
        viewer.everyone_of(grant.client_id)[0] for grant in viewer.grants if may_decide(viewer, grant.client_id)
    )
    wanted = [*own, *(number for number in children if number not in own)]
    if not wanted:
        return []
    return [
        Person(client_id=one.client_id, name=one.name, is_self=one.client_id in own)
        for one in clients(wanted, viewer=viewer)
    ]


def person_named(viewer: Viewer, client_id: int) -> Person:
    """Return the person that an address names. Raises Http404 for anybody for whom this account does not decide."""
    for person in persons_of(viewer):
        if client_id in viewer.everyone_of(person.client_id):
            return person
    raise Http404
