"""The pages on which a list or a calendar is brought in: chosen, asked about, looked at line by line, taken."""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from guichet.assessment.terms import Route
from guichet.design import parts
from guichet.design.dates import long_day, span
from guichet.doors.public.days import shown
from guichet.doors.public.days.forms import FileForm, OrderForm
from guichet.doors.public.days.pages import DaysPage, back_to
from guichet.foundation.sealing import CannotOpen, seal, unseal
from guichet.plans.rules.journal.content import Entry, PeriodEntry, TripEntry
from guichet.plans.rules.journal.files import LARGEST, Doubt, Fate, FileRow, Reading


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A line that may be taken: its number among them, whether it is from the start, and what is said of it."""

    number: int
    ticked: bool
    text: str
    detail: str
    said: str


@dataclass(frozen=True, kw_only=True)
class PreviewPage:
    """What a file holds, line by line, before anything is taken."""

    heading: str
    back: parts.BackLink
    lead: str
    notes: Sequence[parts.Content]
    taken: Sequence[Offered]
    doubtful: Sequence[Offered]
    aside: Sequence[str]
    sealed: str
    cancel: str


def file_page(form: FileForm) -> DaysPage:
    """Return the page on which a file is chosen."""
    return DaysPage(
        heading=_("Bring a list or a calendar"),
        back=back_to("public:days-trips"),
        lead=_("You see every line first, and choose what to take. The file itself is not kept."),
        form=form,
        submit=_("Show what it holds"),
        cancel=reverse("public:days-trips"),
    )


def order_page(form: OrderForm, example: str) -> DaysPage:
    """Return the page on which the order of day and month is asked."""
    return DaysPage(
        heading=_("Day or month first?"),
        back=back_to("public:days-trips"),
        lead=_("“%(example)s” can be read in two ways. We do not guess.") % {"example": example},
        form=form,
        submit=_("Continue"),
        cancel=reverse("public:days-import"),
    )


def preview_page(reading: Reading) -> PreviewPage:
    """Return every line of a file with its fate."""
    entries = [row for row in reading.rows if row.entry]
    offered = list(_offered(entries))
    notes: list[parts.Content] = []
    if reading.without_header:
        notes.append(
            _("The file does not name its columns. We read the first date of a line as the day you left, the second "
              "as the day you came back.")
        )  # fmt: skip
    if reading.day_first is not None:
        notes.append(
            _("We read the dates with the day first.")
            if reading.day_first
            else _("We read the dates with the month first.")
        )
    if reading.resident_since:
        notes.append(_("Permanent resident since %(day)s") % {"day": long_day(reading.resident_since)})
    if reading.route and reading.route is not Route.ADULT:
        notes.append(_("Way of applying: %(route)s") % {"route": str(reading.route.label)})
    return PreviewPage(
        heading=_("What the file holds"),
        back=back_to("public:days-trips"),
        lead=_("Ready to take: %(taken)s. To look at: %(doubtful)s. Set aside: %(aside)s.")
        % {
            "taken": len(reading.with_fate(Fate.TAKEN)),
            "doubtful": len(reading.with_fate(Fate.DOUBTFUL)),
            "aside": len(reading.with_fate(Fate.SET_ASIDE)),
        },
        notes=[parts.Paragraphs(texts=notes)] if notes else [],
        taken=[one for one in offered if one.ticked],
        doubtful=[one for one in offered if not one.ticked],
        aside=[_line(row.line, _said(row.doubts)) for row in reading.with_fate(Fate.SET_ASIDE)],
        sealed=sealed_entries(reading),
        cancel=reverse("public:days-import"),
    )


def sealed_file(data: bytes) -> str:
    """Return a file sealed, to be carried by a page: it is kept nowhere else."""
    return seal(b64encode(zlib.compress(data)).decode())


def opened_file(sealed: str) -> bytes | None:
    """Return a file that a page carried; None for what we did not seal."""
    try:
        # No more than was taken in: what is sealed is ours, but a limit costs nothing.
        return zlib.decompressobj().decompress(b64decode(unseal(sealed)), 2 * LARGEST) or None
    except (CannotOpen, ValueError, zlib.error):
        return None


def sealed_entries(reading: Reading) -> str:
    """Return what may be taken of a file, sealed."""
    entries = [row.entry for row in reading.rows if row.entry]
    held = {
        "entries": [entry.model_dump(mode="json", exclude_defaults=True) for entry in entries],
        "since": reading.resident_since.isoformat() if reading.resident_since else "",
        "signs": reading.signs_on.isoformat() if reading.signs_on else "",
        "asked": reading.asked,
        "route": reading.route or "",
    }
    return sealed_file(json.dumps(held).encode())


def opened_entries(sealed: str) -> tuple[list[Entry], dict[str, Any]] | None:
    """Return what may be taken, and what the file said besides; None for what we did not seal."""
    data = opened_file(sealed)
    if data is None:
        return None
    held = json.loads(data)
    entries: list[Entry] = [
        PeriodEntry.model_validate(one) if "kind" in one else TripEntry.model_validate(one) for one in held["entries"]
    ]
    return entries, held


def _offered(rows: Sequence[FileRow]) -> Iterator[Offered]:
    for number, row in enumerate(rows):
        assert row.entry is not None
        yield Offered(
            number=number,
            ticked=row.fate is Fate.TAKEN,
            text=_dates(row.entry),
            detail=_detail(row),
            said=_said(row.doubts),
        )


def _dates(entry: Entry) -> str:
    if isinstance(entry, TripEntry):
        return shown.trip_dates(entry)
    return (
        capfirst(span(entry.first, entry.last)) if entry.last else _("Since %(day)s") % {"day": long_day(entry.first)}
    )


def _detail(row: FileRow) -> str:
    entry = row.entry
    own = [entry.country, entry.reason] if isinstance(entry, TripEntry) else []
    if isinstance(entry, PeriodEntry):
        own = [str(entry.kind.label)]
    return " · ".join([_("Line %(number)s") % {"number": row.line}, *(text for text in own if text)])


def _line(number: int, text: str) -> str:
    return _("Line %(number)s: %(text)s") % {"number": number, "text": text}


def _said(doubts: Sequence[Doubt]) -> str:
    return " ".join(str(doubt.code.label) % {"text": doubt.text} for doubt in doubts)
