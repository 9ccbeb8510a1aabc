"""Some lines of the feed in one transaction: all of what they say, or nothing.

One batch at a time writes: each takes the pen, one advisory lock, first of all. So no event can slip in between the
look for its file and the note that it waits for it, no two batches can lock each other out, and no change is lost.
The database is where the time goes, and two writers would wait for each other there in any case; reading and checking
the lines go on beside it.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from guichet.applications.feed.applying import apply
from guichet.applications.feed.codes import Codes, trusting
from guichet.applications.feed.facts import Fault, FeedLine, FeedType
from guichet.applications.feed.lines import keepable
from guichet.applications.feed.parsing import facts_of
from guichet.applications.feed.tables import columns_of, copy_rows, executed, fetched
from guichet.applications.models import FeedEvent, FeedRun, SetAside
from guichet.applications.terms import FeedState, SetAsideReason
from guichet.journal.actions import Origin

_EVENT = FeedEvent._meta.db_table
# The pen of the feed: any number, the same in every process.
_PEN = 7_290_001
# A writer that stops in the middle (its machine asleep, its process halted) loses the pen after this time.
_LONGEST_PAUSE = "60s"
# So many waiting events are woken at once, to keep within memory when a million waited.
_WOKEN_AT_ONCE = 5_000

Contents = tuple[str, datetime, str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Read:
    """A line as it was read: the events it tells, or the fault for which it is set aside."""

    number: int
    raw: bytes
    events: tuple[FeedLine, ...] = ()
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was set aside; `place` is its place in the batch, from 1."""

    place: int
    number: int
    raw: bytes
    fault: Fault


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a batch: how many lines of each kind, and those that were set aside."""

    accepted: int
    already_known: int
    left_out: int
    refused: tuple[Refused, ...]

    @property
    def read(self) -> int:
        return self.accepted + self.already_known + len(self.refused)


Book = Callable[[Taken], None]


@transaction.atomic
def take_in(lines: Sequence[Read], *, codes: Codes, origin: Origin, book: Book) -> Taken:
    """Take in a batch: apply what is new, keep what must wait, set aside what cannot be accepted.

    `book` writes down what became of the lines, in the same transaction. Raises DataError or IntegrityError where the
    database refuses a value, and has then done nothing.
    """
    # COPY speaks to the driver directly: its errors are made Django's here, all at once.
    with connection.wrap_database_errors:
        take_the_pen()
        new, taken = _sort_out(lines)
        if new:
            _apply_and_keep(new, codes, origin)
        book(taken)
    return taken


def take_the_pen() -> None:
    """Wait until nobody else writes, and keep others from writing until this transaction ends."""
    executed(f"SET LOCAL idle_in_transaction_session_timeout = '{_LONGEST_PAUSE}'")
    executed("SELECT pg_advisory_xact_lock(%s)", _PEN)


def book_in_run(run_id: int, origin: Origin, *, is_one_of_many: bool = False) -> Book:
    """Return what counts a batch for a run and keeps the lines that were set aside.

    Where a run is made of many requests, each with a first line of its own, lines are numbered on through the run.
    """

    def book(taken: Taken) -> None:
        (before,) = fetched(
            f"UPDATE {FeedRun._meta.db_table} SET lines_read = lines_read + %s, accepted = accepted + %s,"
            " already_known = already_known + %s, set_aside = set_aside + %s, left_out = left_out + %s"
            " WHERE id = %s RETURNING lines_read",
            taken.read, taken.accepted, taken.already_known, len(taken.refused), taken.left_out, run_id,
        )[0]  # fmt: skip
        before -= taken.read
        rows = [
            (run_id, before + one.place if is_one_of_many else one.number, keepable(one.raw), str(one.fault.reason),
             one.fault.detail, origin.at)
            for one in taken.refused
        ]  # fmt: skip
        if rows:
            copy_rows(SetAside, "run_id, line_number, line, reason, detail, set_aside_at", rows)

    return book


def _sort_out(lines: Sequence[Read]) -> tuple[list[FeedLine], Taken]:
    """Return the events that are new, and what becomes of each line.

    An event that is told again with the same contents is already known; with others, the first one holds and the
    line is set aside. A line of several events is new where any of them is.
    """
    known = _stored(lines)
    new: list[FeedLine] = []
    accepted = already_known = left_out = 0
    refused: list[Refused] = []
    for place, line in enumerate(lines, 1):
        fault, is_new = line.fault, False
        for event in line.events:
            contents = (event.type, event.time, event.subject, event.data)
            if event.event_id not in known:
                known[event.event_id] = contents
                new.append(event)
                left_out += len(event.left_out)
                is_new = True
            elif known[event.event_id] != contents:
                fault = fault or Fault(SetAsideReason.CONFLICT, f"id = {event.event_id}")
        if fault:
            refused.append(Refused(place, line.number, line.raw, fault))
        elif is_new:
            accepted += 1
        else:
            already_known += 1
    return new, Taken(accepted, already_known, left_out, tuple(refused))


def _stored(lines: Sequence[Read]) -> dict[str, Contents]:
    ids = sorted({event.event_id for line in lines for event in line.events})
    if not ids:
        return {}
    return {
        event_id: (kind, time, subject, _loaded(data))
        for event_id, kind, time, subject, data in fetched(
            f"SELECT event_id, type, time, subject, data FROM {_EVENT} WHERE event_id = ANY(%s)", ids
        )
    }


def _apply_and_keep(new: Sequence[FeedLine], codes: Codes, origin: Origin) -> None:
    applied = apply(new, codes=codes, origin=origin)
    copy_rows(
        FeedEvent,
        "event_id, type, time, subject, data, state, waits_for, received_at",
        [
            (line.event_id, line.type.value, line.time, line.subject, line.stored,
             "WAITING" if line.event_id in applied.waits else "APPLIED", applied.waits.get(line.event_id, ""),
             origin.at)
            for line in new
        ],
    )  # fmt: skip
    _wake(applied.now_known, trusting(codes), origin)


def _wake(now_known: Sequence[str], codes: Codes, origin: Origin) -> None:
    """Apply what waited for these clients and files, and what waited for those that come of it."""
    keys = list(now_known)
    while keys:
        woken = {line.event_id: line for line in _waiting_for(keys, codes)}
        applied = apply(woken.values(), codes=codes, origin=origin)
        settled = sorted(woken.keys() - applied.waits.keys())
        if settled:
            executed(
                f"UPDATE {_EVENT} SET state = %s, waits_for = '' WHERE event_id = ANY(%s)",
                str(FeedState.APPLIED), settled,
            )  # fmt: skip
        if applied.waits:
            executed(
                f"UPDATE {_EVENT} AS event SET waits_for = new.key FROM unnest(%s::text[], %s::text[]) AS new(id, key)"
                " WHERE event.event_id = new.id",
                *columns_of(list(applied.waits.items())),
            )
        # Fewer than could have come: nothing waits for these any more.
        keys = applied.now_known + (keys if len(woken) == _WOKEN_AT_ONCE else [])


def _waiting_for(keys: Sequence[str], codes: Codes) -> list[FeedLine]:
    rows = fetched(
        f"SELECT event_id, type, time, subject, data FROM {_EVENT} WHERE state = %s AND waits_for = ANY(%s)"
        " ORDER BY id LIMIT %s",
        str(FeedState.WAITING), list(keys), _WOKEN_AT_ONCE,
    )  # fmt: skip
    lines = []
    for event_id, kind, time, subject, data in rows:
        values = _loaded(data)
        facts = facts_of(kind, values, codes)
        lines.append(FeedLine(event_id, FeedType(kind), time, subject, values, "", facts))
    return lines


def _loaded(data: Any) -> dict[str, Any]:
    """Return stored JSON as values; Django leaves it as text for columns that it does not know."""
    values = json.loads(data) if isinstance(data, str) else data
    assert isinstance(values, dict)
    return values
