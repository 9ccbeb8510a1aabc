"""By when a task of each kind is to be done, from dated files that a department lays its own over."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import FaultyData, Problem
from guichet.foundation.dated.records import Found, Kind, read
from guichet.foundation.dated.rows import Rows
from guichet.foundation.working_days import FederalHolidays, add_business_days

FOLDER = "worklists"
PACKAGE = Path(__file__).parent / "data"
KINDS = [
    Kind(
        "task_due",
        "due.yaml",
        {"count": Field(fields.whole), "unit": Field(fields.one_of("business_days", "hours"))},
        nom="délai d’une tâche",
    )
]
# The last moment of a working day.
_EVENING = time(17)


@dataclass(frozen=True, slots=True)
class Due:
    """How long a kind of task may take: so many business days, till their evening, or so many hours."""

    code: str
    valid_from: date | None
    valid_to: date | None
    count: int
    unit: str


def due_for(kind: str, *, at: datetime) -> datetime:
    """Return by when a task of a kind that is opened at a moment is to be done. Raises FaultyData, and UnknownCode.

    The code of its row is the kind in capitals: `duplicate` is `DUPLICATE`.
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    today = at.astimezone(zone).date()
    found = _rows(settings.DATA_FOLDER).row(kind.upper().replace("-", "_"), today)
    if found.unit == "hours":
        return at + timedelta(hours=found.count)
    last = add_business_days(today, found.count, FederalHolidays())
    return datetime.combine(last, _EVENING, zone)


def problems(folder: Path | None = None) -> list[Problem]:
    """Return all that is wrong with the file, a department's `folder` laid over the package's."""
    return sorted(_found_in(folder).problems)


def _found_in(folder: Path | None) -> Found:
    own = folder / FOLDER if folder else None
    return read(KINDS, PACKAGE, own if own and own.is_dir() else None)


@lru_cache(maxsize=8)
def _rows(folder: str) -> Rows[Due]:
    found = _found_in(Path(folder) if folder else None)
    if found.problems:
        raise FaultyData(list(found.problems))
    return Rows(
        "task_due",
        (
            Due(one.code, one.valid_from, one.valid_to, one.values["count"], one.values["unit"])
            for one in found.of("task_due")
        ),
    )
