"""A stream in, what each of its lines tells out: JSON or CSV, with or without a mapping. Pure."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _

from guichet.applications.feed.batch import Read
from guichet.applications.feed.codes import Codes
from guichet.applications.feed.facts import Fault, FeedLine
from guichet.applications.feed.lines import Line, Readable, lines_of
from guichet.applications.feed.mapping import BadMapping, Mapper, MappingFile, Unmapped
from guichet.applications.feed.parsing import json_value, parse_event, parse_line
from guichet.applications.feed.rows import NoHeader, Row, event_of, header_of, row_of, rows_of
from guichet.applications.terms import SetAsideReason


class Reader:
    """Reads the lines of one stream: as JSON, or as CSV below a header; with a mapping, or as the feed's own events.

    `until`: see `parse_line`.
    """

    def __init__(self, *, codes: Codes, until: datetime, mapping: MappingFile | None = None, header: str = "") -> None:
        self.header = header
        self._codes, self._until = codes, until
        self._mapper = Mapper(mapping) if mapping else None
        self._columns, self._delimiter = header_of(Line(1, header.encode())) if header else ([], "")

    def reads(self, lines: Iterator[Line]) -> Iterator[Read]:
        """Yield what each line tells, or why it cannot be accepted."""
        if self.header:
            for row in rows_of(lines, self._columns, self._delimiter):
                yield self._row(row)
        else:
            for line in lines:
                yield self._line(line)

    def again(self, line: Line) -> Read:
        """Return what a line, or a row of several lines, tells that was set aside before."""
        if self.header:
            return self._row(row_of(line.number, line.raw, self._columns, self._delimiter))
        return self._line(line)

    def events(self, events: Iterable[Any]) -> Iterator[Read]:
        """Yield what JSON values tell, numbered from 1."""
        for number, event in enumerate(events, 1):
            outcome = parse_event(event, codes=self._codes, until=self._until)
            # Only a line that is set aside is looked at again.
            raw = _as_line(event) if isinstance(outcome, Fault) else b""
            yield _read(number, raw, [outcome])

    def _line(self, line: Line) -> Read:
        if line.fault:
            return Read(line.number, line.raw, (), line.fault)
        if self._mapper:
            return self._row(_object(line))
        return _read(line.number, line.raw, [parse_line(line.raw, codes=self._codes, until=self._until)])

    def _row(self, row: Row) -> Read:
        if row.fault:
            return Read(row.number, row.raw, (), row.fault)
        try:
            events = self._mapper.events(row.values) if self._mapper else [event_of(row.values)]
        except Unmapped as unmapped:
            return Read(row.number, row.raw, (), unmapped.fault)
        if not events:
            return Read(row.number, row.raw, (), Fault(SetAsideReason.UNMAPPED, "events"))
        return _read(
            row.number, row.raw, [parse_event(event, codes=self._codes, until=self._until) for event in events]
        )


def reads_of(
    stream: Readable, *, codes: Codes, until: datetime, mapping: MappingFile | None = None
) -> tuple[Reader, Iterator[Read]]:
    """Return what reads a stream, once its first line is seen, and what its lines tell.

    What begins with a brace is JSON, one event a line; CSV has a header, with the columns of an event and of its data
    or those that the mapping names. Raises BadMapping where the stream lacks a column that the mapping names.
    """
    lines = lines_of(stream)
    first = next(lines, None)
    if first is None:
        return Reader(codes=codes, until=until, mapping=mapping), iter(())
    columns = _columns_named(first)
    if mapping and columns and (missing := mapping.columns - set(columns)):
        raise BadMapping(_("The file lacks columns that the mapping names: %(columns)s.")
                         % {"columns": ", ".join(sorted(missing))})  # fmt: skip
    if columns and (mapping or set(columns) >= {"id", "type", "time"}):
        reader = Reader(codes=codes, until=until, mapping=mapping, header=first.raw.decode())
        return reader, reader.reads(lines)
    reader = Reader(codes=codes, until=until, mapping=mapping)
    return reader, reader.reads(chain([first], lines))


def _columns_named(first: Line) -> list[str]:
    """Return the columns that the first line of a stream names; none where it is JSON, or nothing at all."""
    if first.fault or first.raw.lstrip().startswith((b"{", b"[")):
        return []
    try:
        return header_of(first)[0]
    except NoHeader:
        return []


def _as_line(event: Any) -> bytes:
    try:
        return json.dumps(event, ensure_ascii=False).encode("utf-8", "backslashreplace")
    except (ValueError, TypeError, RecursionError):
        return b"?"


def _object(line: Line) -> Row:
    """Return an object of one line of JSON as a row: its values as text."""
    if line.fault:
        return Row(line.number, line.raw, {}, line.fault)
    values = json_value(line.raw)
    if isinstance(values, Fault):
        return Row(line.number, line.raw, {}, values)
    return Row(line.number, line.raw, _Texts(values if isinstance(values, dict) else {}))


class _Texts(dict[str, str]):
    """The values of an object as text; a column that an object lacks is empty."""

    def __init__(self, values: dict[str, Any]) -> None:
        super().__init__({key: "" if value is None else str(value) for key, value in values.items()})

    def __missing__(self, key: str) -> str:
        return ""


def _read(number: int, raw: bytes, outcomes: list[FeedLine | Fault]) -> Read:
    """Return a line with all its events; where one of them has a fault, with none and that."""
    fault = next((outcome for outcome in outcomes if isinstance(outcome, Fault)), None)
    if fault:
        return Read(number, raw, (), fault)
    return Read(number, raw, tuple(outcome for outcome in outcomes if isinstance(outcome, FeedLine)))
