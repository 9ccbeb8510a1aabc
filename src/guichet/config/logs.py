"""How a line of the log is written: without what could name a person, whoever wrote it."""

import logging
import re
import traceback
from collections.abc import Iterator
from types import TracebackType

# Addresses, and runs of digits long enough for an identifier, a file or a telephone; not moments or small ids.
HIDDEN = (
    (re.compile(r"[^\s<>\"'()=]+@[^\s<>\"'()=]+\.[^\s<>\"'(),]+"), "[address]"),
    (re.compile(r"(?<![\w.:-])[A-Z]{0,3}\+?\d{7,}(?![\w-])"), "[number]"),
    # A file's number has any shape that its case system gives it: `case-10011`.
    (re.compile(r"(?<=/files/)[^/\s\"'?]+|(?<=/dossiers/)[^/\s\"'?]+"), "[number]"),
    (re.compile(r"\?[^\s\"']*=[^\s\"']*"), "?[…]"),
)


Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutPersons(logging.Formatter):
    """Formats as usual, then takes out addresses, numbers of people and files, and query strings.

    Of an exception it tells the class and the way it came, never what it says: that may be a name or somebody’s words,
    which no pattern knows.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = super().format(record)
        for found, said in HIDDEN:
            line = found.sub(said, line)
        return line

    def formatException(self, ei: Raised) -> str:  # noqa: N802 - the library's name
        """Return where an exception came from, and the classes of it and of those that led to it."""
        return "\n".join(_told_of(ei[1])) if ei[1] is not None else ""


def _told_of(raised: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    chain = [raised]
    while (before := chain[-1].__cause__ or chain[-1].__context__) is not None and id(before) not in seen:
        seen.add(id(before))
        chain.append(before)
    for one in reversed(chain):
        yield "Traceback (most recent call last):"
        yield "".join(traceback.format_tb(one.__traceback__)).rstrip("\n")
        yield f"{type(one).__module__}.{type(one).__qualname__}"
