"""`guichet forecast`: how long files will take, and how series of figures go on."""

import csv
import json
import sys
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn, TextIO

import numpy as np
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from guichet.processing_times.estimates import Histories, Model, learn
from guichet.processing_times.rows import (
    STANDARD_INPUT,
    Case,
    MissingColumns,
    SetAside,
    days,
    read_cases,
    read_histories,
    read_series,
    written,
)
from guichet.processing_times.series import forecast

SOMETHING_SET_ASIDE, UNUSABLE = 1, 2
AT_ONCE, SHOWN = 10_000, 10
QUIET_FOR, A_LINE_EVERY, BAR_EVERY = 2.0, 60.0, 0.2
EXAMPLES = """examples:
  guichet forecast durations --history decided-and-open.csv --cases waiting.csv --out estimates.csv
  guichet forecast durations --history h.csv --cases c.csv --out o.csv --as-of 2026-10-31 --json
  guichet forecast series --history calls.csv --horizon 28 --out next.csv
"""


class Command(BaseCommand):
    help = "Estimate how long files will take (durations), or how series of figures go on (series)."
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Return the parser, with the examples printed as they are written."""
        kwargs.setdefault("epilog", EXAMPLES)
        kwargs.setdefault("formatter_class", RawDescriptionHelpFormatter)
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        one = acts.add_parser("durations", help="p10, p50, p80 and p90 of files, in days from receipt")
        one.add_argument("--history", required=True, metavar="H.csv",
                         help="category,office,received,decided[,withdrawn]; no end: the file is open")  # fmt: skip
        one.add_argument("--cases", required=True, metavar="C.csv", help="id,category,office,received")
        one.add_argument("--as-of", default="", metavar="MOMENT", help="a date or time; else the latest of the history")
        other = acts.add_parser("series", help="p10, p50 and p90 of the next times of each series")
        other.add_argument("--history", required=True, metavar="H.csv", help="series,time,value")
        other.add_argument("--horizon", required=True, type=int, metavar="N", help="how many times ahead")
        for each in (one, other):
            each.add_argument("--out", required=True, metavar="O.csv", help="where to write; - for standard output")
            each.add_argument("--quarantine", metavar="FILE", help="write rows that are set aside here, as NDJSON")
            each.add_argument("--json", action="store_true", help="print the summary as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one of the two."""
        begun = time.monotonic()
        inputs = [options[name] for name in ("history", "cases") if options.get(name)]
        if inputs.count(STANDARD_INPUT) > 1:
            self._stop(_("Standard input can be read once only."))
        for output in (options["out"], options["quarantine"]):
            if output and any(_is_same(name, output) for name in inputs):
                self._stop(_("The result cannot be written into a file that is read."))
        reading = inputs[0]
        try:
            counts, aside = self._durations(options) if options["act"] == "durations" else self._series(options)
        except MissingColumns as lacking:
            self._stop(_("%(file)s lacks these columns: %(names)s.")
                       % {"file": " / ".join(inputs), "names": ", ".join(lacking.args)})  # fmt: skip
        except (OSError, EOFError, csv.Error) as fault:
            self._stop(f"{getattr(fault, 'filename', None) or reading}: {getattr(fault, 'strerror', None) or fault}")
        self._report(options, {**counts, "set_aside": len(aside)}, aside, time.monotonic() - begun)
        if aside:
            sys.exit(SOMETHING_SET_ASIDE)

    def _durations(self, options: dict[str, Any]) -> tuple[dict[str, Any], list[SetAside]]:
        progress = _Progress(self.stderr)
        progress.say(_("reading"))
        histories, read, aside = read_histories(options["history"])
        cases, cases_aside = read_cases(options["cases"])
        if not len(histories):
            self._stop(_("%(file)s has no row that can be used.") % {"file": options["history"]})
        as_of = self._as_of(options["as_of"]) if options["as_of"] else _latest(histories)
        progress.say(_("learning from %(count)s files") % {"count": len(histories)})
        try:
            model = learn(histories, as_of)
        except ValueError:
            self._stop(_("No file of %(file)s was received by then.") % {"file": options["history"]})
        with _written_to(options["out"], self.stdout) as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(("id", "p10", "p50", "p80", "p90"))
            for begin in range(0, len(cases), AT_ONCE):
                some = cases[begin : begin + AT_ONCE]
                writer.writerows(_estimated(model, some))
                progress.say(_("estimating"), (begin + len(some)) / len(cases))
        progress.clear()
        moment = datetime.fromtimestamp(as_of * 86_400, UTC)
        return {
            "read": read + len(cases) + len(cases_aside), "history": len(histories), "estimated": len(cases),
            "as_of": str(np.datetime64(round(as_of), "D")) if as_of % 1 == 0 else moment.isoformat(timespec="seconds"),
        }, [*aside, *cases_aside]  # fmt: skip

    def _series(self, options: dict[str, Any]) -> tuple[dict[str, Any], list[SetAside]]:
        if options["horizon"] < 1:
            self._stop(_("The horizon is a number of times: 1 or more."))
        progress = _Progress(self.stderr)
        progress.say(_("reading"))
        many, told, read, aside = read_series(options["history"])
        if not many:
            self._stop(_("%(file)s has no row that can be used.") % {"file": options["history"]})
        progress.say(_("learning from %(count)s series") % {"count": len(many)})
        found = forecast(many, options["horizon"])
        with _written_to(options["out"], self.stdout) as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(("series", "time", "p10", "p50", "p90"))
            for one in found:
                for moment, shares in zip(one.times, one.shares, strict=True):
                    writer.writerow((one.name, written(moment, told[one.name]), *(_short(share) for share in shares)))
        progress.clear()
        return {"read": read, "series": len(many), "times": len(many) * options["horizon"]}, aside

    def _as_of(self, text: str) -> float:
        try:
            return days(text)
        except Exception as fault:
            self._stop(f"--as-of {text}: {fault}")

    def _report(
        self, options: dict[str, Any], counts: dict[str, Any], aside: Sequence[SetAside], seconds: float
    ) -> None:
        if options["quarantine"]:
            with Path(options["quarantine"]).open("w", encoding="utf-8") as stream:
                stream.writelines(_as_json(one) + "\n" for one in aside)
        for one in aside[: 0 if options["quarantine"] else SHOWN]:
            self.stderr.write(
                _("%(file)s, line %(line)s is set aside: %(reason)s")
                % {"file": one.file, "line": one.line, "reason": one.reason}
            )
        if not options["quarantine"] and len(aside) > SHOWN:
            self.stderr.write(_("… and %(count)s more; --quarantine writes them all") % {"count": len(aside) - SHOWN})
        # What goes to standard output beside the result would be part of it.
        out = self.stderr if options["out"] == STANDARD_INPUT else self.stdout
        if options["json"]:
            out.write(json.dumps({**counts, "seconds": round(seconds, 2)}))
            return
        labels = {
            "read": _("Rows read"), "history": _("Files learned from"), "estimated": _("Files estimated"),
            "as_of": _("As of"), "series": _("Series"), "times": _("Times foretold"), "set_aside": _("Set aside"),
            "seconds": _("Seconds"),
        }  # fmt: skip
        for name, value in {**counts, "seconds": round(seconds, 2)}.items():
            out.write(f"{labels[name]:<24}{value:>14}")

    def _stop(self, message: str) -> NoReturn:
        self.stderr.write(f"guichet forecast: {message}")
        sys.exit(UNUSABLE)


def _estimated(model: Model, cases: Sequence[Case]) -> Iterator[tuple[str, ...]]:
    found = model.estimate(
        [one.category for one in cases], [one.office for one in cases], np.array([one.received for one in cases])
    )
    for case, row in zip(cases, found, strict=True):
        yield (case.id, *(_short(share) for share in row))


def _short(value: float) -> str:
    """Return a number with as many places as say something: minutes in days, and no more."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _latest(histories: Histories) -> float:
    found = np.fmax(histories.received, histories.decided)
    return float(np.nanmax(found if histories.withdrawn is None else np.fmax(found, histories.withdrawn)))


def _as_json(one: SetAside) -> str:
    found = {"file": one.file, "line": one.line, "reason": str(one.reason), "raw": one.raw}
    return json.dumps(found, ensure_ascii=False)


def _is_same(name: str, other: str) -> bool:
    """Return whether two names are one file: writing the one would empty the other."""
    return STANDARD_INPUT not in (name, other) and Path(other).exists() and Path(name).exists() and (
        Path(name).samefile(other)
    )  # fmt: skip


@contextmanager
def _written_to(name: str, standard: Any) -> Iterator[TextIO]:
    if name == STANDARD_INPUT:
        yield standard._out
        return
    with Path(name).open("w", encoding="utf-8", newline="") as stream:
        yield stream


class _Progress:
    """Shows what is being done: a bar on a terminal, a line a minute elsewhere; nothing in the first two seconds."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._bar = bool(stream.isatty())
        self._begun = self._shown = time.monotonic()
        self._drawn = False

    def say(self, doing: str, share: float | None = None) -> None:
        """Say it, if it is time."""
        now = time.monotonic()
        if now - self._begun < QUIET_FOR or now - self._shown < (BAR_EVERY if self._bar else A_LINE_EVERY):
            return
        self._shown = now
        text = doing if share is None else f"{share:4.0%}  {doing}"
        if self._bar:
            filled = round((share or 0) * 24)
            self._stream.write(f"\r\x1b[K[{'#' * filled}{'.' * (24 - filled)}] {text}", ending="")
            self._stream.flush()
            self._drawn = True
        else:
            self._stream.write(text)

    def clear(self) -> None:
        """Wipe the bar."""
        if self._drawn:
            self._stream.write("\r\x1b[K", ending="")
            self._drawn = False
