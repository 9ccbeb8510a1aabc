"""When two records are shown to a person as perhaps one, from dated files that a department lays its own over."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guichet.clients.rules.duplicates import Weights
from guichet.clients.terms import DuplicateReason
from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import FaultyData, Problem
from guichet.foundation.dated.records import Found, Kind, Record, read
from guichet.foundation.dated.rows import Rows

FOLDER = "duplicates"
PACKAGE = Path(__file__).parent / "data"
_FIGURES = ("suggest_from", "same_name", "like_name", "shared_by", "other_birth", "other_name")
KINDS = [
    Kind(
        "duplicates",
        "duplicates.yaml",
        {name: Field(fields.whole) for name in (*_FIGURES, *(reason.value.lower() for reason in DuplicateReason))},
        nom="fiches en double",
    )
]


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    valid_from: date | None
    valid_to: date | None
    weights: Weights


def duplicate_weights(on: date) -> Weights:
    """Return what counts in comparing records, as in force on a day. Raises FaultyData where the file has a fault."""
    return _rows(settings.DATA_FOLDER).row("DUPLICATES", on).weights


def problems(folder: Path | None = None) -> list[Problem]:
    """Return all that is wrong with the file, a department's `folder` laid over the package's."""
    return sorted(_found_in(folder).problems)


def _found_in(folder: Path | None) -> Found:
    own = folder / FOLDER if folder else None
    return read(KINDS, PACKAGE, own if own and own.is_dir() else None)


@lru_cache(maxsize=8)
def _rows(folder: str) -> Rows[_Row]:
    found = _found_in(Path(folder) if folder else None)
    if found.problems:
        raise FaultyData(list(found.problems))
    return Rows(
        "duplicates",
        (_Row(one.code, one.valid_from, one.valid_to, _weights(one)) for one in found.of("duplicates")),
    )


def _weights(record: Record) -> Weights:
    value = record.values
    return Weights(
        suggest_from=value["suggest_from"],
        same_name=value["same_name"] / 100,
        like_name=value["like_name"] / 100,
        shared_by=value["shared_by"],
        weights={reason: value[reason.value.lower()] for reason in DuplicateReason},
        other_birth=value["other_birth"],
        other_name=value["other_name"],
    )
