"""How fast the pages of a signed-in client are: the status page of a file, and the list of files.

The clients who look are those of a small synthetic country, with all that happened to them; around them stand ten
thousand files, then a million, each with its steps, entries of the journal and notices. Server time and queries are
counted around the whole of Django, one request after the other. The floor for requests per second is a bare page of
the same Django, through the same middleware, for the same signed-in person, under the same server.
"""

import http.client
import json
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import psycopg

from bench.figures import Row
from bench.scratch import ROOT, environment, guichet, scratch_database

P95_WANTED, QUERIES_WANTED, SLOWER_WANTED, SHARE_WANTED = 50.0, 15, 1.5, 1 / 3
SIZES = (10_000, 1_000_000)
LOOKERS = 100
BROWSERS = 4
# Steps of a file that stands around: what its tables and the journal hold of it.
STAGES = ("SUBMITTED", "COMPLETENESS", "ELIGIBILITY")


@dataclass(frozen=True)
class Measured:
    """What was found of one kind of page at one size."""

    p95: float
    queries: int
    rate: float
    floor: float


def run(short: bool) -> list[Row]:
    """Measure, and return the figures. Takes half a minute; where not `short`, some ten minutes."""
    sizes = (2_000,) if short else SIZES
    found: dict[tuple[str, int], Measured] = {}
    for size in sizes:
        with scratch_database("guichet_bench_pages") as address:
            crowd(address, size)
            lookers = country(address)
            with server(address) as port:
                for name, paths in (("status page", 1), ("list of files", 0)):
                    visits = [(looker[2], looker[paths]) for looker in lookers]
                    found[name, size] = measure(port, visits, seconds=2.0 if short else 8.0)
    return [*rows(found), *slower(found, sizes)]


def rows(found: dict[tuple[str, int], Measured]) -> Iterator[Row]:
    """Yield the figures of each kind of page at each size."""
    for (name, size), one in found.items():
        where = f"{name}, {size:,} files"
        yield Row(f"{where}: server time, p95", one.p95, "ms", wanted=f"≤ {P95_WANTED:.0f}")
        yield Row(f"{where}: queries, most", one.queries, "", wanted=f"≤ {QUERIES_WANTED}")
        yield Row(f"{where}: requests", one.rate, "/s", one.floor)
        yield Row(f"{where}: share of the floor", one.rate / one.floor, "", wanted=f"≥ {SHARE_WANTED:.2f}")


def slower(found: dict[tuple[str, int], Measured], sizes: Sequence[int]) -> Iterator[Row]:
    """Yield how much slower the pages are at the largest size than at the smallest."""
    if len(sizes) > 1:
        for name in ("status page", "list of files"):
            times = found[name, sizes[-1]].p95 / found[name, sizes[0]].p95
            yield Row(f"{name}: times slower among {sizes[-1]:,}", times, "", wanted=f"≤ {SLOWER_WANTED}")


# --- Measuring ------------------------------------------------------------------------------------------------------


def measure(port: int, visits: Sequence[tuple[str, str]], *, seconds: float) -> Measured:
    """Return how a page fares; `visits` are pairs of a session and a path."""
    ask(port, visits)  # the first of everything is not counted: it reads the catalogue
    told = ask(port, visits * 3)
    times = sorted(one[0] for one in told)
    bare = [(session, "/bench/bare/") for session, _path in visits]
    ask(port, bare[:10])
    return Measured(
        p95=statistics.quantiles(times, n=20)[-1],
        queries=max(one[1] for one in told),
        rate=rate(port, visits, seconds),
        floor=rate(port, bare, seconds),
    )


def ask(port: int, visits: Sequence[tuple[str, str]]) -> list[tuple[float, int]]:
    """Make each visit, one after the other; return the server's milliseconds and queries for each."""
    told = []
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for session, path in visits:
        headers = _visit(connection, session, path)
        told.append((float(headers["X-Bench-Milliseconds"]), int(headers["X-Bench-Queries"])))
    connection.close()
    return told


def rate(port: int, visits: Sequence[tuple[str, str]], seconds: float) -> float:
    """Return how many visits per second are answered, with some browsers asking at once."""
    with ProcessPoolExecutor(BROWSERS) as pool:
        shares = [visits[start::BROWSERS] or visits for start in range(BROWSERS)]
        done = pool.map(_browse, [port] * BROWSERS, shares, [seconds] * BROWSERS)
        return sum(done)


def _browse(port: int, visits: Sequence[tuple[str, str]], seconds: float) -> float:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    begun, count = time.perf_counter(), 0
    while (took := time.perf_counter() - begun) < seconds:
        session, path = visits[count % len(visits)]
        _visit(connection, session, path)
        count += 1
    connection.close()
    return count / took


def _visit(connection: http.client.HTTPConnection, session: str, path: str) -> http.client.HTTPMessage:
    connection.request("GET", path, headers={"Cookie": f"guichet_session={session}"})
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return answer.headers


@contextmanager
def server(address: str) -> Iterator[int]:
    """Serve the pages, with what measures them around, and yield the port."""
    port = _free_port()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "2", "--blocking-threads", "4", "--no-ws", "bench.site.wsgi:application"),
    ]
    surroundings = environment(address) | {"DJANGO_SETTINGS_MODULE": "bench.site.settings"}
    with subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=subprocess.DEVNULL) as process:
        try:
            _until(lambda: _answers(port), "the web server")
            yield port
        finally:
            process.send_signal(signal.SIGTERM)


def _answers(port: int) -> bool:
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/health/live")
        return connection.getresponse().status == 200
    except OSError:
        return False


# --- What is in the database ----------------------------------------------------------------------------------------


def crowd(address: str, files: int) -> None:
    """Put so many files into the tables, with their clients, steps, entries and notices."""
    people = max(1, files * 6 // 10)
    size = {"files": files, "people": people}
    with psycopg.connect(address) as connection:
        connection.execute("SET synchronous_commit = off")
        for statement in CROWD:
            connection.execute(statement.encode(), size)
        for stage in STAGES:
            connection.execute(STEP.encode(), size | {"stage": stage, "days": 10 * (STAGES.index(stage) + 1)})
        connection.execute(NOTICES.encode())
        connection.commit()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


CROWD = (
    """INSERT INTO clients_client (uci, birth_date, country, language, channel, time_zone, known_as_of, known_event)
       SELECT (8000000000 + n)::text, date '1950-01-01' + (n %% 20000)::int, 'IND', 'en', 'email', '', now(), ''
       FROM generate_series(1, %(people)s) n""",
    """INSERT INTO clients_name (client_id, position, text, folded)
       SELECT id, 0, 'Person ' || uci, 'person ' || uci FROM clients_client""",
    """INSERT INTO clients_contactpoint (client_id, kind, value)
       SELECT id, 'email', uci || '@example.org' FROM clients_client""",
    """INSERT INTO applications_application (number, client_id, program, program_event, office, office_since,
                                             office_event, received_at, stage, stage_since, stage_event, overall,
                                             decision, decision_event, reasons, latest_at)
       SELECT 'V' || 700000000 + n, first.id + n %% %(people)s, 'TRV', '', 'CPC-OTTAWA', now() - interval '40 days', '',
              now() - interval '40 days', 'ELIGIBILITY', now() - interval '10 days', '', 'IN_PROGRESS', '', '', '{}',
              now() - interval '10 days'
       FROM generate_series(1, %(files)s) n, (SELECT min(id) AS id FROM clients_client) first""",
    """INSERT INTO applications_sectionstatus (application_id, section, status, since, event)
       SELECT id, 'BIOMETRICS', 'COMPLETED', now() - interval '20 days', '' FROM applications_application""",
    """INSERT INTO applications_documentrequest (application_id, document, requested_at, received_at, sha256)
       SELECT id, 'FUNDS', now() - interval '25 days', now() - interval '20 days', repeat('9f', 32)
       FROM applications_application""",
    """INSERT INTO journal_entry (kind, subject, client_id, actor, channel, occurred_at, recorded_at, payload)
       SELECT 'application.received', 'application:' || number, client_id, 'case-system', 'feed', received_at,
              received_at, jsonb_build_object('application', number, 'program', 'TRV', 'office', 'CPC-OTTAWA')
       FROM applications_application""",
)
STEP = """
WITH step AS (
  INSERT INTO applications_stageentry (application_id, stage, entered_at)
  SELECT id, %(stage)s, received_at + %(days)s * interval '1 day' FROM applications_application
)
INSERT INTO journal_entry (kind, subject, client_id, actor, channel, occurred_at, recorded_at, payload)
SELECT 'application.stage_entered', 'application:' || number, client_id, 'case-system', 'feed',
       received_at + %(days)s * interval '1 day', now(),
       jsonb_build_object('application', number, 'stage', %(stage)s::text)
FROM applications_application
"""
NOTICES = """
INSERT INTO notices_notice (client_id, entry_id, kind, subject, occurred_at, created_at, not_sent)
SELECT client_id, id, kind, subject, occurred_at, recorded_at, 'OLD' FROM journal_entry
"""


def country(address: str) -> list[tuple[str, str, str]]:
    """Add a small synthetic country; return its lookers: the path of their list, that of a file, and their session."""
    today = datetime.now(UTC).date().isoformat()
    guichet(address, "createcachetable")
    guichet(address, "messages", "--compile")
    guichet(address, "collectstatic", "--noinput", "-v0")
    guichet(address, "synthesize", "--clients", str(LOOKERS * 2), "--seed", "5", "--as-of", today)
    with _worker(address):
        _until(lambda: _nothing_owed(address), "notices for the country")
    done = subprocess.run(
        [sys.executable, "-m", "bench.site.lookers", str(LOOKERS)],
        cwd=ROOT,
        env=environment(address),
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    lookers = [("/en/account/files/", f"/en/account/files/{number}/", key) for number, key in json.loads(done.stdout)]
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    return lookers


@contextmanager
def _worker(address: str) -> Iterator[None]:
    """Have a worker settle what the journal owes; what it would send finds no carrier, which is no matter here."""
    surroundings = environment(address) | {"GUICHET_SMTP_PORT": str(_free_port()), "GUICHET_LOG_LEVEL": "CRITICAL"}
    command = [sys.executable, "-m", "guichet", "work"]
    with subprocess.Popen(command, cwd=ROOT, env=surroundings, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.send_signal(signal.SIGTERM)


def _nothing_owed(address: str) -> bool:
    with psycopg.connect(address) as connection:
        found = connection.execute(
            "SELECT NOT EXISTS (SELECT 1 FROM procrastinate_jobs WHERE queue_name = 'reactions'"
            " AND status IN ('todo', 'doing'))"
        ).fetchone()
    return bool(found and found[0])


def _until(look: Callable[[], bool], what: str, *, seconds: float = 120.0) -> None:
    deadline = time.monotonic() + seconds
    while not look():
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
