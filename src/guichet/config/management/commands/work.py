"""`guichet work`: run what is owed."""

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand

from guichet.config.reader import said


class Command(BaseCommand):
    help = (
        "Run the jobs that the journal owes and send what is due, until stopped by SIGTERM or Ctrl-C. "
        "Example: guichet work --concurrency 4"
    )

    # Pages are no matter of the worker's: a fault in them must not leave clients untold.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--concurrency", type=_positive, default=2, help="jobs at once in each queue (2)")
        parser.add_argument(
            "--stalled-after",
            type=_seconds,
            default=30.0,
            metavar="SECONDS",
            help="a worker silent for so long is taken for dead, and its jobs run again (30)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        from guichet.config.worker import Pace, run

        pace = Pace(options["concurrency"], options["stalled_after"])
        run(pace, ready=lambda: self.stderr.write("guichet work: listening"))


def _seconds(given: str) -> float:
    """Return a length of time. Whoever takes living workers for dead would run their jobs twice."""
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0.0
    if not 1 <= seconds <= 86_400:
        raise ArgumentTypeError(
            said(
                "{given} is not a number of seconds from 1 to 86400",
                "{given} n’est pas un nombre de secondes de 1 à 86400",
                given=given,
            )
        )
    return seconds


def _positive(given: str) -> int:
    if not (given.isascii() and given.isdigit()) or int(given) < 1:
        raise ArgumentTypeError(
            said(
                "{given} is not a whole number of 1 or more",
                "{given} n’est pas un nombre entier de 1 ou plus",
                given=given,
            )
        )
    return int(given)
