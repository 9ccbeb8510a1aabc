"""How long each class is kept, from dated files that a department lays its own over."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import FaultyData, Problem, problem
from guichet.foundation.dated.records import Found, Kind, Record, read
from guichet.foundation.dated.rows import Rows
from guichet.foundation.languages import Text
from guichet.retention.rules import Period, is_too_short
from guichet.retention.terms import Kept, Unit

FOLDER = "retention"
PACKAGE = Path(__file__).parent / "data"
KINDS = [
    Kind(
        "retention",
        "retention.yaml",
        {"count": Field(fields.whole), "unit": Field(fields.one_of(*Unit.values))},
        nom="délai de conservation",
    )
]


def periods(on: date) -> dict[str, Period]:
    """Return the rules in force on a day by their code: one for each class, and those of single programs.

    Raises FaultyData where a file has a fault.
    """
    return {one.code: one for one in _rows(settings.DATA_FOLDER).all_in_force(on)}


def problems(folder: Path | None = None) -> list[Problem]:
    """Return all that is wrong with the file, a department's `folder` laid over the package's."""
    found = _found_in(folder)
    return sorted([*found.problems, *_not_lawful(found)])


def _not_lawful(found: Found) -> list[Problem]:
    """Return what no class is about, classes without a rule, and times shorter than the law allows."""
    wrong = []
    for record in found.of("retention"):
        values, at = record.values, (record.file, record.line)
        if not record.code.startswith("FILE_") and record.code not in Kept.values:
            known = ", ".join([*Kept.values, "FILE_…"])
            said: dict[str, Any] = {
                "key": "code",
                "found": record.code,
                "expected": f"one of {known}",
                "attendu": f"parmi {known}",
            }
            wrong.append(problem(*at, "WRONG_TYPE", record.code, **said))
        elif values["count"] is not None and values["unit"] and _is_unlawful(record):
            said = {"key": "count", "found": values["count"], "expected": _LAWFUL.en, "attendu": _LAWFUL.fr}
            wrong.append(problem(*at, "WRONG_TYPE", record.code, **said))
    there = {record.code for record in found.of("retention")}
    missing = [kept.value for kept in Kept if kept.value not in there]
    file = str(PACKAGE / "retention.yaml")
    return wrong + [problem(file, 1, "MISSING_KEY", code, key=code) for code in missing]


_LAWFUL = Text(
    "as long as the law asks: two years for what was used for a decision",
    "au moins le temps que la loi exige\N{NO-BREAK SPACE}: deux ans pour ce qui a servi à une décision",
)


def _is_unlawful(record: Record) -> bool:
    period = _period(record)
    return is_too_short(period.kept, period.count, period.unit)


def _period(record: Record) -> Period:
    values = record.values
    return Period(
        record.code, record.valid_from, record.valid_to, values["count"], Unit(values["unit"]), values["source"]
    )


def _found_in(folder: Path | None) -> Found:
    own = folder / FOLDER if folder else None
    return read(KINDS, PACKAGE, own if own and own.is_dir() else None)


@lru_cache(maxsize=8)
def _rows(folder: str) -> Rows[Period]:
    found = _found_in(Path(folder) if folder else None)
    wrong = [*found.problems, *_not_lawful(found)]
    if wrong:
        raise FaultyData(wrong)
    return Rows("retention", (_period(record) for record in found.of("retention")))
