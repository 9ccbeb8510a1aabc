"""The worker and the database killed while messages go out: all of it arrives, texts never twice.

Real processes, a PostgreSQL of their own, and the stand-ins on loopback.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from guichet.config import embedded
from guichet.notices.stand_ins.kept import read

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]

# A claim and a heartbeat that grow old in seconds, so that the tests needn't wait for minutes.
POLICY = """
- code: SENDING
  valid_from: 2026-01-01
  old_after_days: 14
  claim_seconds: 3
  first_wait_seconds: 1
  longest_wait_seconds: 2
  give_up_on_address_hours: 72
  give_up_on_provider_days: 14
  failures_before_pause: 3
  first_pause_seconds: 1
  longest_pause_seconds: 2
  ask_status_after_seconds: 300
  ask_status_for_hours: 96
"""
# Jobs at once in a queue, and so the e-mails that may be in flight.
HANDS = 2


class Town:
    """A database, the stand-ins, and a worker, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.processes: list[subprocess.Popen[str]] = []
        self.postgres, self.received = folder / "postgres", folder / "received"
        (folder / "data/notices").mkdir(parents=True)
        (folder / "data/notices/policy.yaml").write_text(POLICY)
        self.environment = {
            **os.environ,
            "DATABASE_URL": embedded.start(self.postgres),
            "DJANGO_SETTINGS_MODULE": "guichet.config.settings.development",
            "GUICHET_DATA": str(folder / "data"),
            "PYTHONPATH": os.pathsep.join(sys.path),
            "PYTHONUNBUFFERED": "1",
        }

    def open(self) -> None:
        """Start every process."""
        self.guichet("migrate", "--verbosity", "0", "--skip-checks")
        self.stand_ins = self.start("stand-ins", "--smtp-port=0", "--notify-port=0", f"--folder={self.received}")
        smtp, notify = (self.stand_ins.stdout.readline().split()[1] for _ in range(2))
        self.environment |= {"GUICHET_SMTP_PORT": smtp.partition(":")[2], "GUICHET_NOTIFY_URL": notify}
        self.worker = self.start_worker()

    def guichet(self, *words: str) -> None:
        """Run a command to its end."""
        subprocess.run([sys.executable, "-m", "guichet", *words], env=self.environment, check=True, timeout=60)

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start a command."""
        process = subprocess.Popen(
            [sys.executable, "-m", "guichet", *words],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if words[0] == "work" else None,
            text=True,
        )
        self.processes.append(process)
        return process

    def start_worker(self) -> subprocess.Popen[str]:
        """Start a worker and wait until it listens."""
        worker = self.start("work", f"--concurrency={HANDS}", "--stalled-after=3")
        while "listening" not in (line := worker.stderr.readline()):
            assert worker.poll() is None, line
        return worker

    def tell(self, *, emails: int, texts: int) -> None:
        """Let something happen to so many clients at once."""
        command = [sys.executable, "-m", "guichet.notices.tests.fill", str(emails), str(texts)]
        subprocess.run(command, env=self.environment, check=True, timeout=60)

    def emails(self) -> Counter[str]:
        """Return how often each e-mail arrived, by Message-ID."""
        return Counter(thing["message_id"] for thing in read(self.received / "emails.ndjson"))

    def texts(self) -> Counter[str]:
        """Return how often each text message arrived, by reference."""
        return Counter(thing["reference"] for thing in read(self.received / "texts.ndjson"))

    def statuses(self) -> dict[str, int]:
        """Return how many messages stand where."""
        with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
            return dict(connection.execute("SELECT status, count(*) FROM notices_delivery GROUP BY 1").fetchall())

    def close(self) -> None:
        """End every process that was started here."""
        for process in self.processes:
            if process.poll() is None:
                process.terminate()
                process.communicate(timeout=30)
        embedded.stop(self.postgres)


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    folder = Path(tempfile.mkdtemp(prefix="guichet-"))
    town = Town(folder)
    try:
        town.open()
        yield town
    finally:
        town.close()
        shutil.rmtree(folder, ignore_errors=True)


def until(is_so: Callable[[], bool], seconds: float) -> None:
    """Wait until something is so; fail when it takes longer."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.1)


def test_a_worker_killed_while_sending_loses_nothing_and_repeats_at_most_what_was_in_flight(town: Town) -> None:
    emails, texts = town.emails().total(), town.texts().total()
    town.tell(emails=150, texts=100)
    until(lambda: town.emails().total() >= emails + 20 and town.texts().total() >= texts + 5, 20)
    town.worker.send_signal(signal.SIGKILL)
    town.worker.communicate()
    assert town.statuses().get("QUEUED", 0) > 0, "killed too late to prove anything"
    town.worker = town.start_worker()
    until(lambda: len(town.emails()) >= emails + 150 and len(town.texts()) >= texts + 100, 30)
    until(lambda: not {"QUEUED", "SENDING"} & set(town.statuses()), 15)
    assert len(town.emails()) == emails + 150
    assert town.emails().total() - len(town.emails()) <= HANDS
    assert set(town.texts().values()) == {1}


def test_a_database_killed_while_sending_loses_nothing_and_the_worker_comes_back(town: Town) -> None:
    emails, texts, doubles = len(town.emails()), len(town.texts()), town.emails().total() - len(town.emails())
    town.tell(emails=150, texts=100)
    until(lambda: len(town.emails()) >= emails + 20, 20)
    embedded.stop(town.postgres, how="immediate")
    assert len(town.emails()) < emails + 150, "killed too late to prove anything"
    time.sleep(1)
    embedded.start(town.postgres)
    until(lambda: len(town.emails()) >= emails + 150 and len(town.texts()) >= texts + 100, 40)
    until(lambda: not {"QUEUED", "SENDING"} & set(town.statuses()), 15)
    assert town.worker.poll() is None
    assert town.emails().total() - len(town.emails()) - doubles <= HANDS
    assert set(town.texts().values()) == {1}


def test_a_thousand_events_at_once_are_all_handed_over_and_none_twice(town: Town) -> None:
    emails, texts = town.emails(), town.texts()
    town.tell(emails=600, texts=400)
    until(lambda: len(town.emails()) >= len(emails) + 600 and len(town.texts()) >= len(texts) + 400, 40)
    until(lambda: not {"QUEUED", "SENDING"} & set(town.statuses()), 10)
    new = (town.emails() - emails) + (town.texts() - texts)
    assert (len(new), new.total()) == (1000, 1000)


def test_a_connection_cut_by_the_database_does_not_end_the_worker(town: Town) -> None:
    with psycopg.connect(town.environment["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
    emails = len(town.emails())
    town.tell(emails=5, texts=0)
    until(lambda: len(town.emails()) == emails + 5, 20)
    assert town.worker.poll() is None


def test_a_worker_asked_to_stop_stops_soon_and_well(town: Town) -> None:
    town.worker.send_signal(signal.SIGTERM)
    town.worker.communicate(timeout=10)
    assert town.worker.returncode == 0
    town.worker = town.start_worker()
