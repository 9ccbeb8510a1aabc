"""`guichet mail`: e-mail into enquiries, as a mail server pipes it or from where it was kept."""

import json
import sys
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.config.reader import language as reader_language
from guichet.enquiries.mail import read_message
from guichet.enquiries.mail.sources import messages_in
from guichet.enquiries.mail.telling import told
from guichet.enquiries.mailbox import ours

SOMETHING_SET_ASIDE, UNUSABLE = 1, 2
EXAMPLES = """examples:
  guichet mail receive --dry-run < message.eml
  guichet mail receive --dry-run --from folder-of-messages > read.ndjson
exit codes: 0 done, however broken a message is; 1 done, but a file could not be opened; 2 unusable arguments
"""


class Command(BaseCommand):
    help = "Read e-mail: who it is from, what they wrote, the files in it, and what is wrong with it."
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
        receiving.add_argument(
            "--dry-run", action="store_true", required=True, help="only tell what is read; keep nothing"
        )
        receiving.add_argument(
            "--from", dest="source", metavar="PATH", help="a message, an mbox, a Maildir or a folder"
        )
        receiving.add_argument("--json", action="store_true", help="print the summary of many as JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read one message, or many."""
        with override(reader_language()):
            if options["source"]:
                self._many(Path(options["source"]), as_json=options["json"])
            else:
                self._tell(_standard_input())

    def _many(self, path: Path, *, as_json: bool) -> None:
        if not path.exists():
            self._stop(_("%(file)s cannot be read.") % {"file": path})
        begun, read, aside = time.monotonic(), 0, 0
        try:
            for place, raw in messages_in(path):
                read += 1
                self._tell(raw, place=place)
        except OSError as fault:
            read, aside = read + 1, aside + 1
            self.stderr.write(f"{fault.filename or path}: {fault.strerror or fault}")
        counts = {"read": read, "accepted": read - aside, "already_known": 0, "set_aside": aside}
        self._summary(counts | {"seconds": round(time.monotonic() - begun, 2)}, as_json=as_json)
        if aside:
            sys.exit(SOMETHING_SET_ASIDE)

    def _tell(self, raw: bytes, place: str = "") -> None:
        found = told(read_message(raw, ours()), language=reader_language())
        self.stdout.write(
            json.dumps({"place": place} | found if place else found, ensure_ascii=not _takes_all(self.stdout))
        )

    def _summary(self, counts: dict[str, Any], *, as_json: bool) -> None:
        # The messages stand on standard output, so what is said of them does not.
        if as_json:
            self.stderr.write(json.dumps(counts))
            return
        self.stderr.write(
            _("%(read)s messages: %(accepted)s read, %(set_aside)s could not be opened, %(seconds)s seconds.") % counts
        )

    def _stop(self, message: str) -> NoReturn:
        self.stderr.write(f"guichet mail: {message}")
        sys.exit(UNUSABLE)


def _standard_input() -> bytes:
    stream = sys.stdin
    return stream.buffer.read() if hasattr(stream, "buffer") else stream.read().encode("utf-8", "surrogateescape")


def _takes_all(stream: Any) -> bool:
    """Return whether every letter can be written there; else JSON says it in ASCII."""
    return (getattr(stream, "encoding", None) or "utf-8").lower().replace("-", "") == "utf8"
