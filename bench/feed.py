"""How fast the case system's events are taken in, and in how much memory.

A synthetic country is taken in by `guichet ingest`, into an empty database and into one that holds a million files.
The floor is a plain batched insert of the very same rows into bare tables, without index, constraint or thought: what
any feed would have to write. Journal and owed notices are counted on our side only where they are rows of our tables.
"""

import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from bench.figures import Row
from bench.scratch import ROOT, environment, guichet, scratch_database

WANTED_SHARE = 0.25
WANTED_MEGABYTES = 300
ROWS_PER_INSERT = 500
ROWS_PER_COMMIT = 2_000
# Every table that the feed writes, with jobs, which are owed for what happened.
TABLES = (
    "clients_client", "clients_name", "clients_contactpoint", "applications_application", "applications_stageentry",
    "applications_sectionstatus", "applications_documentrequest", "applications_feepayment",
    "applications_releasednote", "applications_feedevent", "journal_entry", "procrastinate_jobs",
)  # fmt: skip


def run(short: bool) -> list[Row]:
    """Measure, and return the figures. Takes some seconds; where not `short`, about half an hour."""
    with scratch_database("guichet_bench_feed") as address, tempfile.TemporaryDirectory() as folder:
        country = Path(folder) / "country.ndjson"
        clients = 60 if short else 5_600
        guichet(address, "synthesize", "--clients", str(clients), "--seed", "11", "--as-of", _today(),
                "--out", str(country))  # fmt: skip
        rows = _measured(address, country, "in an empty database")
        if short:
            return rows
        many = Path(folder) / "many.ndjson"
        files = int(os.environ.get("GUICHET_BENCH_FILES", "1000000"))
        with many.open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(event) + "\n" for event in _many_files(files))
        summary, memory = _ingest(address, many)
        rows += [
            Row(f"{files:,} files at once", summary["read"] / summary["seconds"], "events/s"),
            Row("memory of that", memory, "MB", wanted=f"≤ {WANTED_MEGABYTES}"),
        ]
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
        guichet(address, "synthesize", "--clients", str(clients), "--seed", "12", "--as-of", _today(),
                "--out", str(country))  # fmt: skip
        return rows + _measured(address, country, f"beside {files:,} files")


def _measured(address: str, file: Path, where: str) -> list[Row]:
    with psycopg.connect(address) as connection:
        before = {name: _last(connection, name) for name in TABLES}
    summary, memory = _ingest(address, file)
    assert summary["accepted"] == summary["read"], summary
    with psycopg.connect(address) as connection:
        floor, written = _floor(connection, before)
    rate, floor_rate = summary["read"] / summary["seconds"], summary["read"] / floor
    return [
        Row(f"events {where}", rate, "events/s", floor_rate),
        Row(f"share of the floor {where}", rate / floor_rate, "", wanted=f"≥ {WANTED_SHARE}"),
        Row(f"rows {where}", written / summary["seconds"], "rows/s", written / floor),
        Row(f"memory {where}", memory, "MB", wanted=f"≤ {WANTED_MEGABYTES}"),
    ]


def _ingest(address: str, file: Path) -> tuple[dict[str, float], float]:
    """Take a file in by the command; return its summary and the most memory its process had, in megabytes."""
    arguments = [sys.executable, "-m", "guichet", "ingest", str(file), "--json"]
    most = 0.0
    with subprocess.Popen(arguments, env=environment(address), cwd=ROOT, stdout=subprocess.PIPE) as child:
        while child.poll() is None:
            most = max(most, _most_memory(child.pid))
            time.sleep(0.05)
        if child.returncode:
            raise RuntimeError(f"guichet ingest ended with {child.returncode}")
        assert child.stdout
        return json.loads(child.stdout.read()), most


def _most_memory(process: int) -> float:
    """Return the most memory that a process has had, in megabytes; 0 where it has just ended.

    Not from its rusage: there a child begins with what its parent had.
    """
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def _last(connection: psycopg.Connection, name: str) -> int:
    found = connection.execute(f"SELECT coalesce(max(id), 0) FROM {name}".encode()).fetchone()
    assert found
    return int(found[0])


def _floor(connection: psycopg.Connection, before: dict[str, int]) -> tuple[float, int]:
    """Insert the rows that came since into bare tables; return the seconds it took and how many there were.

    Each table by both usual ways, twice: the fastest counts.
    """
    seconds, written = 0.0, 0
    for name, last in before.items():
        cursor = connection.execute(f"SELECT * FROM {name} WHERE id > {last} ORDER BY id".encode())
        columns = [column.name for column in cursor.description or ()]
        rows = [tuple(map(_plain, row)) for row in cursor]
        took = []
        for way in (_insert_many, _insert_rows) * 2:
            connection.execute(f"CREATE TABLE floor_{name} (LIKE {name})".encode())
            connection.commit()
            begun = time.perf_counter()
            way(connection, f"floor_{name}", columns, rows)
            took.append(time.perf_counter() - begun)
            connection.execute(f"DROP TABLE floor_{name}".encode())
            connection.commit()
        seconds += min(took)
        written += len(rows)
    return seconds, written


def _insert_many(connection: psycopg.Connection, name: str, columns: list[str], rows: list[tuple]) -> None:
    one = "(" + ",".join(["%s"] * len(columns)) + ")"
    statement = f"INSERT INTO {name} ({', '.join(columns)}) VALUES {one}".encode()
    for start in range(0, len(rows), ROWS_PER_COMMIT):
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows[start : start + ROWS_PER_COMMIT])
        connection.commit()


def _insert_rows(connection: psycopg.Connection, name: str, columns: list[str], rows: list[tuple]) -> None:
    one = "(" + ",".join(["%s"] * len(columns)) + ")"
    head = f"INSERT INTO {name} ({', '.join(columns)}) VALUES "
    since = 0
    for start in range(0, len(rows), ROWS_PER_INSERT):
        part = rows[start : start + ROWS_PER_INSERT]
        connection.execute((head + ",".join([one] * len(part))).encode(), list(itertools.chain.from_iterable(part)))
        since += len(part)
        if since >= ROWS_PER_COMMIT:
            connection.commit()
            since = 0
    connection.commit()


def _plain(value: object) -> object:
    """Return a value as text where the driver gave JSON back as an object: turning it into text is not the floor's."""
    return json.dumps(value) if isinstance(value, dict) else value


def _many_files(files: int) -> Iterator[dict]:
    """Yield three events for each of many plain files, each with a client of its own."""
    for number in range(files):
        uci, subject = f"77{number:08}", f"M{number:09}"
        event = {"specversion": "1.0", "source": "bench"}
        yield event | {"id": f"m-{number}-1", "type": "client.registered", "time": "2026-01-05T09:00:00Z",
                       "data": {"uci": uci, "names": [{"text": f"Sample {number}"}], "birth_date": "1990-01-01",
                                "country": "FRA", "language": "fr", "email": f"m{number}@example.org"}}  # fmt: skip
        yield event | {"id": f"m-{number}-2", "type": "application.received", "time": "2026-01-05T10:00:00Z",
                       "subject": subject, "data": {"uci": uci, "program": "TRV"}}  # fmt: skip
        yield event | {"id": f"m-{number}-3", "type": "application.stage_entered", "time": "2026-01-06T10:00:00Z",
                       "subject": subject, "data": {"stage": "AOR"}}  # fmt: skip


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
