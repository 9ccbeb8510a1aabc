"""`guichet stand-ins`: a mail server and a text provider that send nothing."""

import signal
import threading
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from guichet.config.environment import VAR
from guichet.config.ports import port
from guichet.config.reader import said


class Command(BaseCommand):
    help = (
        "Run stand-ins for the mail server and the text provider on this machine: they keep what they are given under "
        "var/stand-ins, show it on a page, send nothing. Example: guichet stand-ins --smtp-port 8025 --notify-port 8026"
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--smtp-port", type=port, default=8025, help="where e-mails are taken (8025; 0: any free)")
        parser.add_argument("--notify-port", type=port, default=8026, help="where texts are taken (8026; 0: any free)")
        parser.add_argument("--folder", type=Path, default=VAR / "stand-ins", help="where they are kept")
        parser.add_argument("--callback-url", default="", help="where to tell that a text was delivered")

    def handle(self, *args: Any, **options: Any) -> None:
        from guichet.notices.stand_ins.behaviour import Behaviour
        from guichet.notices.stand_ins.kept import Kept
        from guichet.notices.stand_ins.mail import MailServer
        from guichet.notices.stand_ins.texts import TextProvider
        from guichet.notices.stand_ins.web import Callback, WebServer

        if not settings.NOTIFY_KEY:
            why = said(
                "GUICHET_NOTIFY_KEY is not set: the text provider’s stand-in needs one to check.",
                "GUICHET_NOTIFY_KEY n’est pas défini : le fournisseur de textos simulé a besoin d’une clé à vérifier.",
            )
            raise CommandError(why, returncode=2)
        url = options["callback_url"]
        callback = Callback(url, settings.NOTIFY_CALLBACK_TOKEN) if url else None
        behaviour = Behaviour()
        try:
            mail, texts = (Kept(options["folder"] / name) for name in ("emails.ndjson", "texts.ndjson"))
        except OSError as error:
            why = said(
                "{folder} cannot be used: {why}",
                "{folder} ne peut pas servir : {why}",
                folder=options["folder"],
                why=error.strerror,
            )
            raise CommandError(why, returncode=2) from error
        provider = TextProvider(texts, behaviour, settings.NOTIFY_KEY)
        try:
            smtp = MailServer(mail, behaviour, port=options["smtp_port"])
            smtp_port = smtp.start()
            web = WebServer(provider, mail, port=options["notify_port"], callback=callback)
            notify_port = web.start()
        except OSError as error:
            why = said("a port is taken: {why}", "un port est pris : {why}", why=error)
            raise CommandError(why, returncode=2) from error
        self.stdout.write(f"smtp 127.0.0.1:{smtp_port}\nnotify http://127.0.0.1:{notify_port}")
        self.stdout.flush()
        _until_asked_to_stop()
        web.stop()
        smtp.stop()
        for kept in (mail, texts):
            kept.close()


def _until_asked_to_stop() -> None:
    asked = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked.set())
    asked.wait()
