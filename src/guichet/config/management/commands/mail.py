"""`guichet mail`: e-mail into enquiries, as a mail server pipes it or from where it was kept."""

import json
import signal
import sys
import threading
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.config.reader import language as reader_language
from guichet.enquiries.actions import Polled, poll, receive_mail
from guichet.enquiries.gateways.imap import MailboxAway, Where, opened, where_of_settings
from guichet.enquiries.mail import read_message
from guichet.enquiries.mail.sources import messages_in
from guichet.enquiries.mail.telling import told
from guichet.enquiries.mailbox import ours
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel

SOMETHING_SET_ASIDE, UNUSABLE = 1, 2
# As mail servers understand it: keep the message, and hand it in again later.
TRY_AGAIN_LATER = 75
ACTOR = "mail-server"
EXAMPLES = """examples:
  guichet mail receive < message.eml
  guichet mail receive --from /var/mail/ask --json
  guichet mail receive --dry-run --from folder-of-messages > read.ndjson
  guichet mail poll
  guichet mail poll --follow
exit codes: 0 done, however broken a message is; 1 done, but a file could not be opened; 2 unusable arguments;
75 a message could not be kept, or not fetched: come again later, which is safe for those that were
"""


class Command(BaseCommand):
    help = "Receive e-mail: each message is kept whole, read, and put to the question that it is about, exactly once."
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Return the parser, with the examples printed as they are written."""
        kwargs.setdefault("epilog", EXAMPLES)
        kwargs.setdefault("formatter_class", RawDescriptionHelpFormatter)
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        receiving = verbs.add_parser(
            "receive", help="one e-mail from standard input, or many from a file or folder", epilog=EXAMPLES,
            formatter_class=RawDescriptionHelpFormatter,
        )  # fmt: skip
        receiving.add_argument("--dry-run", action="store_true", help="only tell what is read; keep nothing")
        receiving.add_argument(
            "--from", dest="source", metavar="PATH", help="a message, an mbox, a Maildir or a folder"
        )
        receiving.add_argument("--json", action="store_true", help="print the summary of many as JSON")

        polling = verbs.add_parser("poll", help="fetch e-mail from the mailbox of the settings, by IMAP")
        polling.add_argument("--follow", action="store_true", help="again and again, until it is asked to stop")
        polling.add_argument("--json", action="store_true", help="print the summary as JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Receive one message, or many, or fetch them."""
        with override(reader_language()):
            if options["verb"] == "poll":
                self._poll(follow=options["follow"], as_json=options["json"])
                return
            if options["source"]:
                self._many(Path(options["source"]), dry_run=options["dry_run"], as_json=options["json"])
                return
            found = self._one(_standard_input(), dry_run=options["dry_run"])
            if found is None:
                sys.exit(TRY_AGAIN_LATER)
            self._print(found[0])

    def _many(self, path: Path, *, dry_run: bool, as_json: bool) -> None:
        if not path.exists():
            self._stop(_("%(file)s cannot be read.") % {"file": path})
        begun = time.monotonic()
        counts = {"read": 0, "accepted": 0, "already_known": 0, "set_aside": 0}
        code = 0
        try:
            for place, raw in messages_in(path):
                counts["read"] += 1
                found = self._one(raw, dry_run=dry_run)
                if found is None:
                    counts["set_aside"] += 1
                    code = TRY_AGAIN_LATER
                    self.stderr.write(place)
                    continue
                counts["already_known" if found[1] else "accepted"] += 1
                if dry_run:
                    self._print({"place": place} | found[0])
        except OSError as fault:
            counts["read"] += 1
            counts["set_aside"] += 1
            code = code or SOMETHING_SET_ASIDE
            self.stderr.write(f"{fault.filename or path}: {fault.strerror or fault}")
        self._summary(counts | {"seconds": round(time.monotonic() - begun, 2)}, as_json=as_json, to_errors=dry_run)
        if code:
            sys.exit(code)

    def _one(self, raw: bytes, *, dry_run: bool) -> tuple[dict[str, Any], bool] | None:
        """Return what is told of a message, and whether it was known; None where it could not be kept."""
        if dry_run:
            return told(read_message(raw, ours()), language=reader_language()), False
        try:
            done = receive_mail(raw=raw, ours=ours(), origin=_origin())
        except OperationalError:
            raise  # The database is away: there is no sense in going on; said, with its code, for every command.
        except Exception as fault:
            # Whatever it was: what is not kept must stay with the mail server. Its words may hold a person’s.
            self._not_kept(type(fault).__name__)
            return None
        reference = done.receipt.enquiry_reference or None
        return told(done.message, language=reader_language(), enquiry=reference), done.receipt.already_known

    def _poll(self, *, follow: bool, as_json: bool) -> None:
        where = where_of_settings()
        if where is None:
            self._stop(_("GUICHET_IMAP_HOST names no mail server."))
        stop = threading.Event()
        if follow:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_args: stop.set())
        while not stop.is_set():
            begun = time.monotonic()
            done = self._fetched(where, lambda: not stop.is_set())
            if follow:
                close_old_connections()
            seconds = round(time.monotonic() - begun, 2)
            if done is not None and (done.read or not follow):
                self._summary(asdict(done) | {"seconds": seconds}, as_json=as_json, to_errors=False)
            if not follow:
                if done is None or done.set_aside:
                    sys.exit(TRY_AGAIN_LATER)
                return
            stop.wait(settings.IMAP_EVERY)

    def _fetched(self, where: Where, goes_on: Callable[[], bool]) -> Polled | None:
        """Return what one poll fetched; None where the mail server could not be asked."""
        try:
            with opened(where) as mailbox:
                return poll(
                    mailbox, name=where.name, ours=ours(), origin=_origin, tell=self._not_kept, goes_on=goes_on
                )  # fmt: skip
        except MailboxAway as away:
            self.stderr.write(_("The mail server cannot be asked now (%(why)s).") % {"why": away.trouble})
        except (OperationalError, InterfaceError):
            self.stderr.write(_("The database is away: what waits stays on the mail server."))
        return None

    def _not_kept(self, why: str) -> None:
        self.stderr.write(_("The message could not be kept (%(why)s).") % {"why": why})

    def _print(self, found: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(found, ensure_ascii=not _takes_all(self.stdout)))

    def _summary(self, counts: dict[str, Any], *, as_json: bool, to_errors: bool) -> None:
        # Where the messages stand on standard output, what is said of them does not.
        out = self.stderr if to_errors else self.stdout
        if as_json:
            out.write(json.dumps(counts))
            return
        out.write(
            _(
                "%(read)s messages: %(accepted)s received, %(already_known)s known already, %(set_aside)s set aside, "
                "%(seconds)s seconds."
            )
            % counts
        )

    def _stop(self, message: str) -> NoReturn:
        self.stderr.write(f"guichet mail: {message}")
        sys.exit(UNUSABLE)


def _origin() -> Origin:
    return Origin(actor=ACTOR, channel=Channel.EMAIL, at=datetime.now(UTC))


def _standard_input() -> bytes:
    stream = sys.stdin
    return stream.buffer.read() if hasattr(stream, "buffer") else stream.read().encode("utf-8", "surrogateescape")


def _takes_all(stream: Any) -> bool:
    """Return whether every letter can be written there; else JSON says it in ASCII."""
    return (getattr(stream, "encoding", None) or "utf-8").lower().replace("-", "") == "utf8"
