"""The numbers and tables of the rules, from dated files that a department lays its own over."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guichet.assessment.rules.citizenship import PresenceLaw
from guichet.assessment.rules.obligation import ObligationLaw
from guichet.assessment.terms import Route
from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import FaultyData, Problem, problem
from guichet.foundation.dated.records import Found, Kind, read
from guichet.foundation.dated.rows import Rows

FOLDER = "assessment"
PACKAGE = Path(__file__).parent / "data"
KINDS = [
    Kind("number", "numbers.yaml", {"number": Field(fields.whole)}, nom="nombre"),
]
NUMBERS = (
    "CITIZENSHIP_DAYS", "CITIZENSHIP_YEARS", "CITIZENSHIP_CREDIT", "CITIZENSHIP_MARGIN",
    "STATELESS_DAYS", "STATELESS_YEARS", "FORCES_DAYS", "FORCES_YEARS",
    "OBLIGATION_DAYS", "OBLIGATION_YEARS",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a rule, since when it holds, and where it stands."""

    code: str
    valid_from: date | None
    valid_to: date | None
    number: int
    source: str
    status: str


def number(code: str, on: date) -> Number:
    """Return a number as in force on a day. Raises FaultyData where a file has a fault."""
    return _tables(settings.DATA_FOLDER).numbers.row(code, on)


def presence_law(on: date, route: Route = Route.ADULT) -> PresenceLaw:
    """Return what is asked on a day of whoever asks by a route to become a citizen."""
    match route:
        case Route.STATELESS:
            days, years = number("STATELESS_DAYS", on), number("STATELESS_YEARS", on)
        case Route.FORCES:
            days, years = number("FORCES_DAYS", on), number("FORCES_YEARS", on)
        case _:
            days, years = number("CITIZENSHIP_DAYS", on), number("CITIZENSHIP_YEARS", on)
    # Source: Citizenship Act, s. 5(2): no days are asked of the child of a citizen.
    needed = 0 if route is Route.MINOR else days.number
    return PresenceLaw(
        route=route,
        days=needed,
        years=years.number,
        credit_cap=number("CITIZENSHIP_CREDIT", on).number,
        margin=number("CITIZENSHIP_MARGIN", on).number if needed else 0,
        source="CitAct s.5(2)" if route is Route.MINOR else days.source,
        valid_from=days.valid_from,
    )


def obligation_law(on: date) -> ObligationLaw:
    """Return what is asked on a day of a permanent resident."""
    days = number("OBLIGATION_DAYS", on)
    return ObligationLaw(days=days.number, years=number("OBLIGATION_YEARS", on).number, source=days.source)


def problems(folder: Path | None = None) -> list[Problem]:
    """Return all that is wrong with the files, a department's `folder` laid over the package's."""
    found = _found_in(folder)
    return sorted([*found.problems, *_faults(found)])


def _faults(found: Found) -> list[Problem]:
    """Return what no rule asks for, and what a rule lacks."""
    there = {record.code for record in found.of("number")}
    known, file = ", ".join(NUMBERS), str(PACKAGE / "numbers.yaml")
    return [
        *(problem(file, 1, "NEEDED", code, needed=code) for code in NUMBERS if code not in there),
        *(
            problem(one.file, one.line, "UNKNOWN_KEY", one.code, key=one.code, known=known)
            for one in found.of("number")
            if one.code not in NUMBERS
        ),
    ]  # fmt: skip


def _found_in(folder: Path | None) -> Found:
    own = folder / FOLDER if folder else None
    return read(KINDS, PACKAGE, own if own and own.is_dir() else None)


@dataclass(frozen=True, slots=True)
class _Tables:
    numbers: Rows[Number]


@lru_cache(maxsize=8)
def _tables(folder: str) -> _Tables:
    """Return everything, read once per process. Raises FaultyData if any file has a fault."""
    found = _found_in(Path(folder) if folder else None)
    wrong = [*found.problems, *_faults(found)]
    if wrong:
        raise FaultyData(wrong)
    return _Tables(
        Rows(
            "number",
            (
                Number(one.code, one.valid_from, one.valid_to, one.values["number"], one.values["source"],
                       one.values["status"])
                for one in found.of("number")
            ),
        )
    )  # fmt: skip
