"""Finding people: by what somebody types, and by number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from guichet.clients.models import Client
from guichet.clients.one_person import everyone_of
from guichet.clients.queries.people import NameFacts, names_of
from guichet.clients.rules import read_search, shown_uci
from guichet.clients.search import Hit, hits
from guichet.clients.terms import FoundBy
from guichet.identity.queries import NotAllowed
from guichet.identity.rules import Viewer
from guichet.identity.terms import Right


@dataclass(frozen=True, slots=True)
class Found:
    """A client in a list of results: enough to tell people apart, not more."""

    client_id: int
    uci: str
    names: tuple[NameFacts, ...]
    birth_date: date | None
    country: str
    found_by: FoundBy
    # How well the name fits, from 0 to 1; 1 for numbers.
    likeness: float
    # The numbers of all their records, the one that is kept first.
    everyone: tuple[int, ...] = ()

    @property
    def shown_uci(self) -> str:
        """Return the identifier as it is printed."""
        return shown_uci(self.uci)


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search found, best first."""

    found: tuple[Found, ...]
    # There are more than these: a date of birth beside the name would part them.
    more: bool
    # An application number, where the text may be one: files are looked up by the room that has them.
    number: str = ""


def ids_by_uci(ucis: Sequence[str]) -> dict[str, int]:
    """Return the clients with these identifiers, by identifier, without those that there are not."""
    if not ucis:
        return {}
    return dict(Client.objects.filter(uci__in=ucis).values_list("uci", "pk"))


def search(text: str, *, viewer: Viewer, limit: int = 20) -> Findings:
    """Return the clients that a text may mean: identifier, e-mail, telephone, or a name in any script.

    A day (1991-02-03) or year (1991) beside a name narrows it; alone, it finds who was born then. At most
    `limit` are shown, best first. Raises NotAllowed without the right to search.
    """
    if not viewer.may(Right.SEARCH_CLIENTS):
        raise NotAllowed("search")
    asked = read_search(text)
    best, more = hits(asked, limit=limit)
    return Findings(_found(best), more, asked.number)


def found_by_number(client_ids: Iterable[int], *, viewer: Viewer) -> tuple[Found, ...]:
    """Return clients whose file was found by its number, as a list of results shows them: to join to `search`.

    Raises NotAllowed without the right to search.
    """
    if not viewer.may(Right.SEARCH_CLIENTS):
        raise NotAllowed("search")
    return _found([Hit(client_id, FoundBy.NUMBER, 1.0) for client_id in dict.fromkeys(client_ids)])


def id_for_uci(uci: str) -> int | None:
    """Return the client with this identifier (digits only), or None. For rooms and doors; show nobody the answer."""
    return Client.objects.filter(uci=uci).values_list("pk", flat=True).first()


def _found(best: Sequence[Hit]) -> tuple[Found, ...]:
    joined = everyone_of(hit.client_id for hit in best)
    persons: dict[tuple[int, ...], Hit] = {}
    for hit in best:
        persons.setdefault(joined.get(hit.client_id, (hit.client_id,)), hit)
    ids = [number for everyone in persons for number in everyone]
    records, names = Client.objects.in_bulk(ids), names_of(ids)
    return tuple(_one(everyone, hit, records, names) for everyone, hit in persons.items() if everyone[0] in records)


def _one(
    everyone: tuple[int, ...], hit: Hit, records: dict[int, Client], names: dict[int, tuple[NameFacts, ...]]
) -> Found:
    """Return a person by the record that is kept, with the names of all of them: by any of these they were found."""
    kept = records[everyone[0]]
    return Found(
        client_id=kept.pk,
        uci=kept.uci,
        names=tuple({name.text: name for number in everyone for name in names.get(number, ())}.values()),
        birth_date=kept.birth_date,
        country=kept.country,
        found_by=hit.found_by,
        likeness=hit.likeness,
        everyone=everyone,
    )
