"""How a line of the log is written: without what could name a person, whoever wrote it."""

import logging
import re

# Addresses, and runs of digits long enough for an identifier, a file or a telephone; not moments or small ids.
HIDDEN = (
    (re.compile(r"[^\s<>\"'()=]+@[^\s<>\"'()=]+\.[^\s<>\"'(),]+"), "[address]"),
    (re.compile(r"(?<![\w.:-])[A-Z]{0,3}\+?\d{7,}(?![\w-])"), "[number]"),
    # A file's number has any shape that its case system gives it: `case-10011`.
    (re.compile(r"(?<=/files/)[^/\s\"'?]+|(?<=/dossiers/)[^/\s\"'?]+"), "[number]"),
    (re.compile(r"\?[^\s\"']*=[^\s\"']*"), "?[…]"),
)


class WithoutPersons(logging.Formatter):
    """Formats as usual, then takes out addresses, numbers of people and files, and query strings; in tracebacks too."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = super().format(record)
        for found, said in HIDDEN:
            line = found.sub(said, line)
        return line
