"""The numbers of privacy work, from dated files that a department lays its own over."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import FaultyData, Problem, problem
from guichet.foundation.dated.records import Found, Kind, Record, read
from guichet.foundation.dated.rows import Rows

FOLDER = "privacy"
PACKAGE = Path(__file__).parent / "data"
KINDS = [Kind("limits", "limits.yaml", {"number": Field(fields.whole)}, nom="limites")]
COPY_KEPT_DAYS, COPIES_A_WEEK = "COPY_KEPT_DAYS", "COPIES_A_WEEK"
CORRECTION_DAYS, RECEIVERS_YEARS = "CORRECTION_DAYS", "RECEIVERS_YEARS"
NEEDED = (COPY_KEPT_DAYS, COPIES_A_WEEK, CORRECTION_DAYS, RECEIVERS_YEARS)


@dataclass(frozen=True, slots=True)
class Limit:
    """One number, and since when it holds."""

    code: str
    valid_from: date | None
    valid_to: date | None
    number: int


def limit(code: str, at: datetime) -> int:
    """Return the number of a code as in force at a moment. Raises FaultyData where a file has a fault."""
    return _rows(settings.DATA_FOLDER).row(code, at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()).number


def problems(folder: Path | None = None) -> list[Problem]:
    """Return all that is wrong with the files, a department's `folder` laid over the package's."""
    found = _found_in(folder)
    return sorted([*found.problems, *_faults(found)])


def _faults(found: Found) -> list[Problem]:
    """Return numbers that are missing, and those that nothing asks for."""
    there = {record.code: record for record in found.of("limits")}
    unknown = [record for code, record in there.items() if code not in NEEDED]
    file = str(PACKAGE / "limits.yaml")
    known = ", ".join(NEEDED)
    return [
        *(problem(file, 1, "MISSING_KEY", code, key=code) for code in NEEDED if code not in there),
        *(problem(one.file, one.line, "UNKNOWN_KEY", one.code, key=one.code, known=known) for one in unknown),
    ]


def _found_in(folder: Path | None) -> Found:
    own = folder / FOLDER if folder else None
    return read(KINDS, PACKAGE, own if own and own.is_dir() else None)


@lru_cache(maxsize=8)
def _rows(folder: str) -> Rows[Limit]:
    found = _found_in(Path(folder) if folder else None)
    wrong = [*found.problems, *_faults(found)]
    if wrong:
        raise FaultyData(wrong)
    return Rows("limits", (_limit(record) for record in found.of("limits")))


def _limit(record: Record) -> Limit:
    return Limit(record.code, record.valid_from, record.valid_to, record.values["number"])
