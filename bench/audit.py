"""How long it takes to check the access log, and what writing it costs, at two sizes of the log.

The log is filled by COPY with what the service itself would have written. The floor of checking is SHA-256 over the
same bytes in the same run; the floor of noting a look is one bare row inserted by as many writers at once.
"""

import hashlib
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path

import psycopg

from bench.figures import Row
from bench.scratch import ROOT, environment, scratch_database

TINY, SMALL, LARGE = 1_000, 10_000, 1_000_000
WANTED_SECONDS = 60
WRITERS, LOOKS_EACH = 8, 150
START = datetime(2026, 1, 1, tzinfo=UTC)
STARTER = """
import resource, subprocess, sys, time
before = time.perf_counter()
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(time.perf_counter() - before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def run(short: bool) -> list[Row]:
    """Measure, and return the figures. Takes some seconds where `short`; otherwise some four minutes."""
    rows: list[Row] = []
    with scratch_database("guichet_bench_audit") as address:
        os.environ |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "guichet.config.settings.development"}
        import django

        django.setup()
        for entries in (TINY,) if short else (SMALL, LARGE):
            rows += _checking(address, entries)
        rows += _writing()
    return rows


def _checking(address: str, entries: int) -> list[Row]:
    floor = _fill(address, entries)
    name = f"{entries:,} entries"
    check_s, check_mb = _command(address, "audit", "verify")
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "log.ndjson")
        export_s, _ = _command(address, "audit", "export", file)
        verify_s, verify_mb = _command("", "audit", "verify", "--export", file)
        megabytes = Path(file).stat().st_size / 1e6
    wanted = f"≤ {WANTED_SECONDS}" if entries == LARGE else ""
    return [
        Row(f"check of the log in the database, {name}", check_s, "s", floor, wanted),
        Row("  its highest memory", check_mb, "MB"),
        Row(f"export, {name}", export_s, "s", floor),
        Row("  size of the file", megabytes, "MB"),
        Row(f"check of the export by somebody else, {name}", verify_s, "s", floor, wanted),
        Row("  its highest memory", verify_mb, "MB"),
    ]


def _command(address: str, *words: str) -> tuple[float, float]:
    """Run a command of the service; return its seconds and the most memory it had. It must find nothing wrong."""
    surroundings = environment(address) if address else environment("postgresql://nobody@127.0.0.1:1/none")
    # Started by a small process: a child's highest memory begins with that of whoever starts it.
    command = [sys.executable, "-c", STARTER, sys.executable, "-m", "guichet", *words]
    said = subprocess.run(command, env=surroundings, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True).stdout
    seconds, kilobytes = said.split()
    return float(seconds), int(kilobytes) / 1024


def _fill(address: str, entries: int) -> float:
    """Write a log of so many looks and its head; return how long SHA-256 over the same bytes takes."""
    from guichet.identity.actions import add_staff, link_all
    from guichet.identity.models import Staff
    from guichet.identity.rules.chain import canonical, commitment_to, stamp
    from guichet.identity.terms import Role
    from guichet.journal.actions import Origin
    from guichet.journal.terms import Channel

    origin = Origin(actor="operator", channel=Channel.SYSTEM, at=START)
    if not Staff.objects.exists():
        add_staff(email="bench@department.example", name="Bench", roles=[Role.AGENT], origin=origin)
    staff = Staff.objects.all()[0].pk
    with psycopg.connect(address, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute("SET guichet.may_truncate = 'yes'")
        cursor.execute(
            "TRUNCATE identity_accessrecord, identity_look, identity_chainhead, identity_checkpoint,"
            " identity_accessreference, identity_erasedreference RESTART IDENTITY CASCADE"
        )
        facts = {"purpose": "CLIENT_ASKED", "page": "desk:client:files", "office": "CSC-MONTREAL", "roles": "AGENT"}
        salts = [secrets.token_bytes(16) for _ in range(entries)]
        moments = [START + timedelta(seconds=number) for number in range(entries)]
        with cursor.copy("COPY identity_accessrecord (kind, at, facts, commitment) FROM STDIN") as copy:
            for number in range(entries):
                said = {"salt": salts[number], "actor": f"staff:{staff}", "client_id": number % 5000}
                commitment = commitment_to(**said, subject=f"client:{number % 5000}")
                copy.write_row(("LOOK", moments[number], canonical(facts), commitment))
        with cursor.copy(
            "COPY identity_look (record_id, salt, staff_id, client_id, subject, purpose, page, roles, office, holder,"
            " looked_at) FROM STDIN"
        ) as copy:
            for number in range(entries):
                client = number % 5000
                copy.write_row((number + 1, salts[number], staff, client, f"client:{client}", facts["purpose"],
                                facts["page"], ["AGENT"], facts["office"], "", moments[number]))  # fmt: skip
    before = time.perf_counter()
    link_all(now=datetime.now(UTC))
    print(f"linked {entries:,} entries in {time.perf_counter() - before:.1f} s", file=sys.stderr)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE identity_accessrecord, identity_look")
    line = f"guichet-access-1\n1\n{'0' * 64}\nLOOK\n{stamp(START)}\n{'0' * 64}\n{canonical(facts)}".encode()
    before = time.perf_counter()
    for _ in range(entries):
        hashlib.sha256(line).hexdigest()
    return time.perf_counter() - before


def _writing() -> list[Row]:
    """Measure noting looks by several writers at once, while another links them; and how soon they are linked."""
    from django.db import connection

    from guichet.identity.actions import link_records, note_look
    from guichet.identity.models import ChainHead, Staff
    from guichet.identity.queries import check_log
    from guichet.identity.rules import Viewer
    from guichet.identity.terms import Purpose, Role
    from guichet.journal.actions import Origin
    from guichet.journal.terms import Channel

    staff = Staff.objects.all()[0].pk
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_floor (id bigserial PRIMARY KEY, said text)")

    def note(number: int) -> None:
        client = 100_000 + number
        roles = frozenset({Role.AGENT})
        viewer = Viewer(user_id=1, staff_id=staff, roles=roles, office="CSC", opened={client: Purpose.CLIENT_ASKED})
        origin = Origin(actor=f"staff:{staff}", channel=Channel.DESK, at=datetime.now(UTC))
        note_look(viewer=viewer, client_id=client, subject=f"client:{client}", page="desk:client:files", origin=origin)

    def bare(number: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO bench_floor (said) VALUES (%s)", [f"client:{number}"])

    floor = _by_many(bare)
    alone = _by_many(note)
    stop = threading.Event()

    def link() -> None:
        while not stop.is_set():
            link_records(now=datetime.now(UTC))
            stop.wait(0.05)
        connection.close()

    linker = threading.Thread(target=link)
    linker.start()
    together = _by_many(note)
    stop.set()
    linker.join()
    before = time.perf_counter()
    while link_records(now=datetime.now(UTC)):
        pass
    after = time.perf_counter() - before
    if not check_log(now=datetime.now(UTC)).sound:
        raise RuntimeError("the log is not sound after writing")
    writers = f"{WRITERS} writers at once"
    return [
        Row(f"noting a look, p95, {writers}", _p95(alone), "ms", _p95(floor)),
        Row("  the same while another links", _p95(together), "ms", _p95(floor)),
        Row("  looks a second, all together", WRITERS * LOOKS_EACH / (sum(together) / 1000 / WRITERS), ""),
        Row("linking what was left when they stopped", after, "s"),
        Row("entries in the chain at the end", ChainHead.objects.get(pk=1).seq, ""),
    ]


def _by_many(act: Callable[[int], None]) -> list[float]:
    """Return how long each act took, in milliseconds, done by several threads at once."""
    from django.db import connection

    times: list[float] = []

    def work(first: int) -> None:
        act(first)  # which connects
        for number in range(first + 1, first + LOOKS_EACH):
            began = time.perf_counter()
            act(number)
            times.append((time.perf_counter() - began) * 1000)
        connection.close()

    base = int(time.time() * 1000) % 10**9 * 10
    threads = [threading.Thread(target=work, args=(base + writer * LOOKS_EACH,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _p95(times: list[float]) -> float:
    return sorted(times)[ceil(len(times) * 0.95) - 1] if len(times) > 1 else statistics.fmean(times)
