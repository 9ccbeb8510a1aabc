"""Looking for records that may be one person's, in memory that does not grow with the number of records.

Nobody compares a million records with one another. Two are compared where they meet in a block: born on the same day
(and, on days with many, with a word of the name that sounds alike), or with the same address. Records without a day of
birth are looked up by the slips of their identifier.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby, islice
from typing import Any, TypeVar

from django.db import connection

from guichet.clients.models import Client
from guichet.clients.rules.duplicates import BornName, Record, Verdict, Weights, compare, keys_of, slips_of
from guichet.clients.terms import ContactKind
from guichet.language.names import leaves_out_vowels

# Up to so many born on one day, each is compared with each; beyond, those whose names share a sound.
ALL_WITH_ALL = 60
# So many records are held at a time where they are looked up by number.
AT_ONCE = 500

_SELECT = """
SELECT c.id, c.uci, c.birth_date, c.country,
(SELECT array_agg(n.folded ORDER BY n.position) FROM clients_name n WHERE n.client_id = c.id),
(SELECT array_agg(n.text ORDER BY n.position) FROM clients_name n WHERE n.client_id = c.id),
(SELECT array_agg(p.kind || ':' || p.value) FROM clients_contactpoint p WHERE p.client_id = c.id AND p.value <> '')
FROM clients_client c
"""
_BY_BIRTH = f"{_SELECT} WHERE c.birth_date IS NOT NULL ORDER BY c.birth_date, c.id"
_BY_NUMBER = f"{_SELECT} WHERE c.id = ANY(%s)"
_WITHOUT_BIRTH = "SELECT c.id FROM clients_client c WHERE c.birth_date IS NULL ORDER BY c.id"
_SHARED_ADDRESS = """
SELECT array_agg(DISTINCT client_id) FROM clients_contactpoint WHERE value <> '' GROUP BY kind, value
HAVING count(DISTINCT client_id) BETWEEN 2 AND %s
"""
# Whom each of these could be: born on the same day, with an address of theirs that few share, or with a slip of their
# number.
_PARTNERS = """
WITH mine AS (SELECT client_id, kind, value FROM clients_contactpoint WHERE client_id = ANY(%s) AND value <> ''),
few AS (
    SELECT kind, value FROM clients_contactpoint WHERE (kind, value) IN (SELECT kind, value FROM mine)
    GROUP BY kind, value HAVING count(DISTINCT client_id) BETWEEN 2 AND %s
)
SELECT mine.id, theirs.id FROM clients_client mine JOIN clients_client theirs
    ON theirs.birth_date = mine.birth_date AND theirs.id <> mine.id
WHERE mine.id = ANY(%s)
UNION
SELECT mine.client_id, theirs.client_id FROM mine JOIN few USING (kind, value)
    JOIN clients_contactpoint theirs ON theirs.value = mine.value AND theirs.kind = mine.kind
WHERE theirs.client_id <> mine.client_id
UNION
SELECT slip.client_id, theirs.id FROM unnest(%s::bigint[], %s::text[]) AS slip (client_id, uci)
    JOIN clients_client theirs ON theirs.uci = slip.uci
"""
_CROWDED = """
SELECT value FROM clients_contactpoint WHERE value = ANY(%s) GROUP BY value HAVING count(DISTINCT client_id) > %s
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one person’s, the lower number first, and what speaks for it."""

    one: int
    other: int
    verdict: Verdict

    @classmethod
    def of(cls, one: int, other: int, verdict: Verdict) -> "Pair":
        """Return the pair, whichever was found first."""
        return cls(min(one, other), max(one, other), verdict)


def pairs_with(client_ids: Iterable[int], policy: Weights) -> list[Pair]:
    """Return the pairs of which one is among these, for records that are new or have changed; each pair once."""
    asked = sorted(set(client_ids))
    slips = [
        (number, slip)
        for number, uci in Client.objects.filter(pk__in=asked).values_list("pk", "uci")
        for slip in slips_of(uci)
    ]
    owners, numbers = [number for number, _ in slips], [slip for _, slip in slips]
    with connection.cursor() as cursor:
        cursor.execute(_PARTNERS, [asked, policy.shared_by, asked, owners, numbers])
        meetings = sorted({(min(pair), max(pair)) for pair in cursor.fetchall()})
    found: list[Pair] = []
    for some in _batches(meetings):
        records = records_of({number for pair in some for number in pair})
        found += _alike(((records[one], records[other]) for one, other in some), policy)
    return found


def all_pairs(policy: Weights) -> Iterator[Pair]:
    """Yield every pair among all records; one may come twice. Memory: the records born on one day, or a few hundred."""
    yield from _alike(
        (
            meeting
            for _day, born in groupby(_stream(_BY_BIRTH, []), key=lambda row: row[2])
            for meeting in _meeting([_record(row) for row in born])
        ),
        policy,
    )
    for groups in _batches(_stream(_SHARED_ADDRESS, [policy.shared_by])):
        records = records_of({number for (members,) in groups for number in members})
        meetings = (
            (records[one], records[other]) for (members,) in groups for one, other in combinations(sorted(members), 2)
        )
        # Who was born on the same day was compared above.
        yield from _alike(
            (pair for pair in meetings if not pair[0].birth_date or pair[0].birth_date != pair[1].birth_date), policy
        )
    for rows in _batches(_stream(_WITHOUT_BIRTH, [])):
        yield from pairs_with([number for (number,) in rows], policy)


def records_of(numbers: Iterable[int]) -> dict[int, Record]:
    """Return what is compared of these records, by number."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_NUMBER, [sorted(numbers)])
        return {row[0]: _record(row) for row in cursor.fetchall()}


def _meeting(born: Sequence[Record]) -> Iterator[tuple[Record, Record]]:
    """Yield which of those born on one day are compared."""
    if len(born) <= ALL_WITH_ALL:
        yield from combinations(born, 2)
        return
    by_sound: dict[str, list[Record]] = defaultdict(list)
    for record in born:
        for key in keys_of(record):
            for other in by_sound[key]:
                # Who share several sounds are compared at the first of them.
                if key == min(keys_of(record) & keys_of(other)):
                    yield other, record
            by_sound[key].append(record)


def _alike(meetings: Iterable[tuple[Record, Record]], policy: Weights) -> Iterator[Pair]:
    """Yield those that are alike enough, without what an address tells that a crowd shares."""
    enough = (pair for pair in meetings if compare(*pair, policy).score >= policy.suggest_from)
    for some in _batches(enough):
        addresses = {
            value for one, other in some for value in (one.emails & other.emails) | (one.phones & other.phones)
        }
        crowded = _crowded(addresses, policy.shared_by)
        for one, other in some:
            verdict = compare(_without(one, crowded), _without(other, crowded), policy)
            if verdict.score >= policy.suggest_from:
                yield Pair.of(one.client_id, other.client_id, verdict)


def _crowded(addresses: Iterable[str], shared_by: int) -> frozenset[str]:
    wanted = sorted(addresses)
    if not wanted:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(_CROWDED, [wanted, shared_by])
        return frozenset(value for (value,) in cursor.fetchall())


def _without(record: Record, crowded: frozenset[str]) -> Record:
    if crowded.isdisjoint(record.emails | record.phones):
        return record
    return replace(record, emails=record.emails - crowded, phones=record.phones - crowded)


def _record(row: Sequence[Any]) -> Record:
    number, uci, born, country, folded, texts, points = row
    addresses: dict[str, set[str]] = {kind: set() for kind in ContactKind.values}
    for point in points or ():
        kind, _colon, value = point.partition(":")
        addresses[kind].add(value)
    return Record(
        client_id=number,
        uci=uci,
        names=tuple(
            BornName(plain, leaves_out_vowels(text))
            for plain, text in zip(folded or (), texts or (), strict=True)
            if plain
        ),
        birth_date=born,
        country=country,
        emails=frozenset(addresses[ContactKind.EMAIL]),
        phones=frozenset(addresses[ContactKind.PHONE]),
    )


def _stream(query: str, values: Sequence[Any]) -> Iterator[Any]:
    """Yield the rows of a query as they are read: the server keeps them, not this process, also over commits."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(query, values)
        while rows := cursor.fetchmany(AT_ONCE):
            yield from rows


T = TypeVar("T")


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, AT_ONCE)):
        yield some
