"""For tests of times: a town whose files take as long as is said here, straight into the tables."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from guichet.applications.models import Application
from guichet.applications.terms import Overall
from guichet.applications.tests.factories import ClientFactory
from guichet.clients.models import Client
from guichet.journal.actions import Origin
from guichet.journal.terms import Channel

TODAY = date(2026, 11, 3)
NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)


def origin(now: datetime = NOW) -> Origin:
    """Return whoever publishes."""
    return Origin(actor="processing-times", channel=Channel.SYSTEM, at=now)


def noon(day: date) -> datetime:
    """Return the middle of the department's working day."""
    return datetime(day.year, day.month, day.day, 17, tzinfo=UTC)


def fill(
    wait: Callable[[random.Random, date], float],
    *,
    program: str = "TRV",
    office: str = "CPC-OTTAWA",
    days: int = 500,
    a_day: Callable[[date], int] = lambda _day: 2,
    today: date = TODAY,
    client: Client | None = None,
    seed: int = 1,
) -> list[Application]:
    """Write the files of so many days up to today, each decided once it waited as `wait` draws; return them."""
    dice, owner = random.Random(seed), client or ClientFactory()
    files, first = [], 1 + Application.objects.count()
    for back in range(days, 0, -1):
        received = today - timedelta(days=back)
        for _ in range(a_day(received)):
            decided = received + timedelta(days=round(wait(dice, received)))
            is_over = decided < today
            files.append(
                Application(
                    number=f"V4{first + len(files):08}",
                    client=owner,
                    program=program,
                    office=office,
                    received_at=noon(received),
                    overall=Overall.CLOSED if is_over else Overall.IN_PROGRESS,
                    decision="APPROVED" if is_over else "",
                    decided_at=noon(decided) if is_over else None,
                    latest_at=noon(decided if is_over else received),
                )
            )
    return Application.objects.bulk_create(files)


def even(least: float, most: float) -> Callable[[random.Random, date], float]:
    """Return waits that are anything between two lengths."""
    return lambda dice, _day: dice.uniform(least, most)
