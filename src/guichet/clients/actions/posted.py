"""A code by post: to the address in the client’s file, or nowhere; whoever asks is told neither which nor whether."""

from django.db import transaction

from guichet.clients.queries.people import names_of
from guichet.clients.reach import postal_reach_of, reach_of
from guichet.foundation.languages import Language
from guichet.identity import actions as identity
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin


@transaction.atomic
def ask_code_by_post(*, viewer: Viewer, origin: Origin) -> None:
    """Post a code to the address of the account’s own client, where there is one that works and may get letters.

    Somebody in danger gets no letters. Raises identity’s NotLetIn after so many in a month, address or not;
    NotAllowed for whoever is no client.
    """
    if viewer.user_id is None or viewer.staff_id is not None:
        raise NotAllowed("code by post")
    own = sorted({viewer.everyone_of(number)[0] for number in viewer.own_clients} | viewer.own_clients)
    postal = postal_reach_of(own)
    client_id = next((number for number in own if number in postal), None)
    language, lines = Language.EN, tuple[str, ...]()
    if client_id is not None:
        language = reach_of([client_id])[client_id].language
        named = names_of([client_id]).get(client_id, ())
        lines = (*(name.text for name in named[:1]), *postal[client_id])
    identity.ask_posted_code(
        user_id=viewer.user_id,
        client_id=client_id,
        address="\n".join(lines),
        language=language,
        client_ids=sorted({viewer.everyone_of(number)[0] for number in viewer.own_clients}),
        origin=origin,
    )
