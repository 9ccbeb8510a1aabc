"""What others may ask of the standards."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.conf import settings

from guichet.foundation.dated.problems import FaultyData
from guichet.foundation.dated.rows import Rows, UnknownCode, is_in_force
from guichet.standards import checks
from guichet.standards.rules import PauseReason, Result, Standard
from guichet.standards.terms import Basis, Certainty, Channel, Unit
from guichet.standards.words import time_in_words

__all__ = [
    "UnknownCode",
    "due_for_review",
    "every_standard",
    "has_pause_reason",
    "pause_reason",
    "pause_reasons",
    "standard",
    "standard_for",
    "standards",
    "time_in_words",
]


def standards(on: date) -> tuple[Standard, ...]:
    """Return the standards in force on that day. What has expired is not among them."""
    return _register(settings.DATA_FOLDER).standards.all_in_force(on)


def every_standard() -> tuple[Standard, ...]:
    """Return every row of every standard, what has expired and what is to come among them."""
    return tuple(_register(settings.DATA_FOLDER).standards)


def standard(code: str, on: date | None = None) -> Standard:
    """Return how a standard read on that day, or its newest wording. Raises UnknownCode."""
    return _register(settings.DATA_FOLDER).standards.row(code, on)


def standard_for(program: str, on: date) -> Standard | None:
    """Return the promise that a file of the program is measured by, if it was received on that day.

    None where no standard is published, or none was in force on that day: then say that there is none.
    """
    found = _register(settings.DATA_FOLDER).headlines.get(program, ())
    return next((row for row in found if is_in_force(row, on)), None)


def due_for_review(on: date) -> tuple[Standard, ...]:
    """Return the standards in force on that day that somebody should have confirmed again by then."""
    return tuple(row for row in standards(on) if row.review_on and row.review_on < on)


def pause_reasons(on: date) -> tuple[PauseReason, ...]:
    """Return the reasons in force on that day for which a clock stands still."""
    return _register(settings.DATA_FOLDER).pauses.all_in_force(on)


def pause_reason(code: str, on: date | None = None) -> PauseReason:
    """Return why a clock stands still, as described on that day, or newest. Raises UnknownCode."""
    return _register(settings.DATA_FOLDER).pauses.row(code, on)


def has_pause_reason(code: str) -> bool:
    """Return whether a clock may stand still for this reason."""
    return code in _register(settings.DATA_FOLDER).pauses


@dataclass(frozen=True, slots=True)
class _Register:
    standards: Rows[Standard]
    pauses: Rows[PauseReason]
    headlines: MappingProxyType[str, tuple[Standard, ...]]


@lru_cache(maxsize=8)
def _register(folder: str) -> _Register:
    """Return everything, read once per process. Raises FaultyData if any file has a fault."""
    found = checks.found_in(Path(folder) if folder else None)
    if found.problems:
        raise FaultyData(list(found.problems))
    rows = Rows("standard", (_standard(record.values) for record in found.of("standard")))
    pauses = Rows("pause", (PauseReason(**_with_terms(record.values)) for record in found.of("pause")))
    headlines: dict[str, tuple[Standard, ...]] = {}
    for row in rows:
        if row.headline:
            for program in row.programs:
                headlines[program] = (*headlines.get(program, ()), row)
    return _Register(rows, pauses, MappingProxyType(headlines))


TERMS = {"status": Certainty, "unit": Unit, "basis": Basis, "channel": Channel}


def _with_terms(values: dict[str, Any]) -> dict[str, Any]:
    return {key: TERMS[key](value) if key in TERMS else value for key, value in values.items()}


def _standard(values: dict[str, Any]) -> Standard:
    results = tuple(Result(**result) for result in values["results"])
    return Standard(**{**_with_terms(values), "results": results})
