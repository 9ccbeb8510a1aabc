"""When we write in a long silence, from dated files: by program, else as for all."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guichet.applications.rules.silence import Pace
from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import FaultyData, Problem, problem
from guichet.foundation.dated.records import Found, Kind, read
from guichet.foundation.dated.rows import Rows
from guichet.programs.queries import catalogue

FOLDER = "applications"
PACKAGE = Path(__file__).parent / "data"
DEFAULT = "DEFAULT"
KINDS = [
    Kind(
        "heartbeat",
        "heartbeat.yaml",
        {"first_after_days": Field(fields.whole), "every_days": Field(fields.whole)},
        nom="battement",
    )
]


@dataclass(frozen=True, slots=True)
class DatedPace:
    """How often we write in a silence, as in force on a day."""

    code: str
    valid_from: date | None
    valid_to: date | None
    pace: Pace


def pace_of(program: str, on: date) -> Pace:
    """Return how often we write in a silence about a file of a program. Raises FaultyData where a file has a fault."""
    rows = _rows(settings.DATA_FOLDER)
    return rows.row(program if program in rows else DEFAULT, on).pace


def problems(folder: Path | None = None) -> list[Problem]:
    """Return all that is wrong with the file: also a pace for a program that does not exist."""
    found = _found_in(folder)
    try:
        known = catalogue()
    except FaultyData:
        return sorted(found.problems)  # what is wrong with the catalogue is said there
    strangers = [
        problem(
            record.file,
            record.line,
            "UNKNOWN_CODE",
            record.code,
            key="code",
            kind="program",
            nom="programme",
            found=record.code,
        )
        for record in found.of("heartbeat")
        if record.code != DEFAULT and record.code not in known.program_rows
    ]
    return sorted([*found.problems, *strangers])


def _found_in(folder: Path | None) -> Found:
    own = folder / FOLDER if folder else None
    return read(KINDS, PACKAGE, own if own and own.is_dir() else None)


@lru_cache(maxsize=8)
def _rows(folder: str) -> Rows[DatedPace]:
    found = _found_in(Path(folder) if folder else None)
    if found.problems:
        raise FaultyData(list(found.problems))
    return Rows(
        "heartbeat",
        (
            DatedPace(
                one.code,
                one.valid_from,
                one.valid_to,
                Pace(
                    first=timedelta(days=one.values["first_after_days"]), every=timedelta(days=one.values["every_days"])
                ),
            )
            for one in found.of("heartbeat")
        ),
    )
