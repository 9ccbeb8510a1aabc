"""`guichet letters`: is a letter plain? Its grade, how hard it is, and what in it should be mended."""

import csv
import json
import sys
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NoReturn, TextIO

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.config.reader import language as reader_language
from guichet.foundation.languages import Language
from guichet.language.plain import Report, check
from guichet.language.readability import difficulty

SOME_SET_ASIDE, UNUSABLE = 1, 2
# A letter is never longer; a row that is has lost its quotation mark.
LONGEST_ROW = 10_000_000
PROGRESS_EVERY = 20.0
EXAMPLES = """examples:
  guichet letters check --language en < letter.txt
  guichet letters check --language fr --json < lettre.txt
  guichet letters check --language en --csv letters.csv --out checked.csv
CSV: id,text comes in; id,grade,difficulty comes out. Rows that cannot be read are set aside in
checked.csv.set-aside.csv (or --quarantine FILE) with their line and the reason.
exit codes: 0 done; 1 done, but rows were set aside; 2 unusable arguments
"""


class Command(BaseCommand):
    help = "Check whether a letter is plain: its grade, how hard it is to read, and what should be mended."
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Return the parser, with the examples printed as they are written."""
        kwargs.setdefault("epilog", EXAMPLES)
        kwargs.setdefault("formatter_class", RawDescriptionHelpFormatter)
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        checking = verbs.add_parser(
            "check", help="check one text, or a file of them", epilog=EXAMPLES,
            formatter_class=RawDescriptionHelpFormatter,
        )  # fmt: skip
        checking.add_argument("--language", required=True, choices=[one.value for one in Language])
        checking.add_argument("--json", action="store_true", help="print the result as JSON")
        checking.add_argument("--csv", metavar="FILE", help="a file of texts (id,text); - for standard input")
        checking.add_argument("--out", metavar="FILE", help="where their grades go; - for standard output")
        checking.add_argument("--quarantine", metavar="FILE", help="where rows go that cannot be read")

    def handle(self, *_args: str, language: str, **options: Any) -> None:
        """Check one text, or a file of them."""
        with override(reader_language()):
            if bool(options["csv"]) != bool(options["out"]):
                self._stop(_("Name both files: --csv and --out."))
            if options["csv"]:
                self._check_file(language, **options)
            else:
                text = sys.stdin.buffer.read().decode("utf-8", errors="replace").removeprefix("\ufeff")
                self._show(check(text, language), as_json=options["json"])

    def _show(self, report: Report, *, as_json: bool) -> None:
        reader = reader_language()
        if as_json:
            found = [
                {"code": one.code, "message": one.message.say(reader), "excerpt": one.excerpt}
                for one in report.findings
            ]
            said = {"grade": round(report.grade, 2), "difficulty": round(report.difficulty, 4), "findings": found}
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))
            return
        self.stdout.write(
            _("Grade %(grade)s, difficulty %(difficulty)s of 6.")
            % {"grade": f"{report.grade:.1f}", "difficulty": f"{report.difficulty:.2f}"}
        )
        for one in report.findings:
            self.stdout.write(f"{one.code}: {one.message.say(reader)}\n    {one.excerpt}")
        if not report.findings:
            self.stdout.write(_("Nothing to mend was found."))

    def _check_file(self, language: str, **options: Any) -> None:
        source, target = options["csv"], options["out"]
        aside = options["quarantine"] or (f"{target}.set-aside.csv" if target != "-" else "")
        if any(_is_same(source, one) for one in (target, aside)):
            self._stop(_("The result cannot be written into the file that is read."))
        if _is_same(aside, target):
            self._stop(_("Rows set aside cannot be written into the result."))
        csv.field_size_limit(LONGEST_ROW)
        began, read, kept = time.monotonic(), 0, _Aside(aside)
        shown = began
        try:
            with ExitStack() as open_files:
                rows = self._rows(open_files.enter_context(_reading(source)), source)
                out = self.stdout if target == "-" else open_files.enter_context(_writing(target))
                open_files.callback(kept.close)
                write = csv.writer(out, lineterminator="\n").writerow
                write(["id", "grade", "difficulty"])
                for line, name, text, reason in rows:
                    read += 1
                    if reason:
                        kept.add(line, reason, name, text)
                        continue
                    hard = difficulty(text, language)
                    write([name, f"{hard.grade:.2f}", f"{hard.level:.4f}"])
                    if time.monotonic() - shown > PROGRESS_EVERY:
                        shown = time.monotonic()
                        self.stderr.write(_("%(n)s rows read") % {"n": read})
        except OSError as fault:
            self._stop(f"{fault.filename or source}: {fault.strerror or fault}")
        self._summary(read, kept, time.monotonic() - began, as_json=options["json"], quiet=target == "-")
        if kept.count:
            sys.exit(SOME_SET_ASIDE)

    def _summary(self, read: int, kept: "_Aside", seconds: float, *, as_json: bool, quiet: bool) -> None:
        done = {"read": read, "checked": read - kept.count, "set_aside": kept.count, "seconds": round(seconds, 2)}
        said = (
            json.dumps(done)
            if as_json
            else _("%(read)s rows: %(checked)s checked, %(set_aside)s set aside, %(seconds)s seconds.") % done
        )
        # The result goes to standard output alone, where it goes there.
        (self.stderr if quiet else self.stdout).write(said)

    def _rows(self, file: TextIO, name: str) -> Iterator[tuple[int, str, str, str]]:
        """Yield line, id, text and, where it cannot be read, the reason of each row."""
        reader = csv.reader(_without_nul(file), strict=False)
        try:
            columns = [one.strip().lower() for one in next(reader)]
            at, where = columns.index("id"), columns.index("text")
        except (StopIteration, ValueError):
            self._stop(_("%(file)s needs the columns id and text.") % {"file": name})
        while True:
            line = reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as fault:
                yield line, "", "", f"BROKEN_ROW: {fault}"
                continue
            if row:
                yield line, *_fields(row, at, where, len(columns))

    def _stop(self, message: str) -> NoReturn:
        self.stderr.write(message)
        sys.exit(UNUSABLE)


class _Aside:
    """The rows that cannot be read, written to a file that is only made where there are any."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.count = 0
        self._file: TextIO | None = None

    def add(self, line: int, reason: str, *said: str) -> None:
        self.count += 1
        if not self.name:
            return
        if self._file is None:
            self._file = _writing(self.name)
            self._file.write("line,reason,id,text\n")
        clean = [one.encode("utf-8", "replace").decode() for one in said]
        csv.writer(self._file, lineterminator="\n").writerow([line, reason, *clean])

    def close(self) -> None:
        if self._file:
            self._file.close()


def _fields(row: list[str], at: int, where: int, columns: int) -> tuple[str, str, str]:
    if len(row) != columns:
        return row[0], ",".join(row[1:]), f"WRONG_COLUMNS: {len(row)}"
    name, text = row[at].strip(), row[where]
    if not name:
        return name, text, "NO_ID"
    if any("\udc80" <= letter <= "\udcff" for letter in name + text):
        return name, text, "NOT_UTF8"
    if not any(letter.isalpha() for letter in text):
        return name, text, "NO_TEXT"
    return name, text, ""


def _without_nul(file: TextIO) -> Iterator[str]:
    return (line.replace("\0", "\ufffd") for line in file)


def _reading(name: str) -> TextIO:
    # Bytes that are no UTF-8 stay recognisable, so that their row alone is set aside.
    if name == "-":
        return open(sys.stdin.fileno(), encoding="utf-8-sig", errors="surrogateescape", newline="", closefd=False)
    return Path(name).open(encoding="utf-8-sig", errors="surrogateescape", newline="")


def _writing(name: str) -> TextIO:
    return Path(name).open("w", encoding="utf-8", newline="")


def _is_same(one: str, other: str) -> bool:
    return bool(one and other) and one != "-" and Path(one).resolve() == Path(other).resolve()
