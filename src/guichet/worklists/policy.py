"""By when a task of each kind is to be done, and how work is put in order and shared.

From dated files that a department lays its own over.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import FaultyData, Problem
from guichet.foundation.dated.records import Found, Kind, Record, read
from guichet.foundation.dated.rows import Rows
from guichet.foundation.working_days import FederalHolidays, add_business_days
from guichet.worklists.rules import DANGER_AHEAD

FOLDER = "worklists"
PACKAGE = Path(__file__).parent / "data"
_FIGURES = ("ahead_soon_hours", "ahead_urgent_hours", "near_breach_hours")
KINDS = [
    Kind(
        "task_due",
        "due.yaml",
        {"count": Field(fields.whole), "unit": Field(fields.one_of("business_days", "hours"))},
        nom="délai d’une tâche",
    ),
    Kind("limits", "limits.yaml", {name: Field(fields.whole) for name in _FIGURES}, nom="limites des interventions"),
]
# The last moment of a working day.
_EVENING = time(17)


@dataclass(frozen=True, slots=True)
class Limits:
    """How work is put in order and shared."""

    # For each urgency, by how much a task stands ahead of the moment it is due.
    ahead: tuple[timedelta, timedelta, timedelta, timedelta]
    # What is due within this time is shown to everybody who may do it.
    near_breach: timedelta


def limits(on: date) -> Limits:
    """Return the limits in force on a day. Raises FaultyData."""
    values = _read_all(settings.DATA_FOLDER)["limits"].row("LIMITS", on).values
    soon, urgent = timedelta(hours=values["ahead_soon_hours"]), timedelta(hours=values["ahead_urgent_hours"])
    return Limits(
        ahead=(timedelta(0), soon, urgent, DANGER_AHEAD),
        near_breach=timedelta(hours=values["near_breach_hours"]),
    )


def due_for(kind: str, *, at: datetime) -> datetime:
    """Return by when a task of a kind that is opened at a moment is to be done. Raises FaultyData, and UnknownCode.

    The code of its row is the kind in capitals: `duplicate` is `DUPLICATE`.
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    today = at.astimezone(zone).date()
    found = _read_all(settings.DATA_FOLDER)["task_due"].row(kind.upper().replace("-", "_"), today).values
    if found["unit"] == "hours":
        return at + timedelta(hours=found["count"])
    last = add_business_days(today, found["count"], FederalHolidays())
    return datetime.combine(last, _EVENING, zone)


def problems(folder: Path | None = None) -> list[Problem]:
    """Return all that is wrong with the file, a department's `folder` laid over the package's."""
    return sorted(_found_in(folder).problems)


def _found_in(folder: Path | None) -> Found:
    own = folder / FOLDER if folder else None
    return read(KINDS, PACKAGE, own if own and own.is_dir() else None)


@lru_cache(maxsize=8)
def _read_all(folder: str) -> dict[str, Rows[Record]]:
    found = _found_in(Path(folder) if folder else None)
    if found.problems:
        raise FaultyData(list(found.problems))
    return {kind.name: Rows(kind.name, found.of(kind.name)) for kind in KINDS}
