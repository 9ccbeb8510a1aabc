"""What it costs to ask who may see whom, at two sizes of the registry.

For each size: an ordinary client, a representative of 600, and the check itself, in a list of 600 and for a client whom
nobody allowed anything. The floor is the client's own record fetched by primary key, in the same run.
"""

import os
import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from math import ceil

import psycopg

from bench.figures import Row
from bench.scratch import scratch_database

TINY, SMALL, LARGE = 2_500, 10_000, 1_000_000
PORTFOLIO = 600
TRIES = 300
WANTED_MS = 1
WANTED_STANDING_MS = 30
NOW = datetime(2026, 11, 3, 17, tzinfo=UTC)
# Of ten clients, three let somebody see their files.
WITH_AUTHORITY = 0.3


def run(short: bool) -> list[Row]:
    """Measure, and return the figures. Takes some seconds where `short`; otherwise some three minutes."""
    rows: list[Row] = []
    server = os.environ.get("DATABASE_URL", "")
    for clients in (TINY,) if short else (SMALL, LARGE):
        # Each size in a database of its own: what the tables keep for good cannot be emptied.
        with scratch_database("guichet_bench_permission") as address:
            os.environ |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "guichet.config.settings.development"}
            import django
            from django.db import connection

            django.setup()
            _fill(address, clients)
            rows += _measured(clients)
            connection.close()
        # The next database is made on the server that was named, not in the one that is gone.
        os.environ["DATABASE_URL"] = server
    return rows


def _measured(clients: int) -> list[Row]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from guichet.applications.queries import files_held
    from guichet.clients.models import Client
    from guichet.clients.queries import standing_of
    from guichet.foundation.languages import Language
    from guichet.identity.rules import Viewer
    from guichet.identity.terms import Disclosure

    draw = random.Random(7)
    some = [draw.randint(PORTFOLIO + 1, clients) for _ in range(TRIES)]
    floor = _p95([lambda pk=pk: Client.objects.get(pk=pk) for pk in some])
    ordinary = _p95([lambda pk=pk: standing_of(pk, at=NOW) for pk in some])
    busy = _p95([lambda: standing_of(1, at=NOW)] * 50)
    standing = standing_of(1, at=NOW)
    viewer = Viewer(user_id=1, own_clients=standing.own_clients, grants=standing.grants)
    theirs = sorted(grant.client_id for grant in viewer.grants)
    assert len(theirs) == PORTFOLIO
    inside = _p95([lambda pk=pk: viewer.may_see_client(pk, Disclosure.CASE) for pk in theirs])
    outside = _p95([lambda pk=pk: viewer.may_see_client(pk, Disclosure.CASE) for pk in some])
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(files_held(viewer, language=Language.EN, now=NOW)) == PORTFOLIO
    wanted, standing_wanted = f"≤ {WANTED_MS}", f"≤ {WANTED_STANDING_MS}"
    size = f"{clients:,} clients"
    return [
        Row(f"what an ordinary account may read, p95, {size}", ordinary, "ms", floor),
        Row(f"what a representative of {PORTFOLIO} may read, p95, {size}", busy, "ms", floor, standing_wanted),
        Row(f"one check in their list, p95, {size}", inside, "ms", floor, wanted),
        Row(f"one check of somebody else’s file, p95, {size}", outside, "ms", floor, wanted),
        Row(f"queries for a list of {PORTFOLIO} files, {size}", len(asked), "queries", 1, "1"),
    ]


def _p95(calls: list[Callable[[], object]]) -> float:
    calls[0]()
    times = []
    for call in calls:
        began = time.perf_counter()
        call()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.quantiles(times, n=100)[94] if len(times) > 1 else times[ceil(len(times) * 0.95) - 1]


def _fill(address: str, clients: int) -> None:
    """Fill the tables: clients with accounts and files, and helpers, the first of whom holds 600 authorities."""
    moment, later = NOW - timedelta(days=30), NOW + timedelta(days=300)
    held = int(clients * WITH_AUTHORITY)
    with psycopg.connect(address, autocommit=True) as database:
        said = {"clients": clients, "at": moment, "ends": later, "held": held, "first": PORTFOLIO}
        for statement in _STATEMENTS:
            database.execute(statement, said)
        database.execute("ANALYZE")


_STATEMENTS = (
    b"""INSERT INTO identity_user (id, password, email, language, is_active, joined_at)
    SELECT n, '', 'p' || n || '@example.org', 'en', true, %(at)s FROM generate_series(1, %(clients)s) n""",
    b"""INSERT INTO clients_client
        (id, uci, birth_date, country, language, channel, time_zone, known_as_of, known_event)
    SELECT n, (1000000000 + n)::text, '1991-02-03', 'DZA', 'en', 'email', '', %(at)s, ''
    FROM generate_series(1, %(clients)s) n""",
    b"""INSERT INTO clients_accountlink (user_id, client_id, means, linked_at)
    SELECT n, n, 'FACTS', %(at)s FROM generate_series(2, %(clients)s) n""",
    b"""INSERT INTO applications_application (number, client_id, program, office, received_at, stage, overall, decision,
        reasons, latest_at, program_event, office_event, stage_event, decision_event)
    SELECT 'V' || (300000000 + n), n, 'TRV', 'CPC-OTTAWA', %(at)s, '', 'RECEIVED', '', '{}', %(at)s, '', '', '', ''
    FROM generate_series(1, %(clients)s) n""",
    b"""INSERT INTO clients_party (id, user_id, name, organisation, email, is_paid, regulator, licence_number, licence,
        licence_checked_by, licence_register, made_at)
    SELECT n, n, 'Helper ' || n, '', 'p' || n || '@example.org', false, '', '', 'UNPAID', '', '', %(at)s
    FROM generate_series(1, greatest(2, %(held)s / 20)) n""",
    b"""INSERT INTO clients_authority (client_id, kind, party_id, sees, acts, files, source, form_version, proof,
        starts_at, ends_at, channel, given_at, given_by, verified_by, revoked_by, revoked_why, revoked_channel)
    SELECT 1 + n, 'REPRESENTATIVE', CASE WHEN n <= %(first)s THEN 1 ELSE 2 + n %% greatest(1, %(held)s / 20 - 1) END,
        '{CASE,STATUS}', true, '{}', 'ONLINE', '', 'OWN_SIGN_IN', %(at)s, %(ends)s, 'web', %(at)s, 'user:1',
        '', '', '', ''
    FROM generate_series(1, %(held)s) n""",
)
