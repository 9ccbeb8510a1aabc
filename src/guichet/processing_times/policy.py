"""How times are reckoned and when a client is told, from dated files: by program, else as for all."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import FaultyData, Problem, problem
from guichet.foundation.dated.records import Found, Kind, read
from guichet.foundation.dated.rows import Rows
from guichet.programs.queries import catalogue

FOLDER = "processing_times"
PACKAGE = Path(__file__).parent / "data"
DEFAULT = "DEFAULT"
NUMBERS = (
    "history_days", "least_decided", "least_office", "moved_days", "moved_percent", "quiet_days", "trend_percent",
    "trend_least", "group", "stale_days",
)  # fmt: skip
KINDS = [Kind("times", "times.yaml", {name: Field(fields.whole) for name in NUMBERS}, nom="délai")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The numbers in force for a program on a day; see data/times.yaml for each."""

    code: str
    valid_from: date | None
    valid_to: date | None
    history_days: int
    least_decided: int
    least_office: int
    moved_days: int
    moved_percent: int
    quiet_days: int
    trend_percent: int
    trend_least: int
    group: int
    stale_days: int


def policy_of(program: str, on: date) -> Policy:
    """Return the numbers in force for a program on a day. Raises FaultyData where a file has a fault."""
    rows = _rows(settings.DATA_FOLDER)
    return rows.row(program if program in rows else DEFAULT, on)


def longest_history(on: date) -> int:
    """Return how many days back anything is learnt from, whichever the program."""
    rows = _rows(settings.DATA_FOLDER)
    return max(rows.row(code, on).history_days for code in {row.code for row in rows})


def problems(folder: Path | None = None) -> list[Problem]:
    """Return all that is wrong with the file: also numbers for a program that does not exist."""
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
        for record in found.of("times")
        if record.code != DEFAULT and record.code not in known.program_rows
    ]
    return sorted([*found.problems, *strangers])


def _found_in(folder: Path | None) -> Found:
    own = folder / FOLDER if folder else None
    return read(KINDS, PACKAGE, own if own and own.is_dir() else None)


@lru_cache(maxsize=8)
def _rows(folder: str) -> Rows[Policy]:
    found = _found_in(Path(folder) if folder else None)
    if found.problems:
        raise FaultyData(list(found.problems))
    return Rows(
        "times",
        (
            Policy(
                code=one.code,
                valid_from=one.valid_from,
                valid_to=one.valid_to,
                **{name: one.values[name] for name in NUMBERS},
            )
            for one in found.of("times")
        ),
    )
