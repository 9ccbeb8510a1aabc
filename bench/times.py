"""How long each night takes to publish the times of a day: to learn from all files, and to reckon every open one anew.

Half of the files are open; of each four, one had waited for its client. The first night counts those waits and writes
every range; on the second every range is reckoned anew, and some move, which owes a notice in the same transaction. The
floor is the bare writing of as many rows as there are open files, in the same run.
"""

import os
import time
from datetime import UTC, datetime, timedelta

import psycopg

from bench.figures import Row
from bench.scratch import scratch_database

TINY, SMALL, LARGE = 1_000, 5_000, 100_000
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WANTED = {LARGE: "≤ 60"}
LATER = timedelta(days=30)


def run(short: bool) -> list[Row]:
    """Measure, and return the figures. Takes some seconds where `short`; otherwise some minutes."""
    rows: list[Row] = []
    with scratch_database("guichet_bench_times") as address:
        os.environ |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "guichet.config.settings.development"}
        import django

        django.setup()
        for files in (TINY,) if short else (SMALL, LARGE):
            _fill(address, files)
            rows += _measured(address, files)
    return rows


def _measured(address: str, files: int) -> list[Row]:
    from guichet.journal.actions import Origin
    from guichet.journal.terms import Channel
    from guichet.processing_times.actions import publish_times
    from guichet.processing_times.models import FileRange

    size = f"{files:,} open files"
    floor = _floor(address, files)
    took, moved = [], 0
    for now in (NOW, NOW + LATER):
        origin = Origin(actor="bench", channel=Channel.SYSTEM, at=now)
        began = time.perf_counter()
        done = publish_times(as_of=now.date(), origin=origin)
        took.append(time.perf_counter() - began)
        assert done.files == files == FileRange.objects.filter(as_of=now.date()).count(), done
        moved = done.moved
    return [
        Row(f"the first night, {size}", took[0], "s", floor),
        Row(f"every other night, {size}", took[1], "s", floor, WANTED.get(files, "")),
        Row(f"ranges that moved, and were owed a notice, {size}", moved, "ranges"),
    ]


def _floor(address: str, files: int) -> float:
    with psycopg.connect(address, autocommit=True) as database:
        database.execute(b"CREATE TEMPORARY TABLE bare (LIKE processing_times_filerange INCLUDING ALL)")
        began = time.perf_counter()
        database.execute(
            b"""INSERT INTO bare (application_id, as_of, p10, p50, p80, p90, said_first, said_middle, said_last,
                said_on, said_waited, said_program, said_office, why, figures)
            SELECT n, d, d, d, d, d, d, d, d, d, 0, 'TRV', '', '{}', '{}'
            FROM generate_series(1, %(files)s) n, (SELECT DATE '2026-11-22' AS d) AS day""",
            {"files": files},
        )
        return time.perf_counter() - began


def _fill(address: str, files: int) -> None:
    with psycopg.connect(address, autocommit=True) as database:
        database.execute(b"SET guichet.may_truncate = 'yes'")
        database.execute(b"TRUNCATE clients_client, processing_times_publication, processing_times_weekoffiles CASCADE")
        for statement in _STATEMENTS:
            database.execute(statement, {"files": files, "now": NOW})
        database.execute(b"ANALYZE")


_STATEMENTS = (
    b"""INSERT INTO clients_client (id, uci, birth_date, country, language, channel, time_zone, known_as_of,
        known_event)
    SELECT n, (1000000000 + n)::text, '1991-02-03', 'DZA', 'en', 'email', '', %(now)s, ''
    FROM generate_series(1, %(files)s) n""",
    # Ten programs in six offices; the closed took from thirty to two hundred days, the open wait up to a hundred.
    b"""INSERT INTO applications_application (id, number, client_id, program, office, received_at, stage, overall,
        decision, reasons, decided_at, latest_at, program_event, office_event, stage_event, decision_event)
    SELECT n, 'V' || (300000000 + n), 1 + n %% %(files)s,
        ('{TRV,SP-OUT,SP-IN,WP-OUT,WP-IN,VR,CIT-GRANT,FC-SPOUSE-OUT,PRCARD,EE-CEC}'::text[])[1 + n %% 10],
        ('{CPC-OTTAWA,CPC-EDMONTON,VO-PARIS,VO-LONDON,VO-MANILA,VO-NAIROBI}'::text[])[1 + n / 10 %% 6],
        received, '', CASE WHEN is_open THEN 'IN_PROGRESS' ELSE 'CLOSED' END,
        CASE WHEN is_open THEN '' ELSE 'APPROVED' END, '{}', CASE WHEN is_open THEN NULL ELSE decided END,
        CASE WHEN is_open THEN received ELSE decided END, '', '', '', ''
    FROM (
        SELECT n, n <= %(files)s AS is_open,
            %(now)s - interval '1 day' * CASE WHEN n <= %(files)s THEN 1 + n * 7 %% 100 ELSE 210 + n * 13 %% 700 END
            AS received,
            %(now)s - interval '1 day' * (210 + n * 13 %% 700) + interval '1 day' * (30 + n * 31 %% 170) AS decided
        FROM generate_series(1, 2 * %(files)s) n
    ) AS drawn""",
    b"""INSERT INTO applications_documentrequest (application_id, document, requested_at, received_at, sha256)
    SELECT id, 'FUNDS', received_at + interval '3 days', received_at + interval '15 days', ''
    FROM applications_application WHERE id %% 4 = 0""",
)
