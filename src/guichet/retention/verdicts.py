"""What becomes of each row of each class, and why: one statement for each class, over tables of other rooms.

Each gives `id` and `verdict`. The database decides row by row, so that a million files take no more memory here than
ten do. `before` is the moment before which the last use must lie; `held_…` is what holds name.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone
from psycopg.sql import SQL
from psycopg.types.json import Jsonb

from guichet.retention.terms import Kept, Verdict


@dataclass(frozen=True, slots=True)
class Held:
    """What holds name: people by number and identifier, files by number; the files of held people among them."""

    clients: tuple[int, ...] = ()
    ucis: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """Before which moment the last use must lie: for each class, and for the files of single programs."""

    before: dict[Kept, datetime]
    by_program: dict[str, datetime]
    # Before which moment the last look must lie: a look is a use. Source: Privacy Regulations, s. 4(1)(a).
    used: datetime


VERDICTS: dict[Kept, SQL] = {
    Kept.FEED_EVENT: SQL("""
        SELECT id, CASE
            WHEN subject = ANY(%(held_numbers)s) OR data ->> 'uci' = ANY(%(held_ucis)s) THEN 'HELD'
            WHEN state <> 'APPLIED' THEN 'OPEN'
            WHEN received_at >= %(before)s THEN 'TOO_SOON'
            ELSE 'GOES' END AS verdict
        FROM applications_feedevent WHERE data <> '{}'::jsonb"""),
    Kept.SET_ASIDE: SQL("""
        SELECT id, CASE
            WHEN EXISTS (SELECT 1 FROM unnest(%(held_numbers)s::text[] || %(held_ucis)s::text[]) AS held (word)
                         WHERE position(held.word IN line) > 0) THEN 'HELD'
            WHEN accepted_at IS NULL AND set_aside_at >= %(before)s THEN 'TOO_SOON'
            ELSE 'GOES' END AS verdict
        FROM applications_setaside"""),
    Kept.DELIVERY: SQL("""
        SELECT delivery.id, CASE
            WHEN delivery.client_id = ANY(%(held_clients)s) THEN 'HELD'
            WHEN delivery.id IN (
                SELECT carried.delivery_id FROM notices_carried carried
                JOIN notices_notice notice ON notice.id = carried.notice_id
                WHERE notice.subject IN (SELECT 'application:' || word FROM unnest(%(held_numbers)s::text[]) word)
            ) THEN 'HELD'
            WHEN delivery.status IN ('QUEUED', 'SENDING') THEN 'OPEN'
            WHEN delivery.queued_at >= %(before)s THEN 'TOO_SOON'
            ELSE 'GOES' END AS verdict
        FROM notices_delivery delivery WHERE delivery.address <> ''"""),
    Kept.TASK: SQL("""
        SELECT id, CASE
            WHEN client_id = ANY(%(held_clients)s) THEN 'HELD'
            WHEN done_at IS NULL THEN 'OPEN'
            WHEN done_at >= %(before)s THEN 'TOO_SOON'
            ELSE 'GOES' END AS verdict
        FROM worklists_task"""),
    Kept.PROPOSAL: SQL("""
        SELECT id, CASE
            WHEN client_id = ANY(%(held_clients)s) OR holder_id = ANY(%(held_clients)s) THEN 'HELD'
            WHEN answered_at IS NULL AND lapses_at >= %(now)s THEN 'OPEN'
            WHEN COALESCE(answered_at, lapses_at) >= %(before)s THEN 'TOO_SOON'
            ELSE 'GOES' END AS verdict
        FROM clients_proposal"""),
    Kept.FILE: SQL("""
        SELECT file.id, CASE
            WHEN file.client_id = ANY(%(held_clients)s) OR file.number = ANY(%(held_numbers)s) THEN 'HELD'
            WHEN file.overall <> 'CLOSED' AND file.decided_at IS NULL THEN 'OPEN'
            WHEN file.latest_at >= COALESCE((%(by_program)s ->> file.program)::timestamptz, %(before)s)
                THEN 'TOO_SOON'
            WHEN EXISTS (SELECT 1 FROM identity_look look
                         WHERE look.client_id = file.client_id AND look.looked_at >= %(used)s) THEN 'IN_USE'
            WHEN EXISTS (SELECT 1 FROM worklists_task task
                         WHERE task.client_id = file.client_id AND task.done_at IS NULL) THEN 'IN_USE'
            ELSE 'GOES' END AS verdict
        FROM applications_application file"""),
    Kept.CLIENT: SQL("""
        SELECT client.id, CASE
            WHEN client.id = ANY(%(held_clients)s) THEN 'HELD'
            WHEN EXISTS (SELECT 1 FROM applications_application file WHERE file.client_id = client.id)
                THEN 'HAS_FILES'
            WHEN client.known_as_of >= %(before)s THEN 'TOO_SOON'
            WHEN EXISTS (SELECT 1 FROM clients_accountlink link WHERE link.client_id = client.id) THEN 'HAS_ACCOUNT'
            WHEN EXISTS (SELECT 1 FROM clients_merge joined WHERE joined.undone_at IS NULL
                         AND (joined.kept_id = client.id OR joined.gone_id = client.id)) THEN 'JOINED'
            WHEN EXISTS (SELECT 1 FROM clients_authority given
                         WHERE given.holder_id = client.id OR (given.client_id = client.id
                         AND COALESCE(given.revoked_at, given.ends_at, %(now)s) >= %(before)s)) THEN 'AUTHORITY'
            WHEN EXISTS (SELECT 1 FROM identity_look look
                         WHERE look.client_id = client.id AND look.looked_at >= %(used)s) THEN 'IN_USE'
            WHEN EXISTS (SELECT 1 FROM identity_investigation about WHERE about.client_id = client.id
                         AND COALESCE(about.ended_at, about.until) >= %(used)s) THEN 'IN_USE'
            WHEN EXISTS (SELECT 1 FROM worklists_task task
                         WHERE task.client_id = client.id AND task.done_at IS NULL) THEN 'IN_USE'
            ELSE 'GOES' END AS verdict
        FROM clients_client client"""),
    # Somebody who helped, by name and address; the groups they belonged to go before them.
    Kept.HELPER: SQL("""
        SELECT party.id, CASE
            WHEN party.user_id IS NOT NULL THEN 'HAS_ACCOUNT'
            WHEN EXISTS (SELECT 1 FROM clients_authority given WHERE given.party_id = party.id)
                OR EXISTS (SELECT 1 FROM clients_proposal asked
                           WHERE asked.party_id = party.id OR asked.group_id = party.id)
                OR EXISTS (SELECT 1 FROM clients_groupmember member WHERE member.party_id = party.id)
                OR EXISTS (SELECT 1 FROM mp_enquiries_memberoffice office WHERE office.party_id = party.id)
                THEN 'AUTHORITY'
            WHEN GREATEST(party.made_at, (SELECT max(queued_at) FROM clients_helpermessage message
                                          WHERE message.party_id = party.id)) >= %(before)s THEN 'TOO_SOON'
            ELSE 'GOES' END AS verdict
        FROM clients_party party"""),
}


def tallied(kept: Kept, limits: Limits, held: Held, now: datetime) -> dict[str, int]:
    """Return how many rows of a class there are for each verdict."""
    statement = SQL("SELECT verdict, count(*) FROM ({}) AS decided GROUP BY verdict").format(VERDICTS[kept])
    with connection.cursor() as cursor:
        cursor.execute(statement, _facts(kept, limits, held, now))
        counts = dict(cursor.fetchall())
    return {verdict.value: counts[verdict.value] for verdict in Verdict if verdict.value in counts}


def next_to_go(kept: Kept, limits: Limits, held: Held, now: datetime, *, after: int, limit: int) -> list[int]:
    """Return the numbers of the next rows of a class that go, in order."""
    statement = SQL(
        "SELECT id FROM ({}) AS decided WHERE verdict = 'GOES' AND id > %(after)s ORDER BY id LIMIT %(limit)s"
    ).format(VERDICTS[kept])
    with connection.cursor() as cursor:
        cursor.execute(statement, {**_facts(kept, limits, held, now), "after": after, "limit": limit})
        return [row[0] for row in cursor.fetchall()]


def _facts(kept: Kept, limits: Limits, held: Held, now: datetime) -> dict[str, Any]:
    return {
        "before": limits.before[kept],
        "by_program": Jsonb({program: moment.isoformat() for program, moment in limits.by_program.items()}),
        "used": limits.used,
        "held_clients": list(held.clients),
        "held_ucis": list(held.ucis),
        "held_numbers": list(held.numbers),
        "now": now,
    }


def held_now(now: datetime) -> Held:
    """Return what holds name at a moment: people with all their joined records and files, and single files."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, {"now": now, "day": timezone.localtime(now).date()})
        clients, ucis, numbers = cursor.fetchone()
    return Held(tuple(clients), tuple(ucis), tuple(numbers))


_HELD = """
WITH RECURSIVE hold AS (
    SELECT client_id, number FROM retention_hold
    WHERE lifted_at IS NULL AND (ends_on IS NULL OR ends_on > %(day)s)
), person (id) AS (
    SELECT client_id FROM hold WHERE client_id IS NOT NULL
    UNION
    SELECT CASE WHEN joined.kept_id = person.id THEN joined.gone_id ELSE joined.kept_id END
    FROM clients_merge joined JOIN person ON person.id IN (joined.kept_id, joined.gone_id)
    WHERE joined.undone_at IS NULL
)
SELECT ARRAY(SELECT id FROM person),
       ARRAY(SELECT uci FROM clients_client WHERE id IN (SELECT id FROM person)
             UNION SELECT uci FROM clients_client WHERE id IN (SELECT client_id FROM applications_application
                   WHERE number IN (SELECT number FROM hold WHERE number <> ''))),
       ARRAY(SELECT number FROM hold WHERE number <> ''
             UNION SELECT number FROM applications_application WHERE client_id IN (SELECT id FROM person))
"""
