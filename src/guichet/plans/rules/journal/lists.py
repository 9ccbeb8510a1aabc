"""A journal as a list that any spreadsheet opens (CSV), and lists of others read into one. Pure.

What we write we read again without loss, in either language; of lists of others the delimiter and the columns are found
by their names, and the order of day and month is asked where the list leaves it open.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext, override
from pydantic import ValidationError

from guichet.foundation.languages import Language
from guichet.plans.rules.journal.content import Entry, Journal, PeriodEntry, TripEntry, one_line
from guichet.plans.rules.journal.files import (
    LARGEST,
    LONGEST_CELL,
    MOST_ROWS,
    CannotRead,
    Doubt,
    Fate,
    FileRow,
    Reading,
    judged,
    quoted,
)
from guichet.plans.rules.journal.reading_days import Written, folded, written_day
from guichet.plans.rules.journal.words import PeriodKind, Unreadable, Why

DELIMITERS = ",;\t|"
# A list that a spreadsheet opens must not give it a formula; a mark before such a text keeps it a text.
_FORMULA = ("=", "+", "-", "@", "'")
_COLUMNS = ("kind", "from", "to", "country", "reason", "note", "unsure")
# How people name the columns, in either language, as `folded` gives them.
_NAMES = {
    "kind": {"kind", "type", "what", "quoi", "sorte", "genre"},
    "from": {
        *("from", "from day", "from date", "away from", "left", "left on", "left canada", "date left", "day left"),
        *("departure", "departure date", "date of departure", "leave date", "exit", "exit date", "out"),
        *("start", "start date", "begin", "du", "de", "depart", "depart le", "date de depart", "jour du depart"),
        *("depart du canada", "quitte le canada", "parti", "parti le", "sortie", "date de sortie"),
        *("debut", "date de debut"),
    },
    "to": {
        *("to", "to day", "to date", "back", "back on", "came back", "return", "returned", "return date"),
        *("date of return", "date returned", "returned to canada", "entry", "entry date", "arrival", "in", "until"),
        *("end", "end date", "au", "a", "retour", "date de retour", "jour du retour", "retour au canada"),
        *("revenu", "revenu le", "entree", "date d’entree", "date d'entree", "fin", "date de fin"),
    },
    "country": {"country", "countries", "destination", "destinations", "place", "where", "pays", "lieu", "ou"},
    "reason": {"reason", "purpose", "why", "raison", "motif", "but", "pourquoi"},
    "note": {"note", "notes", "proof", "comment", "comments", "preuve", "preuves", "remarque", "remarques"},
    "unsure": {"unsure", "not sure", "pas sur", "incertain"},
}
_YES = {"x", "1", "yes", "y", "true", "oui", "o", "vrai"}
TRIP, PLANNED, RESIDENT, SIGNING = "trip", "planned", "resident", "signing"


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    cells: dict[str, str]


def write_list(journal: Journal, language: Language) -> str:
    """Return a journal as a list, with the names of the columns in a language; days are written year first."""
    with override(language):
        names = _names_here()
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([names[column] for column in _COLUMNS])
        if journal.resident_since:
            writer.writerow([names[RESIDENT], journal.resident_since.isoformat(), "", "", "", "", ""])
        if journal.signs_on:
            writer.writerow([names[SIGNING], journal.signs_on.isoformat(), "", "", "", "", ""])
        for trip in journal.trips:
            kind = names[PLANNED if trip.planned else TRIP]
            unsure = names["yes"] if trip.unsure else ""
            cells = [kind, trip.out, trip.back, trip.country, trip.reason, trip.proof, unsure]
            writer.writerow([_safe(cell) for cell in cells])
        for one in journal.periods:
            writer.writerow([_safe(cell) for cell in [str(one.kind.label), one.first, one.last, "", "", one.note, ""]])
        return out.getvalue()


def read_list(data: bytes, *, day_first: bool | None = None) -> Reading:
    """Return what a list holds, line by line. Raises CannotRead.

    `day_first` is what the person said of the order; None: they were not asked yet.
    """
    lines, without_header = _lines(text_of(data))
    open_ones, first_only, month_only = _orders(lines)
    order = day_first
    if order is None and (first_only or month_only) and not (first_only and month_only):
        # Some day of the list can be read in one order only, and none in the other only: so the list says it itself.
        order = bool(first_only)
    if order is None and open_ones:
        return Reading(asks_order=True, example=open_ones[0].text, without_header=without_header)
    found = Reading(day_first=order if open_ones or first_only or month_only else None, without_header=without_header)
    rows = []
    for line in lines:
        said, day = _fact(line, day_first=order is not False)
        if said == RESIDENT and day:
            found = replace(found, resident_since=day)
        elif said == SIGNING and day:
            found = replace(found, signs_on=day)
        else:
            rows.append(_row(line, day_first=order is not False))
    if not rows and not found.resident_since and not found.signs_on:
        raise CannotRead(Unreadable.NOTHING)
    return replace(found, rows=tuple(rows))


def text_of(data: bytes) -> str:
    """Return the text of a file, however it was written. Raises CannotRead for what is none."""
    if len(data) > LARGEST:
        raise CannotRead(Unreadable.TOO_LARGE)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise CannotRead(Unreadable.NOT_TEXT)
    if not text.strip():
        raise CannotRead(Unreadable.EMPTY)
    return text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")


def _lines(text: str) -> tuple[list[_Line], bool]:
    """Return the lines of a list with their cells by name, and whether the names had to be taken from the places."""
    best: tuple[tuple[bool, int], str] | None = None
    for delimiter in DELIMITERS:
        head = next(iter(_records(text, delimiter)), (0, []))[1]
        names = _named(head)
        score = ("from" in names, len(head))
        if best is None or score > best[0]:
            best = score, delimiter
    assert best is not None
    records = list(_records(text, best[1]))
    if not records:
        raise CannotRead(Unreadable.EMPTY)
    if len(records) > MOST_ROWS:
        raise CannotRead(Unreadable.TOO_MANY)
    places, without_header = _named(records[0][1]), False
    if "from" not in places:
        places, without_header = _by_place(records[0][1]), True
    else:
        records = records[1:]
    return [_Line(number, _cells(cells, places)) for number, cells in records], without_header


def _records(text: str, delimiter: str) -> Iterable[tuple[int, list[str]]]:
    """Yield each line that is not empty, with its number in the file. Raises CannotRead."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            # The limit of the reader itself is shared by all that reads lists in this process.
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise CannotRead(Unreadable.NOT_TEXT)
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error:
        raise CannotRead(Unreadable.NOT_TEXT) from None


def _named(head: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(head):
        name = " ".join(folded(cell).replace("_", " ").split())
        for column, names in _NAMES.items():
            if name in names:
                found.setdefault(column, place)
    return found


def _by_place(first: Sequence[str]) -> dict[str, int]:
    """Return the first two columns that hold days as leaving and return. Raises CannotRead where there are none."""
    with_days = [place for place, cell in enumerate(first) if isinstance(written_day(cell), Written)]
    if not with_days:
        raise CannotRead(Unreadable.NO_COLUMNS)
    places = {"from": with_days[0]}
    if len(with_days) > 1:
        places["to"] = with_days[1]
    others = (place for place in range(len(first)) if place not in places.values())
    return places | dict(zip(("country", "reason", "note"), others, strict=False))


def _cells(cells: Sequence[str], places: dict[str, int]) -> dict[str, str]:
    return {name: _unsafe(cells[place].strip()) for name, place in places.items() if place < len(cells)}


def _orders(lines: Sequence[_Line]) -> tuple[list[Written], list[Written], list[Written]]:
    """Return the days that can be read in two ways, those with the day first only, those with the month first only."""
    days = [written_day(line.cells.get(name, "")) for line in lines for name in ("from", "to")]
    read = [day for day in days if isinstance(day, Written)]
    return (
        [day for day in read if day.is_open],
        [day for day in read if day.is_one and day.day_first],
        [day for day in read if day.is_one and day.month_first],
    )


def _fact(line: _Line, *, day_first: bool) -> tuple[str, date | None]:
    """Return what a line says besides trips and times: since when somebody is a resident, when they sign."""
    said = _kind_of(line.cells.get("kind", ""))
    if said not in {RESIDENT, SIGNING}:
        return "", None
    day = written_day(line.cells.get("from", ""))
    return str(said), day.read(day_first=day_first) if isinstance(day, Written) else None


def _row(line: _Line, *, day_first: bool) -> FileRow:
    days: list[date | None] = []
    for name in ("from", "to"):
        text = line.cells.get(name, "")
        found = written_day(text)
        if isinstance(found, Why):
            return _aside(line, found, text)
        day = found.read(day_first=day_first) if found else None
        if found and day is None:
            return _aside(line, Why.OTHER_ORDER, text)
        days.append(day)
    first, last = days
    if first is None:
        return _aside(line, Why.NO_LEAVING if last else Why.NO_DATES)
    if last and last < first:
        return _aside(line, Why.BACKWARDS)
    kind, doubts = _kind_of(line.cells.get("kind", "")), []
    if kind is None:
        kind, doubts = TRIP, [Doubt(Why.UNKNOWN_KIND, quoted(line.cells["kind"]))]
    try:
        return judged(line.number, _entry(line, kind, first, last), tuple(doubts))
    except ValidationError:
        return _aside(line, Why.OUT_OF_REACH)


def _entry(line: _Line, kind: str, first: date, last: date | None) -> Entry:
    note = one_line(line.cells.get("note", ""))[:200]
    if kind in PeriodKind.values:
        return PeriodEntry(number=1, kind=PeriodKind(kind), first=first, last=last, note=note)
    return TripEntry(
        number=1,
        out=first,
        back=last,
        country=one_line(line.cells.get("country", ""))[:60],
        reason=one_line(line.cells.get("reason", ""))[:60],
        proof=note,
        planned=kind == PLANNED,
        unsure=folded(line.cells.get("unsure", "")) in _YES,
    )


def _aside(line: _Line, why: Why, text: str = "") -> FileRow:
    return FileRow(line.number, Fate.SET_ASIDE, None, (Doubt(why, quoted(text)),))


def _kind_of(text: str) -> str | None:
    """Return what a line is about, by its name in either language; a trip where it says nothing; None if unknown."""
    wanted = folded(one_line(text))
    if not wanted:
        return TRIP
    for language in Language:
        with override(language):
            names = _names_here()
            for kind in (TRIP, PLANNED, RESIDENT, SIGNING):
                if folded(names[kind]) == wanted:
                    return kind
            for period in PeriodKind:
                if folded(str(period.label)) == wanted:
                    return period.value
    return None


def _names_here() -> dict[str, str]:
    return {
        "kind": gettext("What"),
        "from": gettext("From day"),
        "to": gettext("To day"),
        "country": gettext("Country"),
        "reason": gettext("Reason"),
        "note": gettext("Proof"),
        "unsure": gettext("Not sure"),
        "yes": gettext("yes"),
        TRIP: gettext("Trip"),
        PLANNED: gettext("Planned trip"),
        RESIDENT: gettext("Permanent resident since"),
        SIGNING: gettext("I mean to sign on"),
    }


def _safe(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _unsafe(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text
