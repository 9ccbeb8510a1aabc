"""`guichet ingest`: take in the case system's events from files or standard input."""

import contextlib
import json
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from guichet.applications.actions import BadMapping, BrokenOff, Refused, Summary, ingest_stream, keepable
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel

SOMETHING_REFUSED, UNUSABLE, TRY_AGAIN_LATER, INTERRUPTED = 1, 2, 75, 130
STANDARD_INPUT = "-"
QUIET_FOR, A_LINE_EVERY, BAR_EVERY = 2.0, 60.0, 0.2


class Command(BaseCommand):
    help = (
        "Take in the case system's events: NDJSON or CSV, plain or gzip. Safe to break off and to start again. "
        "Example: guichet ingest events.ndjson.gz --quarantine refused.ndjson"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a file, or - for standard input")
        parser.add_argument("--mapping", default="", metavar="MAP", help="a mapping that is shipped, or a YAML file")
        parser.add_argument("--quarantine", metavar="FILE", help="also write lines that are set aside here, as NDJSON")
        parser.add_argument("--json", action="store_true", help="print the summary as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        files: list[str] = options["files"]
        for name in files:
            if name != STANDARD_INPUT and not Path(name).is_file():
                self._stop(_("%(file)s cannot be read.") % {"file": name}, UNUSABLE)
        if options["quarantine"] and any(_is_same(name, options["quarantine"]) for name in files):
            self._stop(_("The lines set aside cannot be written into a file that is read."), UNUSABLE)
        if files.count(STANDARD_INPUT) > 1:
            self._stop(_("Standard input can be read once only."), UNUSABLE)
        begun = time.monotonic()
        progress = _Progress(self.stderr, files)
        done: list[Summary] = []
        try:
            with _quarantine(options["quarantine"]) as quarantine:
                for name in files:
                    done.append(self._ingest(name, options["mapping"], progress, quarantine))
                    progress.file_done(done[-1])
        except BadMapping as unusable:
            self._stop(str(unusable), UNUSABLE)
        except OSError as unreadable:
            self._stop(f"{unreadable.filename or files[len(done)]}: {unreadable.strerror or unreadable}", UNUSABLE)
        except KeyboardInterrupt:
            progress.clear()
            self._stop(_("Stopped. What was counted is safe; run the same command again to go on."), INTERRUPTED)
        except BrokenOff as broken:
            progress.clear()
            self._report([*done, broken.summary], time.monotonic() - begun, as_json=options["json"])
            self._stop(
                _("The database went away. What was counted is safe; run the same command again to go on."),
                TRY_AGAIN_LATER,
            )
        progress.clear()
        self._report(done, time.monotonic() - begun, as_json=options["json"])
        if any(summary.set_aside for summary in done):
            sys.exit(SOMETHING_REFUSED)

    def _ingest(self, name: str, mapping: str, progress: "_Progress", quarantine: TextIO | None) -> Summary:
        def after_batch(summary: Summary, refused: Sequence[Refused]) -> None:
            if quarantine:
                quarantine.writelines(_as_json(one) + "\n" for one in refused)
                quarantine.flush()
            progress.show(summary)

        with _opened(name) as stream:
            progress.begin(name, stream)
            summary = ingest_stream(
                stream=stream,
                source="standard input" if name == STANDARD_INPUT else str(Path(name).resolve())[-200:],
                origin=Origin(actor="case-system", channel=Channel.FEED, at=datetime.now(UTC)),
                mapping=mapping,
                clock=lambda: datetime.now(UTC),
                after_batch=after_batch,
            )
        if summary.broken_off:
            progress.clear()
            self.stderr.write(_("An earlier run over %(file)s had broken off; this one went on.") % {"file": name})
        return summary

    def _report(self, done: Sequence[Summary], seconds: float, *, as_json: bool) -> None:
        counts = {
            name: sum(getattr(summary, name) for summary in done)
            for name in ("read", "accepted", "already_known", "set_aside")
        }
        if as_json:
            self.stdout.write(json.dumps({**counts, "seconds": round(seconds, 2)}))
            return
        for label, value in (
            (_("Read"), counts["read"]),
            (_("Accepted"), counts["accepted"]),
            (_("Already known"), counts["already_known"]),
            (_("Set aside"), counts["set_aside"]),
            (_("Addresses left out"), sum(summary.left_out for summary in done)),
            (_("Seconds"), round(seconds, 2)),
        ):
            self.stdout.write(f"{label:<24}{value:>14}")

    def _stop(self, message: str, code: int) -> None:
        self.stderr.write(f"guichet ingest: {message}")
        sys.exit(code)


def _is_same(name: str, other: str) -> bool:
    """Return whether two names are one file: writing the one would empty the other."""
    return name != STANDARD_INPUT and Path(other).exists() and Path(name).samefile(other)


def _as_json(refused: Refused) -> str:
    return json.dumps(
        {"line": refused.number, "reason": str(refused.fault.reason), "detail": refused.fault.detail,
         "raw": keepable(refused.raw)},
        ensure_ascii=False,
    )  # fmt: skip


@contextlib.contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    with Path(name).open("rb") as stream:
        yield stream


@contextlib.contextmanager
def _quarantine(name: str | None) -> Iterator[TextIO | None]:
    if name is None:
        yield None
        return
    with Path(name).open("w", encoding="utf-8") as stream:
        yield stream


class _Progress:
    """Shows how far a run is: a bar on a terminal, a line a minute elsewhere; nothing in the first two seconds."""

    def __init__(self, stream: Any, files: Sequence[str]) -> None:
        self._stream = stream
        self._bar = bool(stream.isatty())
        self._begun = self._shown = time.monotonic()
        self._finished = 0
        self._position: Callable[[], int] | None = None
        self._size = 0
        self._name = ""
        self._drawn = False

    def begin(self, name: str, stream: BinaryIO) -> None:
        """Begin with a file; how far it is read tells how far we are."""
        self._name = name
        self._position, self._size = None, 0
        if name != STANDARD_INPUT:
            self._position, self._size = stream.tell, Path(name).stat().st_size

    def show(self, summary: Summary) -> None:
        """Show where the run is, if it is time."""
        now = time.monotonic()
        if now - self._begun < QUIET_FOR or now - self._shown < (BAR_EVERY if self._bar else A_LINE_EVERY):
            return
        self._shown = now
        read = self._finished + summary.read
        rate = read / (now - self._begun)
        share = self._position() / self._size if self._position and self._size else None
        text = _("%(file)s: %(read)s lines, %(rate)s a second, %(set_aside)s set aside") % {
            "file": Path(self._name).name, "read": read, "rate": round(rate), "set_aside": summary.set_aside,
        }  # fmt: skip
        if share is not None:
            text = f"{share:4.0%}  {text}"
        if self._bar:
            filled = round((share or 0) * 24)
            self._stream.write(f"\r\x1b[K[{'#' * filled}{'.' * (24 - filled)}] {text}", ending="")
            self._stream.flush()
            self._drawn = True
        else:
            self._stream.write(text)

    def file_done(self, summary: Summary) -> None:
        """Count a file as done."""
        self._finished += summary.read

    def clear(self) -> None:
        """Wipe the bar."""
        if self._drawn:
            self._stream.write("\r\x1b[K", ending="")
            self._drawn = False
