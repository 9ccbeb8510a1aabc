"""Somebody who is there twice: so that a stranger sees two records of one person being suggested, compared, joined."""

from collections.abc import Sequence

from guichet.clients.actions import Told, register_clients
from guichet.clients.queries import client, id_for_uci
from guichet.identity.rules import Viewer
from guichet.journal.actions import Origin
from guichet.rehearsal.people import Showcase

TOLD_BY = "rehearsal:double"


def register_a_double(*, showcases: Sequence[Showcase], origin: Origin) -> int | None:
    """Register the client of the first showcase once more, by an identifier with two digits swapped.

    The second record has the same names and day of birth, and no file. Return its number; None where there is no such
    client, or the record is there. Done twice, it is done once.
    """
    for showcase in showcases:
        number, uci = id_for_uci(showcase.uci), _swapped(showcase.uci)
        if number is None or uci == showcase.uci:
            continue
        if id_for_uci(uci) is not None:
            return None
        person = client(number, viewer=Viewer(user_id=0, own_clients=frozenset({number})))
        told = Told(
            uci=uci,
            told_at=origin.at,
            told_by=TOLD_BY,
            names=tuple(name.text for name in person.names),
            birth_date=person.birth_date,
            country=person.country,
            language=person.language.value,
            channel=person.channel.value,
            email="",
            phone="",
        )
        return register_clients(told=[told], origin=origin)[uci]
    return None


def _swapped(uci: str) -> str:
    """Return an identifier with the last two digits swapped that differ."""
    for place in range(len(uci) - 2, 0, -1):
        if uci[place] != uci[place + 1]:
            return uci[:place] + uci[place + 1] + uci[place] + uci[place + 2 :]
    return uci
