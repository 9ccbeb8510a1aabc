"""Bytes in, numbered lines out, in little memory however long the file or a line of it is. Pure."""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol, cast

from guichet.applications.feed.facts import Fault
from guichet.applications.terms import SetAsideReason

LONGEST_LINE = 1_000_000
# So much of a line that is too long is kept, to find it again by.
EXCERPT = 1_000
CHUNK = 1 << 18
GZIP = b"\x1f\x8b"
BOM = b"\xef\xbb\xbf"


class Readable(Protocol):
    """Something that gives bytes: a file, standard input, the body of a request."""

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its ending, by its number from 1; with the fault where it cannot be read at all."""

    number: int
    raw: bytes
    fault: Fault | None = None


def lines_of(stream: Readable) -> Iterator[Line]:
    """Yield the lines of a stream that are not blank; plain or gzip, as its first bytes say.

    A line longer than LONGEST_LINE is yielded as its beginning and a fault, without ever being held. A stream that
    breaks off (half a gzip file) ends with a fault as its last line.
    """
    number, rest, skipping = 0, b"", False
    try:
        for chunk in _chunks(_opened(stream)):
            parts = chunk.split(b"\n")
            for part in parts[:-1]:
                number += 1
                if skipping:
                    skipping, rest = False, b""
                    continue
                whole = rest + part if rest else part
                rest = b""
                if len(whole) > LONGEST_LINE:
                    yield _too_long(number, whole)
                elif whole and not whole.isspace():
                    yield _line(number, whole)
            if not skipping:
                rest = rest + parts[-1] if rest else parts[-1]
                if len(rest) > LONGEST_LINE:
                    yield _too_long(number + 1, rest)
                    skipping, rest = True, b""
    except (EOFError, zlib.error, gzip.BadGzipFile) as broken:
        yield Line(number + 1, rest[:EXCERPT], Fault(SetAsideReason.NOT_TEXT, f"gzip: {broken}"[:300]))
        return
    if rest and not rest.isspace():
        yield _line(number + 1, rest)


def keepable(raw: bytes) -> str:
    r"""Return a line as text that can be stored and shown: bytes that are no text as \xNN, NUL likewise."""
    return raw.decode("utf-8", "backslashreplace").replace("\x00", "\\x00")


def _line(number: int, raw: bytes) -> Line:
    return Line(number, (raw.removeprefix(BOM) if number == 1 else raw).removesuffix(b"\r"))


def _too_long(number: int, raw: bytes) -> Line:
    return Line(number, raw[:EXCERPT], Fault(SetAsideReason.TOO_LONG, f"> {LONGEST_LINE}"))


def _opened(stream: Readable) -> Readable:
    first = b""
    while len(first) < len(GZIP) and (more := stream.read(len(GZIP) - len(first))):
        first += more
    whole = _Rejoined(first, stream)
    return gzip.GzipFile(fileobj=cast(BinaryIO, io.BufferedReader(whole, CHUNK))) if first == GZIP else whole


def _chunks(stream: Readable) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk


class _Rejoined(io.RawIOBase):
    """A stream with the bytes that were read to look at it put back in front."""

    def __init__(self, first: bytes, rest: Readable) -> None:
        self._first = first
        # From a pipe, what is there now; not only once there is a whole chunk.
        self._read: Callable[[int], bytes] = getattr(rest, "read1", rest.read)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]  # typeshed's Buffer has no len()
        data = self._first[: len(buffer)] or self._read(len(buffer))
        self._first = self._first[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)
