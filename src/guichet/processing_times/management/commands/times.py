"""`guichet times`: publish the processing times of today, or of earlier days, reckoned afterwards."""

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from guichet.journal.actions import Origin
from guichet.journal.terms import Channel
from guichet.processing_times.actions import publish_times

UNUSABLE = 2
MOST_MONTHS = 60
EXAMPLES = """examples:
  guichet times publish                      what the worker does every night; done twice, it is done once
  guichet times publish --months 24          first, month by month, what would have been said then; marked as such
  guichet times publish --as-of 2026-01-01   of one earlier day
exit codes: 0 done; 2 unusable arguments
"""


class Command(BaseCommand):
    help = "Publish the processing times of a day."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Return the parser, with the examples printed as they are written."""
        kwargs.setdefault("epilog", EXAMPLES)
        kwargs.setdefault("formatter_class", RawDescriptionHelpFormatter)
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        publish = verbs.add_parser("publish", help="publish them")
        which = publish.add_mutually_exclusive_group()
        which.add_argument("--as-of", metavar="DAY", help="an earlier day, as YYYY-MM-DD (today)")
        which.add_argument("--months", metavar="N", help="the first days of so many months before today, then today")
        publish.add_argument("--json", action="store_true", help="say it for programs")

    def handle(self, *_args: str, as_of: str | None, months: str | None, **options: Any) -> None:
        """Publish each day in its order, and say what came of it."""
        now = timezone.now()
        today = now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
        told = []
        for day in _days(today, as_of, months):
            done = publish_times(as_of=day, origin=Origin("service", Channel.SYSTEM, timezone.now()))
            told.append(
                {
                    "as_of": day.isoformat(),
                    "programs": done.programs,
                    "silent": done.silent,
                    "files": done.files,
                    "moved": done.moved,
                    "already": done.already,
                }
            )
            if options["json"]:
                continue
            if done.already:
                self.stdout.write(_("%(as_of)s: published before.") % told[-1])
            else:
                said = _(
                    "%(as_of)s: %(programs)s programs, %(silent)s of which too little is known; "
                    "%(files)s open files, %(moved)s whose range moved."
                )
                self.stdout.write(said % told[-1])
        if options["json"]:
            self.stdout.write(json.dumps(told))


def _days(today: date, as_of: str | None, months: str | None) -> Iterator[date]:
    if months is not None:
        if not months.isdecimal() or not 1 <= int(months) <= MOST_MONTHS:
            raise CommandError(
                _("--months must be a number from 1 to %(most)s.") % {"most": MOST_MONTHS}, returncode=UNUSABLE
            )
        first = today.replace(day=1)
        found = []
        for _month in range(int(months)):
            first = (first - timedelta(days=1)).replace(day=1)
            found.append(first)
        yield from reversed(found)
        yield today
        return
    if as_of is None:
        yield today
        return
    try:
        day = date.fromisoformat(as_of)
    except ValueError:
        raise CommandError(_("--as-of must be a day such as 2026-01-31."), returncode=UNUSABLE) from None
    if day > today:
        raise CommandError(_("Times cannot be published for a day that has not come."), returncode=UNUSABLE)
    yield day
