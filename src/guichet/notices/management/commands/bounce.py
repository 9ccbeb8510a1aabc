"""`guichet bounce`: take in an e-mail that came back, as a mail server pipes it."""

import sys
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.notices.actions import note_bounce
from guichet.notices.actions.bouncing import Bounced
from guichet.notices.bounces import LONGEST

ACTOR = "mail-server"
STANDARD_INPUT = "-"
# As mail servers understand it: the message is not what is wanted here, and need not be tried again.
NOT_UNDERSTOOD = 65


class Command(BaseCommand):
    help = (
        "Note that an e-mail of ours came back: reads one report of delivery (RFC 3464) as a mail server pipes it. "
        "Ends with 0 when noted or known, 65 when it is no report about a message of ours, 75 to be tried again later. "
        "Example: guichet bounce < returned.eml"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", default=STANDARD_INPUT, metavar="FILE", help="a message (the input)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            raw = self._read(options["file"])
        except OSError as fault:
            raise CommandError(f"{options['file']}: {fault.strerror}", returncode=2) from fault
        origin = Origin(actor=ACTOR, channel=Channel.EMAIL, at=datetime.now(UTC))
        match note_bounce(raw=raw, origin=origin):
            case Bounced.NOTED:
                return
            case Bounced.UNKNOWN:
                self.stderr.write(_("No message of ours has this reference."))
            case Bounced.NOT_A_BOUNCE:
                self.stderr.write(_("This is no report about an e-mail of ours."))
        sys.exit(NOT_UNDERSTOOD)

    def _read(self, name: str) -> bytes:
        if name != STANDARD_INPUT:
            return Path(name).read_bytes()
        stream = sys.stdin
        return stream.buffer.read(LONGEST + 1) if hasattr(stream, "buffer") else stream.read().encode()
