"""Writing into the journal, and owing what follows, in the transaction of the change itself."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from procrastinate.types import JSONValue
from psycopg.types.json import Jsonb

from guichet.journal.events import Event
from guichet.journal.jobs import react
from guichet.journal.models import Entry
from guichet.journal.reactions import reactions_to
from guichet.journal.terms import Channel

# So many entries share one job: enough to write in bulk, few enough that a failure is soon told apart.
ENTRIES_PER_JOB = 500

_COLUMNS = "id, kind, subject, client_id, actor, channel, occurred_at, recorded_at, caused_by, payload"


class NoTransaction(Exception):
    """Something was to be recorded outside the transaction of the change that it tells of."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who does something, by which way in, and when. Made at the door, which alone reads the clock.

    `actor` is such as `user:12`, `staff:7`, `case-system`; never a name.
    """

    actor: str
    channel: Channel
    at: datetime
    caused_by: int | None = None


def record(event: Event, origin: Origin) -> int:
    """Add one entry, owe what follows it, and return the entry's number.

    Raises NoTransaction outside a transaction.
    """
    return record_many([(event, origin.at)], origin)[0]


def record_many(happened: Iterable[tuple[Event, datetime]], origin: Origin) -> list[int]:
    """Add an entry for each (event, moment it occurred), owe what follows, and return their numbers in order.

    One COPY and a handful of jobs, however many there are. Raises NoTransaction outside a transaction.
    """
    if not connection.in_atomic_block:
        raise NoTransaction("record() belongs inside the transaction of the change")
    entries = list(happened)
    if not entries:
        return []
    numbers = _take_numbers(len(entries))
    table = f"COPY {Entry._meta.db_table} ({_COLUMNS}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(table) as copy:
        for number, (event, occurred_at) in zip(numbers, entries, strict=True):
            copy.write_row(
                (number, event.kind, event.subject, event.client_id, origin.actor, str(origin.channel),
                 occurred_at, origin.at, origin.caused_by, Jsonb(event.payload()))
            )  # fmt: skip
    _owe(entries, numbers)
    return numbers


def _take_numbers(count: int) -> list[int]:
    sequence = f"{Entry._meta.db_table}_id_seq"
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, count])
        return [row[0] for row in cursor.fetchall()]


def _owe(entries: Sequence[tuple[Event, datetime]], numbers: Sequence[int]) -> None:
    """Defer one job for each reaction and each few hundred entries, in this transaction."""
    owed: dict[str, list[JSONValue]] = defaultdict(list)
    for number, (event, _) in zip(numbers, entries, strict=True):
        for reaction in reactions_to(event.kind):
            owed[reaction.name].append(number)
    jobs: list[dict[str, JSONValue]] = [
        {"reaction": name, "entries": waiting[start : start + ENTRIES_PER_JOB]}
        for name, waiting in owed.items()
        for start in range(0, len(waiting), ENTRIES_PER_JOB)
    ]
    if jobs:
        react.batch_defer(*jobs)
