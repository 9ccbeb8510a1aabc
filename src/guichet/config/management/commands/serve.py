"""`guichet serve`: the web server."""

import socket
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from guichet.config.ports import is_free, port
from guichet.config.reader import said


class Command(BaseCommand):
    help = (
        "Serve the pages until stopped by SIGTERM or Ctrl-C. No line is logged for each request: addresses of pages "
        "may name a file; the figures are at /metrics. Example: guichet serve --port 8000 --workers 2"
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (127.0.0.1)")
        parser.add_argument("--port", type=port, default=8000, help="the port to listen at (8000)")
        parser.add_argument("--workers", type=int, default=2, help="processes (2); as many as the machine has cores")
        parser.add_argument("--threads", type=int, default=4, help="threads that answer in each process (4)")

    def handle(self, *args: Any, **options: Any) -> None:
        from granian import Granian
        from granian.constants import Interfaces

        if min(options["workers"], options["threads"]) < 1:
            why = said("--workers and --threads are 1 or more", "--workers et --threads valent 1 ou plus")
            raise CommandError(why, returncode=2)
        self._look_at_port(options["port"], options["host"])
        Granian(
            "guichet.config.wsgi:application",
            address=options["host"],
            port=options["port"],
            interface=Interfaces.WSGI,
            workers=options["workers"],
            blocking_threads=options["threads"],
            respawn_failed_workers=True,
            websockets=False,
            log_access=False,
            log_dictconfig=settings.LOGGING | {"loggers": {**settings.LOGGING["loggers"], "_granian": {}}},
        ).serve()

    def _look_at_port(self, number: int, host: str) -> None:
        """Say what stands in the way before a server is started. Raises CommandError where none could listen."""
        try:
            if not is_free(number, host, shared=True):
                why = said(
                    "Nothing can listen at {host}, port {port}: it is taken, not ours to open, or not this machine.",
                    "Rien ne peut écouter à {host}, port {port} : il est pris, ou n’est pas à nous, ou l’adresse n’est "
                    "pas celle de cette machine.",
                    host=host,
                    port=number,
                )
                raise CommandError(why, returncode=2)
            if not is_free(number, host):
                # Both answer then: right while one takes over from the other, and puzzling otherwise.
                both = said(
                    "guichet serve: another server listens at port {port} too; both will answer",
                    "guichet serve : un autre serveur écoute aussi au port {port} ; les deux répondront",
                    port=number,
                )
                self.stderr.write(both)
        except socket.gaierror as unknown:
            why = said(
                "{host} is no address of this machine: {why}",
                "{host} n’est pas une adresse de cette machine : {why}",
                host=host,
                why=unknown.strerror,
            )
            raise CommandError(why, returncode=2) from unknown
