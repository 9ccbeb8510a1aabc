"""`guichet synthesize`: draw a synthetic country, into a file or into the database."""

import gzip
import json
import os
import sys
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guichet.applications.actions import ingest_lines
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.rehearsal.actions import set_up_demonstration, set_up_trust, show_moved_range
from guichet.rehearsal.country import Event, events
from guichet.rehearsal.crowd import events_of_crowd
from guichet.rehearsal.people import showcases
from guichet.rehearsal.progress import Progress
from guichet.rehearsal.timing import publish_past_times
from guichet.rehearsal.told import first_clients, tell_about_people
from guichet.rehearsal.trust import events_of_trust

UNUSABLE = 2
EXAMPLES = """examples:
  guichet synthesize --clients 300 --seed 1
  guichet synthesize --clients 10000 --seed 7 --as-of 2026-11-01 --out country.ndjson.gz
  guichet synthesize --clients 50 --out - | head
"""


class Command(BaseCommand):
    help = "Draw a synthetic country: invented clients and files, the same for the same seed and day."
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Return the parser, with the examples printed as they are written."""
        kwargs.setdefault("epilog", EXAMPLES)
        kwargs.setdefault("formatter_class", RawDescriptionHelpFormatter)
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""
        parser.add_argument("--clients", default="300", help="how many clients (300)")
        parser.add_argument("--seed", default="1", help="a whole number: the same seed draws the same country (1)")
        parser.add_argument("--as-of", help="the day whose morning is now, as YYYY-MM-DD: nothing is later (today)")
        parser.add_argument(
            "--out", help="write the events to a file, one a line, packed if it ends in .gz; - for standard output"
        )
        parser.add_argument("--json", action="store_true", help="print the summary as JSON")
        parser.add_argument("--if-empty", action="store_true", help="do nothing where the database has files already")

    def handle(self, *args: Any, **options: Any) -> None:
        """Draw the country and write or load it."""
        clients = _whole(options["clients"], "--clients")
        seed = _whole(options["seed"], "--seed")
        as_of = _day(options["as_of"])
        out = options["out"]
        if out and options["if_empty"]:
            raise CommandError(
                _("--if-empty looks into the database: it cannot be used with --out."), returncode=UNUSABLE
            )
        if out == "-" and options["json"]:
            raise CommandError(_("--out - and --json both write to standard output: choose one."), returncode=UNUSABLE)
        if options["if_empty"] and not is_empty():
            self._say(
                {"skipped": True}, _("The database has files already: nothing was drawn."), as_json=options["json"]
            )
            return
        began = time.monotonic()
        progress = Progress(clients, sys.stderr)
        drawn = _counted(events(clients, seed, as_of), progress)
        loaded = _write(drawn, out) if out else load(drawn, source=f"synthetic country, seed {seed}, {as_of}")
        progress.end()
        if not out and settings.DEMONSTRATION:
            shown = showcases(events(clients, seed, as_of), as_of=as_of)
            loaded["shown"] = set_up_demonstration(showcases=shown, origin=_origin())
            loaded["told"] = tell_about_people(ucis=first_clients(events(clients, seed, as_of)), origin=_origin())
            load(_as_lines(events_of_trust(seed, as_of)), source=f"people who trust one another, seed {seed}, {as_of}")
            loaded["trusted"] = set_up_trust(seed=seed, as_of=as_of, origin=_origin())
            load(_as_lines(events_of_crowd(seed, as_of)), source=f"a crowd, seed {seed}, {as_of}")
            loaded["moved"] = publish_past_times(as_of=as_of, origin=_origin())
            show_moved_range(seed=seed, as_of=as_of, origin=_origin())
        summary = {
            "clients": progress.clients,
            "events": progress.events,
            "seed": seed,
            "as_of": as_of.isoformat(),
            "seconds": round(time.monotonic() - began, 1),
            **loaded,
        }
        if out != "-":
            self._say(summary, _sentence(summary), as_json=options["json"])

    def _say(self, summary: dict[str, Any], sentence: str, *, as_json: bool) -> None:
        self.stdout.write(json.dumps(summary) if as_json else sentence)


def load(lines: Iterable[bytes], *, source: str) -> dict[str, Any]:
    """Take the lines in by the very action that takes in the case system's feed. Return its counts."""
    summary = ingest_lines(lines=lines, source=source, origin=_origin(), clock=lambda: datetime.now(UTC))
    return {
        "accepted": summary.accepted,
        "already_known": summary.already_known,
        "set_aside": summary.set_aside,
    }


def _origin() -> Origin:
    return Origin(actor="synthetic-country", channel=Channel.FEED, at=datetime.now(UTC))


def is_empty() -> bool:
    """Return whether the database has no file yet."""
    return not apps.get_model("applications", "Application").objects.exists()


def _as_lines(told: Iterable[Event]) -> Iterator[bytes]:
    for event in told:
        yield json.dumps(event, ensure_ascii=False).encode() + b"\n"


def _counted(drawn: Iterator[Event], progress: Progress) -> Iterator[bytes]:
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    for event in drawn:
        progress.count(is_client=event["type"] == "client.registered")
        yield encode(event).encode() + b"\n"


def _write(lines: Iterable[bytes], out: str) -> dict[str, Any]:
    try:
        with _opened(out) as file:
            file.writelines(lines)
    except BrokenPipeError:
        # Whoever read has read enough, as `head` does; nothing more can be written, not even at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return {"out": out}


@contextmanager
def _opened(out: str) -> Iterator[IO[bytes] | gzip.GzipFile]:
    """Open the file to write; an unfinished one never stands under its name.

    :raises CommandError: where it can't be written.
    """
    if out == "-":
        yield sys.stdout.buffer
        return
    path = Path(out)
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("wb") as raw:
            if path.suffix == ".gz":
                # Neither name nor time inside: the same country gives the same file.
                with gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=5, mtime=0) as packed:
                    yield packed
            else:
                yield raw
        unfinished.replace(path)
    except OSError as failed:
        unfinished.unlink(missing_ok=True)
        reason = failed.strerror or str(failed)
        raise CommandError(
            _("“{path}” cannot be written: {reason}").format(path=out, reason=reason), returncode=UNUSABLE
        ) from failed
    except KeyboardInterrupt:
        unfinished.unlink(missing_ok=True)
        raise


def _sentence(summary: dict[str, Any]) -> str:
    clients, count = summary["clients"], summary["events"]
    people = ngettext("%(count)s invented client", "%(count)s invented clients", clients) % {"count": clients}
    told = ngettext("%(count)s event", "%(count)s events", count) % {"count": count}
    return _("{people}, {told}, in {seconds} s (seed {seed}, as of {day}). Everything in them is simulated.").format(
        people=people, told=told, seconds=summary["seconds"], seed=summary["seed"], day=summary["as_of"]
    )


def _whole(text: str, name: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 18:
        return int(text)
    raise CommandError(
        _("{name} must be a whole number, zero or more; “{text}” is not.").format(name=name, text=text),
        returncode=UNUSABLE,
    )


def _day(text: str | None) -> date:
    if text is None:
        # The day where the department is: at eight in the evening there, UTC's is tomorrow.
        return datetime.now(tz=ZoneInfo(settings.TIME_ZONE)).date()
    try:
        day = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        day = None
    if day is None or not 2000 <= day.year <= 2090:
        raise CommandError(
            _("--as-of must be a day between 2000 and 2090, as YYYY-MM-DD; “{text}” is not.").format(text=text),
            returncode=UNUSABLE,
        )
    return day
