"""A journal as one whole, to be brought back (JSON); and any file that somebody brings, told apart. Pure."""

import json
from datetime import tzinfo

from guichet.plans.rules.journal.calendars import read_calendar
from guichet.plans.rules.journal.content import Entry, Journal, NotAJournal, packed, unpacked
from guichet.plans.rules.journal.files import CannotRead, Fate, FileRow, Reading, judged
from guichet.plans.rules.journal.lists import read_list, text_of
from guichet.plans.rules.journal.words import Unreadable

MARK = "guichet.travel-journal"


def write_whole(journal: Journal) -> bytes:
    """Return a journal as it is kept, without the changes that could be taken back."""
    whole = {"what": MARK, **packed(journal.model_copy(update={"changes": ()}))}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def read_whole(data: bytes) -> Reading:
    """Return what a journal that was written here holds. Raises CannotRead."""
    try:
        held = json.loads(text_of(data))
        if not isinstance(held, dict) or held.pop("what", "") != MARK:
            raise CannotRead(Unreadable.NOT_OURS)
        journal = unpacked(held)
    except (ValueError, RecursionError, NotAJournal):
        raise CannotRead(Unreadable.NOT_OURS) from None
    entries: list[Entry] = [*journal.trips, *journal.periods]
    if journal.is_empty and journal.signs_on is None:
        raise CannotRead(Unreadable.NOTHING)
    rows = (judged(place, entry) for place, entry in enumerate(entries, start=1))
    # Whatever of a journal was once taken is taken again: its person has looked at it before.
    kept = tuple(FileRow(row.line, Fate.TAKEN, row.entry, ()) if row.entry else row for row in rows)
    return Reading(
        rows=kept,
        resident_since=journal.resident_since,
        signs_on=journal.signs_on,
        asked=journal.asked,
        route=journal.route,
    )


def read_any(data: bytes, zone: tzinfo, *, day_first: bool | None = None) -> Reading:
    """Return what a file holds, whatever it is: a calendar, a journal of ours, a list. Raises CannotRead."""
    text = text_of(data).lstrip()
    if text.startswith("{"):
        return read_whole(data)
    if text[:200].upper().startswith("BEGIN:"):
        return read_calendar(data, zone)
    return read_list(data, day_first=day_first)
