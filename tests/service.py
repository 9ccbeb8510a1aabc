"""The whole service, as a department runs it, for journeys and pictures: web server, worker, stand-ins, own database.

Nothing of it is doubled: the processes are started by the commands of the README, the events come in by the feed or by
`guichet ingest`, the e-mails go out to a mail server (the stand-in that ships) and are read there.
"""

import email
import email.policy
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any, TypeVar

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

ROOT = Path(__file__).resolve().parents[1]
# A start from nothing takes some seconds; on a machine that is busy with much else a multiple of it.
PATIENCE = 240.0
T = TypeVar("T")


# Messages go at once, by day and by night: nobody in a journey waits for an hour. That they wait for one another, and
# for the morning, is proved in the room of notices.
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


class DidNotCome(AssertionError):
    """Something that was waited for did not come in time."""


def wait_for(look: Callable[[], T | None], what: str, *, seconds: float = PATIENCE) -> T:
    """Return what `look` finds, once it finds something. Raises DidNotCome after `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.1)
    raise DidNotCome(f"{what}: not within {seconds:.0f} seconds")


@dataclass
class Service:
    """A running service. `folder` holds its static files, logs, what was sent, and a department's own data."""

    folder: Path
    server: str
    clients: int = 60
    seed: int = 7
    as_of: date = field(default_factory=lambda: datetime.now(UTC).date())

    def __post_init__(self) -> None:
        self.name = f"guichet_journey_{secrets.token_hex(4)}"
        self.port, self.smtp_port, self.notify_port = (_free_port() for _each in range(3))
        self.address = f"http://127.0.0.1:{self.port}"
        self.stand_ins = f"http://127.0.0.1:{self.notify_port}"
        self.data = self.folder / "data"
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "guichet.config.settings.development",
            "DATABASE_URL": make_conninfo(self.server, dbname=self.name),
            "PYTHONPATH": str(ROOT / "src"),
            "GUICHET_VAR": str(self.folder),
            "GUICHET_DATA": str(self.data),
            "GUICHET_SITE_URL": self.address,
            "GUICHET_SMTP_PORT": str(self.smtp_port),
            "GUICHET_NOTIFY_URL": self.stand_ins,
        }
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._token = ""

    # --- Starting and stopping ------------------------------------------------------------------------------------

    def start(self) -> None:
        """Make the database, draw a small country, and start all processes; return when a worker is at work."""
        (self.data / "notices").mkdir(parents=True, exist_ok=True)
        (self.data / "notices/timing.yaml").write_text(TIMING, encoding="utf-8")
        with psycopg.connect(make_conninfo(self.server, dbname="postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.name)))
            # What happens in a journey need not outlive the machine.
            connection.execute(
                sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(sql.Identifier(self.name))
            )
        self._run("tests.ready", str(self.clients), str(self.seed), str(self.as_of))
        self.begin("stand-ins")
        self.begin("work")
        self.begin("web")
        wait_for(lambda: self._answers("/health/worker"), "a web server and a worker")

    def stop(self) -> None:
        """Stop all processes and remove the database."""
        for process in list(self._running):
            self.end(process)
        with psycopg.connect(make_conninfo(self.server, dbname="postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(self.name)))

    def begin(self, process: str) -> None:
        """Start one of the processes: `web`, `work`, `stand-ins`."""
        commands = {
            "web": [sys.executable, "-m", "guichet", "serve", "--port", str(self.port), "--workers", "1"],
            "work": [sys.executable, "-m", "guichet", "work", "--concurrency", "2"],
            "stand-ins": [
                *(sys.executable, "-m", "guichet", "stand-ins", "--smtp-port", str(self.smtp_port)),
                *("--notify-port", str(self.notify_port), "--folder", str(self.folder / "stand-ins")),
                f"--callback-url={self.address}/api/v1/notify-callback",
            ],
        }
        with self._log(process) as log:
            self._running[process] = subprocess.Popen(
                commands[process], cwd=ROOT, env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )

    def end(self, process: str, *, how: int = signal.SIGTERM) -> None:
        """Stop one of the processes, as politely as `how` says."""
        running = self._running.pop(process)
        running.send_signal(how)
        try:
            running.wait(20)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait(20)

    def restart_with_new_data(self) -> None:
        """Start web server and worker anew, as one does after the data files changed."""
        for process in ("web", "work"):
            self.end(process)
            self.begin(process)
        wait_for(lambda: self._answers("/health/ready"), "the web server")

    def _answers(self, path: str) -> bool:
        try:
            with urllib.request.urlopen(self.address + path, timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _log(self, process: str) -> IO[bytes]:
        (self.folder / "logs").mkdir(parents=True, exist_ok=True)
        return (self.folder / "logs" / f"{process}.log").open("ab")

    # --- Commands and the feed ------------------------------------------------------------------------------------

    def run(self, *words: str, given: str | None = None, expect: tuple[int, ...] = (0,)) -> str:
        """Run `guichet WORDS…`, with `given` on its standard input, and return what it says. Asserts its exit code."""
        return self._run("guichet", *words, given=given, expect=expect)

    def _run(self, module: str, *words: str, given: str | None = None, expect: tuple[int, ...] = (0,)) -> str:
        done = subprocess.run(
            [sys.executable, "-m", module, *words],
            cwd=ROOT,
            env=self.environment,
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in expect, f"{module} {' '.join(words)}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def ingest(self, *events: dict[str, Any] | str) -> dict[str, Any]:
        """Ingest a file of these events, and return the summary. A string is a line as it stands."""
        said = self.run("ingest", "-", "--json", given=_lines(events), expect=(0, 1))
        summary: dict[str, Any] = json.loads(said)
        return summary

    def hears(self, *events: dict[str, Any] | str) -> dict[str, Any]:
        """Have the case system tell these events by the feed, and return the answer: sooner than a command begins."""
        if not self._token:
            self._token = self.run("token", "create", "case-system", "--scope=feed").strip()
        asked = urllib.request.Request(f"{self.address}/api/v1/feed", data=_lines(events).encode())
        asked.add_header("Content-Type", "application/x-ndjson")
        asked.add_header("Authorization", f"Bearer {self._token}")
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            summary: dict[str, Any] = json.load(answer)
        return summary

    def ask(self, question: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return what the database answers to a question."""
        with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
            return connection.execute(question.encode(), values).fetchall()

    # --- What was sent --------------------------------------------------------------------------------------------

    def e_mails_to(self, address: str) -> list["EMail"]:
        """Return the e-mails that were handed over for an address, the oldest first."""
        return [mail for mail in self._e_mails() if address in mail.to]

    def wait_for_e_mail(self, address: str, *, after: int = 0, containing: str = "") -> "EMail":
        """Return the first e-mail to an address beyond the `after` first ones that has these words."""

        def look() -> EMail | None:
            found = (mail for mail in self.e_mails_to(address)[after:] if containing in mail.text)
            return next(found, None)

        return wait_for(look, f"an e-mail to {address} that says “{containing}”")

    def _e_mails(self) -> Iterator["EMail"]:
        kept = self.folder / "stand-ins" / "emails.ndjson"
        if not kept.exists():
            return
        for line in kept.read_text(encoding="utf-8").splitlines():
            thing = json.loads(line)
            yield EMail.read(thing["to"], thing["raw"])

    def misbehave(self, mode: str, medium: str = "email") -> None:
        """Have the mail server or the text provider behave otherwise: `down`, `slow`, `nonsense`, and `well` again."""
        asked = urllib.request.Request(
            f"{self.stand_ins}/misbehave",
            data=json.dumps({"mode": mode, "medium": medium}).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(asked, timeout=10) as answer:
            assert answer.status == 200


@dataclass(frozen=True)
class EMail:
    """An e-mail as the mail server took it."""

    to: tuple[str, ...]
    subject: str
    text: str
    language: str

    @classmethod
    def read(cls, to: Iterable[str], raw: str) -> "EMail":
        """Return the e-mail behind the bytes."""
        message = email.message_from_bytes(raw.encode("utf-8", "surrogateescape"), policy=email.policy.default)
        body = message.get_body(preferencelist=("plain",))
        text = body.get_content() if body else ""
        return cls(tuple(to), str(message["Subject"]), text, str(message["Content-Language"] or ""))

    @property
    def code(self) -> str:
        """Return the sign-in code in it: the word of capitals and digits that stands alone on a line."""
        found = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", self.text, re.MULTILINE)
        assert found, f"no code in: {self.text}"
        return found.group(1)


@contextmanager
def running(folder: Path, *, clients: int = 60) -> Iterator[Service]:
    """Run a service of its own in `folder`, on the server that DATABASE_URL names, for as long as it is needed."""
    service = Service(folder, server=server_address(), clients=clients)
    try:
        service.start()
        yield service
    finally:
        service.stop()
        shutil.rmtree(folder / "static", ignore_errors=True)


def server_address() -> str:
    """Return the database server: the one that DATABASE_URL names, else the embedded one."""
    if "DATABASE_URL" not in os.environ:
        from guichet.config import embedded
        from guichet.config.environment import VAR

        os.environ["DATABASE_URL"] = embedded.start(VAR / "postgres")
    known = {name: str(value) for name, value in conninfo_to_dict(os.environ["DATABASE_URL"]).items() if value}
    return make_conninfo(**known)


def _lines(events: Iterable[dict[str, Any] | str]) -> str:
    return "".join(
        f"{event if isinstance(event, str) else json.dumps(event, ensure_ascii=False)}\n" for event in events
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
