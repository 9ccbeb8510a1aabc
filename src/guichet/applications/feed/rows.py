"""The rows of a CSV file, each by itself: one that is torn or quoted wrongly never takes others with it. Pure."""

import csv
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guichet.applications.feed.facts import Fault, FeedType
from guichet.applications.feed.lines import LONGEST_LINE, Line
from guichet.applications.terms import SetAsideReason

# A value in quotes may run over so many lines; a quote that is not closed by then is a slip of the pen.
LONGEST_VALUE_IN_LINES = 50
DELIMITERS = (",", ";", "\t")
# Names may hold semicolons, codes do not.
_BETWEEN_NAMES, _BETWEEN_CODES, _BEFORE_HASH = "|", ";", "="
_ENVELOPE = {"specversion", "source", "id", "type", "time", "subject"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row by the number of its first line, with its values by column, or the fault where it has none."""

    number: int
    raw: bytes
    values: Mapping[str, str]
    fault: Fault | None = None


class NoHeader(Exception):
    """The first line of a CSV file does not name its columns."""


def header_of(line: Line) -> tuple[list[str], str]:
    """Return the columns that a first line names, and what parts them. Raises NoHeader."""
    try:
        text = line.raw.decode("utf-8")
    except UnicodeDecodeError:
        raise NoHeader from None
    delimiter = max(DELIMITERS, key=text.count)
    columns = [column.strip() for column in _split(text, delimiter) or []]
    if line.fault or not all(columns) or len(set(columns)) != len(columns):
        raise NoHeader
    return columns, delimiter


def rows_of(lines: Iterator[Line], columns: list[str], delimiter: str) -> Iterator[Row]:
    """Yield the rows below a header."""
    waiting: deque[Line] = deque()
    while True:
        line = waiting.popleft() if waiting else next(lines, None)
        if line is None:
            return
        if line.fault:
            yield Row(line.number, line.raw, {}, line.fault)
            continue
        gathered, raw = [line], line.raw
        # An odd number of quotes: a value goes on in the next line.
        while raw.count(b'"') % 2 and len(gathered) < LONGEST_VALUE_IN_LINES and len(raw) <= LONGEST_LINE:
            more = waiting.popleft() if waiting else next(lines, None)
            if more is None:
                break
            gathered.append(more)
            raw += b"\n" + more.raw
        row = row_of(line.number, raw, columns, delimiter)
        if row.fault and len(gathered) > 1:
            # The fault is in the first line, or it is alone in having one: the others are read again by themselves.
            row = row_of(line.number, line.raw, columns, delimiter)
            waiting.extendleft(reversed(gathered[1:]))
        yield row


def event_of(values: Mapping[str, str]) -> dict[str, Any]:
    """Return the event that a row tells whose columns are those of an event and of its data."""
    event: dict[str, Any] = {column: value for column, value in values.items() if column in _ENVELOPE and value}
    kind = values.get("type", "")
    event["data"] = {
        column: _value(kind, column, value) for column, value in values.items() if column not in _ENVELOPE and value
    }
    return event


def row_of(number: int, raw: bytes, columns: list[str], delimiter: str) -> Row:
    """Return one row, which may run over several lines."""
    if b"\x00" in raw:
        return Row(number, raw, {}, Fault(SetAsideReason.NOT_TEXT, "NUL"))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as unreadable:
        return Row(number, raw, {}, Fault(SetAsideReason.NOT_TEXT, f"byte {unreadable.start + 1}"))
    values = _split(text, delimiter)
    if values is None or len(values) != len(columns):
        found = "?" if values is None else str(len(values))
        return Row(number, raw, {}, Fault(SetAsideReason.BAD_ROW, f"{found} / {len(columns)}"))
    return Row(number, raw, dict(zip(columns, values, strict=True)))


def _split(text: str, delimiter: str) -> list[str] | None:
    """Return the values of a row, or None where its quotes are wrong."""
    if '"' not in text:
        return text.split(delimiter)
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _value(kind: str, column: str, value: str) -> Any:
    if column == "names":
        return [{"text": name.strip()} for name in value.split(_BETWEEN_NAMES)]
    if column == "documents" and kind == FeedType.DOCUMENT_RECEIVED:
        return [_received(part.strip()) for part in value.split(_BETWEEN_CODES)]
    if column in {"documents", "reasons"}:
        return [part.strip() for part in value.split(_BETWEEN_CODES)]
    return value


def _received(part: str) -> dict[str, str]:
    code, _, sha256 = part.partition(_BEFORE_HASH)
    return {"code": code, "sha256": sha256} if sha256 else {"code": code}
