"""How long a dry run of retention takes over everything that is kept, and how much memory.

Half of the files are over and old, the rest is too young, not over, or was looked at. The floor is a bare count of the
same tables, row by row, in the same run.
"""

import os
import resource
import time
from datetime import UTC, datetime

import psycopg

from bench.figures import Row
from bench.scratch import scratch_database

SMALL, LARGE = 10_000, 1_000_000
NOW = datetime(2040, 6, 1, 15, tzinfo=UTC)
WANTED = {LARGE: ("≤ 300", "≤ 300")}
TABLES = (
    "applications_feedevent", "applications_setaside", "notices_delivery", "worklists_task", "clients_proposal",
    "applications_application", "clients_client",
)  # fmt: skip


def run(short: bool) -> list[Row]:
    """Measure, and return the figures. Takes half a minute where `short`; otherwise some three."""
    rows: list[Row] = []
    with scratch_database("guichet_bench_retention") as address:
        os.environ |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "guichet.config.settings.development"}
        import django

        django.setup()
        for files in (SMALL,) if short else (SMALL, LARGE):
            _fill(address, files)
            rows += _measured(files)
    return rows


def _measured(files: int) -> list[Row]:
    from django.db import connection

    from guichet.retention.queries import dry_run

    began = time.perf_counter()
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM (SELECT id FROM {table} OFFSET 0) AS every_row")
    floor = time.perf_counter() - began
    began = time.perf_counter()
    _, report = dry_run(NOW.date(), NOW)
    taken = time.perf_counter() - began
    assert sum(report["FILE"].values()) == files
    assert report["FILE"]["GOES"] > files // 3
    seconds, megabytes = WANTED.get(files, ("", ""))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    size = f"{files:,} files"
    return [
        Row(f"dry run over {size} and all else", taken, "s", floor, seconds),
        Row(f"memory of the whole process at its peak, {size}", peak, "MB", None, megabytes),
        Row(f"of {size}, would go", report["FILE"]["GOES"], "files"),
    ]


def _fill(address: str, files: int) -> None:
    with psycopg.connect(address, autocommit=True) as database:
        database.execute("SET guichet.may_truncate = 'yes'")
        for table in (
            "identity_user",
            "clients_client",
            "applications_feedevent",
            "worklists_task",
            "identity_accessrecord",
            "retention_hold",
        ):
            database.execute(f"TRUNCATE {table} CASCADE".encode())
        said = {"files": files, "old": datetime(2026, 1, 5, tzinfo=UTC), "now": NOW}
        for statement in _STATEMENTS:
            database.execute(statement, said)
        database.execute("ANALYZE")


_STATEMENTS = (
    b"""INSERT INTO clients_client (id, uci, birth_date, country, language, channel, time_zone, known_as_of,
        known_event)
    SELECT n, (1000000000 + n)::text, '1991-02-03', 'DZA', 'en', 'email', '', %(old)s, ''
    FROM generate_series(1, %(files)s) n""",
    b"""INSERT INTO applications_application (number, client_id, program, office, received_at, stage, overall, decision,
        reasons, decided_at, latest_at, program_event, office_event, stage_event, decision_event)
    SELECT 'V' || (300000000 + n), n, CASE WHEN n %% 3 = 0 THEN 'SP' ELSE 'TRV' END, 'CPC-OTTAWA', %(old)s, '',
        CASE WHEN n %% 5 = 0 THEN 'IN_PROGRESS' ELSE 'CLOSED' END, '', '{}',
        CASE WHEN n %% 5 = 0 THEN NULL ELSE %(old)s END,
        CASE WHEN n %% 4 = 0 THEN %(now)s ELSE %(old)s END, '', '', '', ''
    FROM generate_series(1, %(files)s) n""",
    b"""INSERT INTO applications_feedevent (event_id, type, time, subject, data, state, waits_for, received_at)
    SELECT 'e' || n, 'application.received', %(old)s, 'V' || (300000000 + n),
        jsonb_build_object('uci', (1000000000 + n)::text, 'program', 'TRV'), 'APPLIED', '', %(old)s
    FROM generate_series(1, %(files)s) n""",
    b"""INSERT INTO notices_notice (client_id, entry_id, kind, subject, occurred_at, created_at, not_sent)
    SELECT n, n, 'application.received', 'application:V' || (300000000 + n), %(old)s, %(old)s, ''
    FROM generate_series(1, %(files)s) n""",
    b"""INSERT INTO notices_delivery (client_id, says, takes_more, held, medium, address, language, status, reference,
        provider_reference, subject_line, body, attempts, queued_at, next_try_at, failure)
    SELECT client_id, '', false, '', 'email', 'bench@example.org', 'en', 'SENT', 'bench-' || id, '', 'Your file',
        repeat('What we wrote. ', 20), 1, %(old)s, %(old)s, '' FROM notices_notice""",
    # Without it the next statement meets every notice with every message.
    b"ANALYZE notices_notice, notices_delivery",
    b"""INSERT INTO notices_carried (notice_id, delivery_id, medium, round)
    SELECT notice.id, delivery.id, 'email', 0
    FROM notices_notice notice JOIN notices_delivery delivery ON delivery.reference = 'bench-' || notice.id""",
    b"""INSERT INTO identity_user (id, password, email, language, is_active, joined_at)
    VALUES (1, '', 'bench@example.org', 'en', true, %(old)s)""",
    b"""INSERT INTO identity_staff (id, user_id, name, office, roles, is_active)
    VALUES (1, 1, 'Bench', '', '{AGENT}', true)""",
    b"""INSERT INTO identity_accessrecord (id, kind, at, facts, commitment)
    SELECT n, 'LOOK', %(old)s, '{}', '' FROM generate_series(1, %(files)s, 2) n""",
    b"""INSERT INTO identity_look (record_id, salt, holder, roles, staff_id, client_id, subject, purpose, page, office,
        looked_at)
    SELECT n, '', '', '{AGENT}', 1, n, '', 'COMPLAINT', '', '', CASE WHEN n %% 20 = 1 THEN %(now)s ELSE %(old)s END
    FROM generate_series(1, %(files)s, 2) n""",
    b"""INSERT INTO retention_hold (client_id, number, reason, reference, placed_at, placed_by, lifted_by)
    SELECT n * 7, '', 'COURT', '', %(old)s, 'staff:1', '' FROM generate_series(1, least(%(files)s / 10, 1000)) n""",
)
