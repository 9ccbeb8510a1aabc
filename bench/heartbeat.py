"""How long it takes each night to choose who is owed a word in a long silence, and to write it.

Of every sixty open files one is due: as many as come due in a day where most pace themselves by two months. Choosing
must not depend on how many files there are, only on how many are due. The floor is a bare scan of what is watched, row
by row, in the same run: what a look at every file would cost before anything is asked of it.
"""

import os
import time
from datetime import UTC, datetime, timedelta

import psycopg

from bench.figures import Row
from bench.scratch import scratch_database

SMALL, LARGE = 10_000, 1_000_000
ONE_OF = 60
NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
# A night has so long; no figure was fixed for it.
WANTED = {LARGE: "≤ 3,600"}


def run(short: bool) -> list[Row]:
    """Measure, and return the figures. Takes half a minute where `short`; otherwise some ten minutes."""
    rows: list[Row] = []
    with scratch_database("guichet_bench_heartbeat") as address:
        os.environ |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "guichet.config.settings.development"}
        import django

        django.setup()
        for clients in (SMALL,) if short else (SMALL, LARGE):
            _fill(address, clients)
            rows += _measured(clients)
    return rows


def _measured(clients: int) -> list[Row]:
    from django.db import connection

    from guichet.applications.heartbeat import write_in_silence
    from guichet.applications.models import Silence

    with connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.execute("SELECT count(*) FROM (SELECT application_id FROM applications_silence OFFSET 0) AS every_row")
        floor = time.perf_counter() - began
    began = time.perf_counter()
    due = Silence.objects.filter(look_at__lte=NOW).count()
    choosing = time.perf_counter() - began
    began, written = time.perf_counter(), 0
    while Silence.objects.filter(look_at__lte=NOW).exists():
        # A run ends after some thousands, that the chores after it are not held up; the next comes soon.
        written += write_in_silence(NOW)
    took = time.perf_counter() - began
    assert due == len(range(ONE_OF, clients + 1, ONE_OF))
    assert written == due, (written, due)
    size = f"{clients:,} clients"
    return [
        Row(f"choosing who is owed a word, {size}", choosing * 1000, "ms", floor * 1000),
        Row(f"a night's words chosen and written, {size}", took, "s", floor, WANTED.get(clients, "")),
        Row(f"words written, {size}", written, "words"),
        Row(f"for each word, {size}", took / max(written, 1) * 1000, "ms"),
    ]


def _fill(address: str, clients: int) -> None:
    with psycopg.connect(address, autocommit=True) as database:
        database.execute("SET guichet.may_truncate = 'yes'")
        database.execute("TRUNCATE clients_client CASCADE")
        said = {
            "clients": clients,
            "one_of": ONE_OF,
            "long_ago": NOW - timedelta(days=70),
            "lately": NOW - timedelta(days=3),
            "due": NOW - timedelta(hours=1),
            "later": NOW + timedelta(days=20),
        }
        for statement in _STATEMENTS:
            database.execute(statement, said)
        database.execute("ANALYZE")


_STATEMENTS = (
    b"""INSERT INTO clients_client (id, uci, birth_date, country, language, channel, time_zone, known_as_of,
        known_event)
    SELECT n, (1000000000 + n)::text, '1991-02-03', 'DZA', 'en', 'email', '', %(long_ago)s, ''
    FROM generate_series(1, %(clients)s) n""",
    b"""INSERT INTO clients_contactpoint (client_id, kind, value)
    SELECT n, 'email', 'bench' || n || '@example.org' FROM generate_series(1, %(clients)s) n""",
    b"""INSERT INTO applications_application (id, number, client_id, program, office, received_at, stage, overall,
        decision, reasons, decided_at, latest_at, program_event, office_event, stage_event, decision_event)
    SELECT n, 'V' || (300000000 + n), n, 'TRV', 'CPC-OTTAWA', %(long_ago)s, '', 'IN_PROGRESS', '', '{}', NULL,
        CASE WHEN n %% %(one_of)s = 0 THEN %(long_ago)s ELSE %(lately)s END, '', '', '', ''
    FROM generate_series(1, %(clients)s) n""",
    b"""INSERT INTO applications_silence (application_id, look_at, words)
    SELECT n, CASE WHEN n %% %(one_of)s = 0 THEN %(due)s ELSE %(later)s END, 0
    FROM generate_series(1, %(clients)s) n""",
)
