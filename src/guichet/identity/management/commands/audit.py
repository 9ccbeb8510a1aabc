"""`guichet audit`: export the access log, and check that nobody changed it."""

import base64
import json
import secrets
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from guichet.identity.actions import CannotSign, prepare_export
from guichet.identity.queries import check_log, export_lines, public_keys
from guichet.identity.rules.chain import ChainFault, Fault
from guichet.identity.rules.exports import NotAnExport, Report, check_export
from guichet.identity.rules.signing import SEED_BYTES, NoKey, fingerprint
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel

FAULTY, UNUSABLE = 1, 2
EXAMPLES = """examples:
  guichet audit verify
  guichet audit export access-log.ndjson
  guichet audit verify --export access-log.ndjson --key "$(cat published.key)" --json
  guichet audit key
  guichet audit new-key

exit codes: 0 nothing was changed; 1 something was, and it is named; 2 unusable arguments or file;
75 the database cannot be reached. `verify --export` needs no database.
"""


class Command(BaseCommand):
    help = "Export the access log, and check that no entry of it was changed, added or taken away."
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Return the parser, with the examples printed as they are written."""
        kwargs.setdefault("epilog", EXAMPLES)
        kwargs.setdefault("formatter_class", RawDescriptionHelpFormatter)
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        export = verbs.add_parser("export", help="write the whole log with its signed head, to be checked by others")
        export.add_argument("file", help="where to; - for the standard output")
        verify = verbs.add_parser("verify", help="check the log here, or an export of it")
        verify.add_argument("--export", metavar="FILE", help="check this export; - for the standard input")
        verify.add_argument("--key", action="append", default=[], help="a public key that one trusts, in base64")
        verify.add_argument("--at-least", type=int, default=0, metavar="N", help="an entry one knows to be there")
        verify.add_argument("--json", action="store_true")
        verbs.add_parser("key", help="print the public keys, for those who check")
        verbs.add_parser("new-key", help="print a new secret key for GUICHET_AUDIT_KEYS")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what the verb says."""
        match options["verb"]:
            case "export":
                self._export(options["file"])
            case "verify":
                self._verify(options)
            case "key":
                for name, public in public_keys().items():
                    self.stdout.write(f"{name}\t{public}\t{fingerprint(public)}")
            case "new-key":
                self.stdout.write(base64.b64encode(secrets.token_bytes(SEED_BYTES)).decode())

    def _export(self, file: str) -> None:
        origin = Origin(actor="operator", channel=Channel.SYSTEM, at=datetime.now(UTC))
        try:
            last = prepare_export(origin=origin)
        except CannotSign:
            raise CommandError(
                _("There is no key to sign with: set GUICHET_AUDIT_KEYS."), returncode=UNUSABLE
            ) from None
        try:
            with _opened(file, "w") as out:
                for line in export_lines(last):
                    out.write(line + "\n")
        except OSError as wrong:
            raise CommandError(str(wrong), returncode=UNUSABLE) from None
        self.stderr.write(_("%(count)s entries were written.") % {"count": last.seq})

    def _verify(self, options: dict[str, Any]) -> None:
        try:
            report = self._report(options)
        except NotAnExport:
            raise CommandError(_("This file is no export of an access log."), returncode=UNUSABLE) from None
        except NoKey:
            raise CommandError(
                _("This is no public key: 32 bytes in base64 are wanted."), returncode=UNUSABLE
            ) from None
        except (OSError, UnicodeDecodeError) as wrong:
            raise CommandError(str(wrong), returncode=UNUSABLE) from None
        self.stdout.write(json.dumps(_as_json(report), ensure_ascii=False) if options["json"] else _in_words(report))
        if not report.sound:
            sys.exit(FAULTY)

    def _report(self, options: dict[str, Any]) -> Report:
        if not options["export"]:
            return check_log(now=datetime.now(UTC))
        for key in options["key"]:
            fingerprint(key)
        with _opened(options["export"], "r") as lines:
            return check_export(lines, keys=options["key"], least=options["at_least"])


@contextmanager
def _opened(file: str, mode: str) -> Iterator[IO[str]]:
    if file == "-":
        yield sys.stdout if mode == "w" else sys.stdin
        return
    with Path(file).open(mode, encoding="utf-8", newline="\n") as opened:
        yield opened


def _as_json(report: Report) -> dict[str, Any]:
    return {
        "sound": report.sound,
        "log": report.log,
        "entries": report.entries,
        "head": {"seq": report.head_seq, "at": report.head_at},
        "key": {"fingerprint": report.fingerprint, "given": report.key_was_given},
        "waiting": report.waiting,
        "faults": [{"fault": one.fault.value, "first": one.first, "last": one.last} for one in report.faults],
        "more_faults": report.unnamed,
    }


def _in_words(report: Report) -> str:
    said = _("%(count)s entries, up to number %(seq)s of %(at)s; key %(key)s.") % {
        "count": report.entries,
        "seq": report.head_seq,
        "at": report.head_at or "–",
        "key": report.fingerprint or "–",
    }
    lines = [said]
    if not report.key_was_given:
        lines.append(
            _("The key is the file’s own word: compare it with the one that was published, or give it with --key.")
        )
    if report.sound:
        lines.append(_("Nothing was changed."))
    lines += [_fault_in_words(one) for one in report.faults]
    if report.unnamed:
        lines.append(_("And %(count)s more.") % {"count": report.unnamed})
    return "\n".join(lines)


def _fault_in_words(found: ChainFault) -> str:
    text = {
        Fault.CHANGED: _("Entry %(n)s was changed."),
        Fault.BROKEN: _("Entries %(n)s do not follow one another: one of them was replaced."),
        Fault.MISSING: _("Missing: %(n)s."),
        Fault.DOUBLED: _("Entry %(n)s is there twice."),
        Fault.REORDERED: _("Entry %(n)s is not in its place."),
        Fault.TRUNCATED: _("The log was cut: %(n)s are missing at its end."),
        Fault.ADDED: _("Added after what was signed: %(n)s."),
        Fault.REWRITTEN: _("The log was written anew between entries %(n)s: the signed head says otherwise."),
        Fault.MARK_MISSING: _("A signed head is missing: number %(n)s."),
        Fault.UNREADABLE: _("Line %(n)s cannot be read as we write it."),
        Fault.BAD_SIGNATURE: _("The head at entry %(n)s is not signed by the key."),
        Fault.PERSON_CHANGED: _("What stands beside entry %(n)s, who and whom, was changed."),
        Fault.PERSON_MISSING: _("What stood beside entry %(n)s, who and whom, is gone, and no rule erased it."),
        Fault.NOT_LINKED: _("The entry with id %(n)s waits to be linked for too long: is a worker running?"),
        Fault.WRONG_ERASURE: _("The erasure of entry %(n)s is not what it says."),
    }[found.fault]
    return text % {"n": found.where}
