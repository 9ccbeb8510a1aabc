"""Which records are one person's: the one place where joined records are followed. Used through `clients.queries`.

Nothing is moved when records are joined. Whoever reads about a client asks here (or the `Viewer`, who was asked for
at the entrance) for all numbers of that person, and reads for all of them.
"""

from collections.abc import Iterable
from dataclasses import replace

from django.db import connection

from guichet.identity.rules import Viewer
from guichet.identity.terms import Purpose

# Up from each number asked for to the record that is kept, then down to all that were joined to it.
_PERSONS = """
WITH RECURSIVE up (asked, id) AS (
    SELECT number, number FROM unnest(%s::bigint[]) AS asked (number)
    UNION ALL
    SELECT up.asked, merge.kept_id
    FROM up JOIN clients_merge AS merge ON merge.gone_id = up.id AND merge.undone_at IS NULL
), root (asked, id) AS (
    SELECT asked, id FROM up
    WHERE NOT EXISTS (SELECT 1 FROM clients_merge AS merge WHERE merge.gone_id = up.id AND merge.undone_at IS NULL)
), down (root, id, depth) AS (
    SELECT DISTINCT id, id, 0 FROM root
    UNION ALL
    SELECT down.root, merge.gone_id, down.depth + 1
    FROM down JOIN clients_merge AS merge ON merge.kept_id = down.id AND merge.undone_at IS NULL
)
SELECT root.asked, array_agg(down.id ORDER BY down.depth, down.id)
FROM root JOIN down ON down.root = root.id
GROUP BY root.asked
HAVING count(*) > 1
"""


def everyone_of(client_ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Return, for each of these whose person has several records, all of them, the one that is kept first. One query.

    Those who have one record only, which is almost everybody, are left out.
    """
    asked = sorted(set(client_ids))
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_PERSONS, [asked])
        return {number: tuple(everyone) for number, everyone in cursor.fetchall()}


def kept_of(client_ids: Iterable[int]) -> dict[int, int]:
    """Return, for each of these, the record that is kept of its person: what is said of the person is written there."""
    asked = set(client_ids)
    joined = everyone_of(asked)
    return {number: joined[number][0] if number in joined else number for number in asked}


def as_one_person(viewer: Viewer) -> Viewer:
    """Return the viewer who sees all records of each person whom they may see; in one query, where they may see any.

    Asked for each request, so that joining and parting hold at once everywhere.
    """
    known = {*viewer.own_clients, *viewer.opened, *(grant.client_id for grant in viewer.grants)}
    persons = everyone_of(known)
    if not persons:
        return viewer
    opened: dict[int, Purpose] = {}
    for number, purpose in viewer.opened.items():
        for each in persons.get(number, ()):
            opened.setdefault(each, purpose)
    return replace(
        viewer,
        own_clients=viewer.own_clients.union(*(persons.get(number, ()) for number in viewer.own_clients)),
        opened={**opened, **viewer.opened},
        grants=tuple(
            replace(grant, client_id=each)
            for grant in viewer.grants
            for each in persons.get(grant.client_id, (grant.client_id,))
        ),
        persons={each: everyone for everyone in persons.values() for each in everyone},
    )
