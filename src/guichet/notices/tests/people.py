"""People and entries for the tests of notices."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.db import transaction

from guichet.clients.models import Client, ContactPoint
from guichet.clients.terms import ContactKind, NoticeChannel
from guichet.foundation.languages import Language
from guichet.journal.actions import Origin, record_many
from guichet.journal.events import Event
from guichet.journal.queries import entries_numbered
from guichet.journal.reactions import Happened
from guichet.journal.terms import Channel
from guichet.notices.gateways import Handed, Outgoing

NOON = datetime(2026, 11, 3, 17, tzinfo=UTC)
_ucis = count(1000000000)


def client(
    *,
    email: str = "amina@example.org",
    phone: str = "",
    channel: str = NoticeChannel.EMAIL,
    language: str = Language.EN,
    failing: Sequence[str] = (),
) -> Client:
    """Make a client with these addresses; those in `failing` no longer work."""
    person = Client.objects.create(uci=str(next(_ucis)), language=language, channel=channel, known_as_of=NOON)
    for kind, value in ((ContactKind.EMAIL, email), (ContactKind.PHONE, phone)):
        if value:
            since = NOON if value in failing else None
            ContactPoint.objects.create(client=person, kind=kind, value=value, failing_since=since)
    return person


def entries(*events: Event, at: datetime = NOON, heard: datetime | None = None) -> list[int]:
    """Record events that occurred `at` and were heard of then or later, and return their numbers."""
    origin = Origin(actor="case-system", channel=Channel.FEED, at=heard or at)
    with transaction.atomic():
        return record_many([(event, at) for event in events], origin)


def happened(*events: Event, at: datetime = NOON, heard: datetime | None = None) -> list[Happened[Any]]:
    """Record events and return them as a reaction gets them."""
    found = entries_numbered(entries(*events, at=at, heard=heard))
    return [Happened(entry.event, entry) for entry in found.values()]


class Clock:
    """A clock that stands still until it is put forward."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **time: float) -> None:
        """Put the clock forward."""
        self.at += timedelta(**time)


class Hand:
    """A carrier for tests: takes everything, or does what it was told to do next."""

    def __init__(self, *answers: Exception | Handed) -> None:
        self.answers = list(answers)
        self.sent: list[Outgoing] = []
        self.known: dict[str, Handed] = {}
        self.reports: dict[str, Any] = {}
        self.asked: list[str] = []
        self.closed = 0

    def send(self, message: Outgoing) -> Handed:
        """Take a message, or raise what comes next."""
        answer = self.answers.pop(0) if self.answers else Handed(f"provider-{message.reference}")
        if isinstance(answer, Exception):
            raise answer
        self.sent.append(message)
        return answer

    def find(self, reference: str) -> Handed | None:
        """Return what is known."""
        self.asked.append(reference)
        return self.known.get(reference)

    def report_on(self, provider_reference: str) -> Any:
        """Return or raise what is to be said."""
        answer = self.reports[provider_reference]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self) -> None:
        """Count it."""
        self.closed += 1
