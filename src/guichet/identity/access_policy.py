"""The policy of opening files, from dated files: who needs to know, how long a look may wait, what is unusual."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import FaultyData, Problem
from guichet.foundation.dated.records import Found, Kind, read
from guichet.foundation.dated.rows import Rows
from guichet.identity.rules import ORDINARY_PURPOSES
from guichet.identity.rules.need_to_know import NeedToKnow, Reach
from guichet.identity.terms import Purpose, Role

FOLDER = "access"
PACKAGE = Path(__file__).parent / "data/access"
KINDS = [
    Kind(
        "need_to_know",
        "need_to_know.yaml",
        {
            "reach": Field(fields.one_of(*Reach)),
            "purposes": Field(fields.codes),
            "anywhere": Field(fields.codes, required=False, default=()),
        },
        nom="besoin de savoir",
    ),
    Kind(
        "access_limits",
        "limits.yaml",
        {
            "longest_delay_days": Field(fields.whole),
            "broken_glass_minutes": Field(fields.whole),
            "shortest_reason": Field(fields.whole),
        },
        nom="limites de la consultation",
    ),
    Kind(
        "unusual",
        "unusual.yaml",
        {"count": Field(fields.whole), "within_hours": Field(fields.whole), "percent": Field(fields.percentage)},
        nom="consultation inhabituelle",
    ),
]


@dataclass(frozen=True, slots=True)
class Limits:
    """How long looks may be kept from a client, how long a broken glass stays open, how long a reason is at least."""

    code: str
    valid_from: date | None
    valid_to: date | None
    longest_delay: timedelta
    broken_glass: timedelta
    shortest_reason: int


@dataclass(frozen=True, slots=True)
class Measure:
    """From when on looking is unusual."""

    code: str
    valid_from: date | None
    valid_to: date | None
    count: int
    within: timedelta
    share: float


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    valid_from: date | None
    valid_to: date | None
    need: NeedToKnow


def needs_to_know(on: date) -> Mapping[Role, NeedToKnow]:
    """Return, for each role that opens files, which it may open without more. Raises FaultyData."""
    rows: Rows[_Row] = _needs(settings.DATA_FOLDER)
    return {Role(row.code): row.need for row in rows.all_in_force(on) if row.code in Role.values}


def limits(on: date) -> Limits:
    """Return the limits in force on a day. Raises FaultyData."""
    return _limits(settings.DATA_FOLDER).row("LIMITS", on)


def measures(on: date) -> Mapping[str, Measure]:
    """Return from when on looking is unusual, by kind: what a department took out is not looked for."""
    return {row.code: row for row in _measures(settings.DATA_FOLDER).all_in_force(on)}


def problems(folder: Path | None = None) -> list[Problem]:
    """Return all that is wrong with the files, a department's `folder` laid over the package's."""
    return sorted(_found_in(folder).problems)


def _found_in(folder: Path | None) -> Found:
    own = folder / FOLDER if folder else None
    return read(KINDS, PACKAGE, own if own and own.is_dir() else None)


@lru_cache(maxsize=8)
def _found(folder: str) -> Found:
    found = _found_in(Path(folder) if folder else None)
    if found.problems:
        raise FaultyData(list(found.problems))
    return found


@lru_cache(maxsize=8)
def _needs(folder: str) -> Rows[_Row]:
    return Rows(
        "need_to_know",
        (
            _Row(
                one.code,
                one.valid_from,
                one.valid_to,
                NeedToKnow(
                    Reach(one.values["reach"]),
                    _purposes(one.values["purposes"]),
                    _purposes(one.values["anywhere"]),
                ),
            )
            for one in _found(folder).of("need_to_know")
        ),
    )


def _purposes(codes: Iterable[str]) -> frozenset[Purpose]:
    return frozenset(Purpose(code) for code in codes if code in ORDINARY_PURPOSES)


@lru_cache(maxsize=8)
def _limits(folder: str) -> Rows[Limits]:
    return Rows(
        "access_limits",
        (
            Limits(
                one.code,
                one.valid_from,
                one.valid_to,
                timedelta(days=one.values["longest_delay_days"]),
                timedelta(minutes=one.values["broken_glass_minutes"]),
                one.values["shortest_reason"],
            )
            for one in _found(folder).of("access_limits")
        ),
    )


@lru_cache(maxsize=8)
def _measures(folder: str) -> Rows[Measure]:
    return Rows(
        "unusual",
        (
            Measure(
                one.code,
                one.valid_from,
                one.valid_to,
                one.values["count"],
                timedelta(hours=one.values["within_hours"]),
                float(one.values["percent"]) / 100,
            )
            for one in _found(folder).of("unusual")
        ),
    )
