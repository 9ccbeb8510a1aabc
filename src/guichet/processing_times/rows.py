"""Reading files of histories and of figures: what is sound, and what is set aside with its line and reason."""

import csv
import gzip
import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from numpy.typing import NDArray

from guichet.processing_times.estimates import Histories
from guichet.processing_times.series import Series

Reason = str | Promise
STANDARD_INPUT = "-"
NO_DATE = _("there is no date, or one that cannot be read")
NO_SUCH_YEAR = _("the year cannot be right")
BEFORE_RECEIPT = _("decided before it was received")
GONE_BEFORE_RECEIPT = _("withdrawn before it was received")
FAR_FROM_ALL = _("more than a year after all others")
NO_NUMBER = _("the value is no number")
TWICE = _("this time came before in the series")
NO_VALUE = _("the series has no value at all")

_FIRST_YEAR, _LAST_YEAR = 1950, 2150
_DAY_SECONDS = 86_400
_ZERO = datetime(1970, 1, 1, tzinfo=UTC)
_YEAR_APART, _FEW = 400.0, 0.005


class MissingColumns(Exception):
    """The file lacks columns; they are the arguments."""


@dataclass(frozen=True)
class SetAside:
    """A row that was not used: its line in its file, and why."""

    file: str
    line: int
    reason: Reason
    raw: str


@dataclass(frozen=True)
class Case:
    """A file to be estimated."""

    id: str
    category: str
    office: str
    received: float


@dataclass(frozen=True)
class Told:
    """How a series writes its times, so that its forecast is written alike."""

    dates: bool
    separator: str
    timespec: str
    last: datetime


class _Unreadable(Exception):
    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason


def read_histories(file: str) -> tuple[Histories, int, list[SetAside]]:
    """Return the files of a history, how many rows were read, and what was set aside.

    A column `withdrawn` may be there: when a file ended without a decision.
    """
    rows: list[tuple[str, str, float, float, float]] = []
    lines: list[tuple[int, str]] = []
    aside: list[SetAside] = []
    read = 0
    for line, row, raw in _rows(file, ("category", "office", "received", "decided"), ("withdrawn",)):
        read += 1
        try:
            received = days(row["received"])
            decided, withdrawn = (days(row[name]) if row[name].strip() else np.nan for name in ("decided", "withdrawn"))
            if decided < received:
                raise _Unreadable(BEFORE_RECEIPT)
            if withdrawn < received:
                raise _Unreadable(GONE_BEFORE_RECEIPT)
        except _Unreadable as fault:
            aside.append(SetAside(file, line, fault.reason, raw))
            continue
        rows.append((row["category"].strip(), row["office"].strip(), received, decided, withdrawn))
        lines.append((line, raw))
    begins = np.array([row[2] for row in rows], dtype=np.float64)
    ends = np.array([row[3] for row in rows], dtype=np.float64)
    gone = np.array([row[4] for row in rows], dtype=np.float64)
    strays = _strays(begins, np.fmax(ends, gone))
    aside += [SetAside(file, lines[place][0], FAR_FROM_ALL, lines[place][1]) for place in np.flatnonzero(strays)]
    kept = np.flatnonzero(~strays)
    found = Histories([rows[i][0] for i in kept], [rows[i][1] for i in kept], begins[kept], ends[kept], gone[kept])
    return found, read, sorted(aside, key=lambda one: one.line)


def read_cases(file: str) -> tuple[list[Case], list[SetAside]]:
    """Return the files to be estimated, and what was set aside."""
    cases: list[Case] = []
    aside: list[SetAside] = []
    for line, row, raw in _rows(file, ("id", "category", "office", "received")):
        try:
            cases.append(Case(row["id"], row["category"].strip(), row["office"].strip(), days(row["received"])))
        except _Unreadable as fault:
            aside.append(SetAside(file, line, fault.reason, raw))
    return cases, aside


def read_series(file: str) -> tuple[list[Series], dict[str, Told], int, list[SetAside]]:
    """Return the series in order of name, how each writes its times, rows read, and what was set aside."""
    found: dict[str, dict[float, tuple[float, str, datetime]]] = {}
    first_line: dict[str, tuple[int, str]] = {}
    aside: list[SetAside] = []
    read = 0
    for line, row, raw in _rows(file, ("series", "time", "value")):
        read += 1
        try:
            # By the clock on the wall: people call at nine, in summer and in winter.
            wall = _moment(row["time"]).replace(tzinfo=UTC)
            time = _since_1970(wall)
            value = _number(row["value"])
            if time in found.setdefault(row["series"], {}):
                raise _Unreadable(TWICE)
        except _Unreadable as fault:
            aside.append(SetAside(file, line, fault.reason, raw))
            continue
        first_line.setdefault(row["series"], (line, raw))
        found[row["series"]][time] = (value, row["time"].strip(), _moment(row["time"]))
    many, told = [], {}
    for name in sorted(found):
        times = sorted(found[name])
        values = np.array([found[name][time][0] for time in times])
        if not len(times) or np.all(np.isnan(values)):
            if name in first_line:
                aside.append(SetAside(file, first_line[name][0], NO_VALUE, first_line[name][1]))
            continue
        many.append(Series(name, np.array(times), values))
        told[name] = _told([found[name][time][1:] for time in times])
    return many, told, read, aside


def days(text: str) -> float:
    """Return a date or time as days since 1970. Raises where it is none, or of a year that cannot be."""
    return _since_1970(_moment(text))


def written(time: float, told: Told) -> str:
    """Return a time ahead as the series writes its own."""
    moment = datetime.fromtimestamp(round(time * _DAY_SECONDS), UTC).replace(tzinfo=told.last.tzinfo)
    if told.dates:
        # A date stands in the file without a time, and none is taken of a moment.
        return str(np.datetime64(int(np.floor(time + 1e-7)), "D"))
    return moment.isoformat(sep=told.separator, timespec=told.timespec)


def _told(rows: Sequence[tuple[str, datetime]]) -> Told:
    text, last = rows[-1]
    dates = all(len(one) <= 10 for one, _ in rows)
    short = len(text.split("+")[0]) <= 16 and not dates
    return Told(dates, "T" if "T" in text else " ", "minutes" if short else "seconds", last)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise _Unreadable(NO_DATE) from None
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise _Unreadable(NO_SUCH_YEAR)
    return moment


def _since_1970(moment: datetime) -> float:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (aware - _ZERO).total_seconds() / _DAY_SECONDS


def _number(text: str) -> float:
    if not text.strip():
        return np.nan
    try:
        value = float(text)
    except ValueError:
        raise _Unreadable(NO_NUMBER) from None
    if not np.isfinite(value):
        raise _Unreadable(NO_NUMBER)
    return value


def _strays(received: NDArray[np.float64], ended: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return the few rows that lie far after all others: a slip of the pen must not say what day it is."""
    latest = np.fmax(received, ended)
    if len(latest) < 10:
        return np.zeros(len(latest), dtype=bool)
    order = np.sort(latest)
    allowed = max(3, int(len(order) * _FEW))
    gaps = np.flatnonzero(np.diff(order[-allowed - 1 :]) > _YEAR_APART)
    if not len(gaps):
        return np.zeros(len(latest), dtype=bool)
    return np.asarray(latest > order[-allowed - 1 :][gaps[0]])


def _rows(file: str, wanted: Sequence[str], may_be: Sequence[str] = ()) -> Iterator[tuple[int, dict[str, str], str]]:
    with _opened(file) as stream:
        reader = csv.DictReader(stream)
        names = {str(name).strip().lower(): name for name in reader.fieldnames or ()}
        if missing := [name for name in wanted if name not in names]:
            raise MissingColumns(*missing)
        for row in reader:
            found = {name: row[names[name]] or "" for name in (*wanted, *may_be) if name in names}
            yield reader.line_num, dict.fromkeys(may_be, "") | found, ",".join(found.values())


@contextmanager
def _opened(file: str) -> Iterator[TextIO]:
    if file == STANDARD_INPUT:
        yield io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="replace", newline="")
        return
    if file.endswith(".gz"):
        with gzip.open(file, "rt", encoding="utf-8-sig", errors="replace", newline="") as packed:
            yield packed
        return
    with Path(file).open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        yield stream
