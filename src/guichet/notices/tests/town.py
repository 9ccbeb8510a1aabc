"""A whole service of real processes with a database of its own, for tests and benches that kill or measure it."""

import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import psycopg

from guichet.config import embedded
from guichet.notices.stand_ins.kept import read

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
# Everything at once, by day and by night: what is measured is how fast a message goes, not how long it waits.
TIMING = """
- code: TIMING
  valid_from: 2026-01-01
  settle_seconds: 0
  together_minutes: 0
  digest_hour: 8
  digest_weekday: monday
  quiet_from_hour: 0
  quiet_to_hour: 0
  quiet_for_texts: false
  quiet_for_emails: false
"""
# Jobs at once in a queue, and so the e-mails that may be in flight.
HANDS = 2


class Town:
    """A database, the stand-ins, and a worker, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.processes: list[subprocess.Popen[str]] = []
        self.postgres, self.received = folder / "postgres", folder / "received"
        self.complaints = folder / "complaints"
        (folder / "data/notices").mkdir(parents=True)
        (folder / "data/notices/policy.yaml").write_text(POLICY)
        (folder / "data/notices/timing.yaml").write_text(TIMING)
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
        subprocess.run([sys.executable, "-m", "guichet", *words], env=self.environment, check=True, timeout=300)

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start a command; what it complains of goes to a file, so that no full pipe ever stops it."""
        with self.complaints.open("a") as complaints:
            process = subprocess.Popen(
                [sys.executable, "-m", "guichet", *words],
                env=self.environment,
                # Only the stand-ins say something that is wanted: their ports.
                stdout=subprocess.PIPE if words[0] == "stand-ins" else subprocess.DEVNULL,
                stderr=complaints,
                text=True,
            )
        self.processes.append(process)
        return process

    def start_worker(self) -> subprocess.Popen[str]:
        """Start a worker and wait until it listens."""
        so_far = self.complaints.stat().st_size
        worker = self.start("work", f"--concurrency={HANDS}", "--stalled-after=3")
        while b"listening" not in (said := self.complaints.read_bytes()[so_far:]):
            assert worker.poll() is None, said.decode()
            time.sleep(0.02)
        return worker

    def tell(self, *, emails: int, texts: int) -> None:
        """Let something happen to so many clients at once."""
        command = [sys.executable, "-m", "guichet.notices.tests.fill", str(emails), str(texts)]
        subprocess.run(command, env=self.environment, check=True, timeout=300)

    def emails(self) -> Counter[str]:
        """Return how often each e-mail arrived, by Message-ID."""
        return Counter(thing["message_id"] for thing in read(self.received / "emails.ndjson"))

    def texts(self) -> Counter[str]:
        """Return how often each text message arrived, by reference."""
        return Counter(thing["reference"] for thing in read(self.received / "texts.ndjson"))

    def handed_over(self) -> int:
        """Return how many messages arrived, doubles counted; cheap enough to be asked all the time."""
        return sum((self.received / name).read_bytes().count(b"\n") for name in ("emails.ndjson", "texts.ndjson"))

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
