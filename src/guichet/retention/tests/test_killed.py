"""A disposal killed half way: nothing is half disposed of, and begun again it finishes with an exact certificate.

Real processes, and a PostgreSQL of their own.
"""

import hashlib
import json
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from guichet.notices.tests.town import Town

pytestmark = pytest.mark.slow
FILES = 8000
LONG_AGO = "2001-01-05T00:00Z"
ONE, OTHER = "one@department.example", "other@department.example"
FILL = f"""
INSERT INTO clients_client (id, uci, country, language, channel, time_zone, known_as_of, known_event)
SELECT n, (1000000000 + n)::text, 'DZA', 'en', 'email', '', '{LONG_AGO}', '' FROM generate_series(1, {FILES}) n;
INSERT INTO clients_name (client_id, kind, position, text, folded)
SELECT n, 'OFFICIAL', 0, 'Amina', 'amina' FROM generate_series(1, {FILES}) n;
INSERT INTO applications_application (id, number, client_id, program, office, received_at, stage, overall, decision,
    decided_at, reasons, latest_at, program_event, office_event, stage_event, decision_event)
SELECT n, 'V' || n, n, 'TRV', '', '{LONG_AGO}', '', 'CLOSED', 'APPROVED', '{LONG_AGO}', '{{}}', '{LONG_AGO}',
       '', '', '', ''
FROM generate_series(1, {FILES}) n;
INSERT INTO applications_stageentry (application_id, stage, entered_at)
SELECT n, 'ELIGIBILITY', '{LONG_AGO}' FROM generate_series(1, {FILES}) n, generate_series(1, 3);
INSERT INTO journal_entry (kind, subject, client_id, actor, channel, occurred_at, recorded_at, payload)
SELECT 'application.received', 'application:V' || n, n, 'case-system', 'feed', '{LONG_AGO}', '{LONG_AGO}',
       jsonb_build_object('application', 'V' || n)
FROM generate_series(1, {FILES}) n;
INSERT INTO notices_notice (client_id, entry_id, kind, subject, occurred_at, created_at, not_sent)
SELECT client_id, id, kind, subject, occurred_at, recorded_at, '' FROM journal_entry;
"""


@pytest.fixture
def town() -> Iterator[Town]:
    folder = Path(tempfile.mkdtemp(prefix="guichet-"))
    town = Town(folder)
    try:
        town.complaints.touch()
        town.guichet("migrate", "--verbosity", "0", "--skip-checks")
        with psycopg.connect(town.environment["DATABASE_URL"]) as connection:
            connection.execute(FILL)
        yield town
    finally:
        town.close()
        shutil.rmtree(folder, ignore_errors=True)


def said(town: Town, *words: str) -> str:
    """Return what a command says."""
    command = [sys.executable, "-m", "guichet", *words]
    done = subprocess.run(command, env=town.environment, check=True, timeout=300, capture_output=True, text=True)
    return done.stdout.strip()


def asked(town: Town, question: str) -> Any:
    """Return the one value that the database answers."""
    with psycopg.connect(town.environment["DATABASE_URL"], autocommit=True) as connection:
        row = connection.execute(question).fetchone()
    assert row
    return row[0]


def gone(town: Town) -> dict[str, int]:
    return asked(town, "SELECT gone FROM retention_disposal")


def counted(town: Town) -> dict[str, int]:
    """Return how many there are of everything that belongs to a file or a person."""
    return {
        "files": asked(town, "SELECT count(*) FROM applications_application"),
        "stages": asked(town, "SELECT count(*) FROM applications_stageentry"),
        "notices": asked(town, "SELECT count(*) FROM notices_notice"),
        "named": asked(town, r"SELECT count(*) FROM journal_entry WHERE payload ->> 'application' ~ '^V\d+$'"),
        "subjects": asked(town, r"SELECT count(*) FROM journal_entry WHERE subject ~ '^application:V\d+$'"),
    }


def test_killed_half_way_nothing_is_half_gone_and_the_next_run_finishes_exactly(town: Town) -> None:
    for address in (ONE, OTHER):
        said(town, "staff", "add", address, "--name", "Officer", "--role", "PRIVACY_OFFICER")
    number = said(town, "retention", "ask", "--by", ONE)
    said(town, "retention", "approve", number, "--by", OTHER)
    run = town.start("retention", "run", number)
    end = time.monotonic() + 120
    while gone(town).get("FILE", 0) < 1000:
        assert run.poll() is None, "it ended too soon"
        assert time.monotonic() < end, "it did not begin"
        time.sleep(0.005)
    run.send_signal(signal.SIGKILL)
    run.wait()
    time.sleep(0.5)  # until the database has let go of what was under way
    so_far = gone(town)
    assert 0 < so_far["FILE"] < FILES, "killed too late to prove anything"
    assert "CLIENT" not in so_far
    left = FILES - so_far["FILE"]
    assert counted(town) == {"files": left, "stages": 3 * left, "notices": left, "named": left, "subjects": left}
    assert asked(town, "SELECT state FROM retention_disposal") == "RUNNING"
    assert asked(town, "SELECT count(*) FROM journal_entry WHERE kind = 'retention.done'") == 0
    said(town, "retention", "run", number)
    assert set(counted(town).values()) == {0}
    assert asked(town, "SELECT count(*) FROM clients_client") == 0
    # The journal keeps every entry: what is counted from it stays as it was.
    assert asked(town, "SELECT count(*) FROM journal_entry WHERE kind = 'application.received'") == FILES
    certificate = json.loads(said(town, "retention", "certificate", number))
    assert certificate["gone"] == {"FILE": FILES, "CLIENT": FILES}
    sha256 = certificate.pop("sha256")
    text = json.dumps(certificate, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == sha256
    done = "SELECT payload ->> 'sha256' FROM journal_entry WHERE kind = 'retention.done'"
    assert asked(town, done) == sha256
    assert asked(town, "SELECT count(*) FROM journal_entry WHERE kind = 'retention.done'") == 1
