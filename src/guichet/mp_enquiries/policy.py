"""What policy people set for members’ offices, from dated files that a department lays its own over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import FaultyData, Problem
from guichet.foundation.dated.records import Found, Kind, Record, read
from guichet.foundation.dated.rows import Rows
from guichet.foundation.languages import Text
from guichet.mp_enquiries.rules import Clock, SlotTimes, Unit
from guichet.mp_enquiries.terms import Lane

FOLDER = "mp_enquiries"
PACKAGE = Path(__file__).parent / "data"
_FIGURES = ("consent_days", "enquiries_per_day", "consents_per_day", "bulk_rows", "theme_days", "slot_from", "slot_to",
            "slot_minutes", "slots_at_once", "slot_days_ahead")  # fmt: skip
KINDS = [
    Kind(
        "lane",
        "lanes.yaml",
        {"count": Field(fields.whole), "unit": Field(fields.one_of(*Unit)), "closes": Field(fields.whole)},
        nom="la voie des bureaux de parlementaires",
    ),
    Kind("reason", "reasons.yaml", {"name": Field(fields.text)}, nom="l’objet d’une demande d’un bureau"),
    Kind("urgent", "urgent.yaml", {"name": Field(fields.text)}, nom="le motif d’urgence"),
    Kind("limits", "limits.yaml", {name: Field(fields.whole) for name in _FIGURES}, nom="les limites des bureaux"),
]


@dataclass(frozen=True, slots=True)
class Limits:
    """How offices are served."""

    consent: timedelta
    enquiries_per_day: int
    consents_per_day: int
    bulk_rows: int
    themes: timedelta
    slots: SlotTimes


def limits(on: date) -> Limits:
    """Return the limits in force on a day. Raises FaultyData."""
    values = _rows(settings.DATA_FOLDER)["limits"].row("LIMITS", on).values
    return Limits(
        consent=timedelta(days=values["consent_days"]),
        enquiries_per_day=values["enquiries_per_day"],
        consents_per_day=values["consents_per_day"],
        bulk_rows=values["bulk_rows"],
        themes=timedelta(days=values["theme_days"]),
        slots=SlotTimes(
            opens=time(values["slot_from"]),
            closes=time(values["slot_to"]),
            lasts=timedelta(minutes=values["slot_minutes"]),
            at_once=values["slots_at_once"],
            days_ahead=values["slot_days_ahead"],
        ),
    )


def clock_of(lane: Lane, on: date) -> Clock:
    """Return the clock of a lane, as in force on a day. Raises FaultyData, and UnknownCode."""
    values = _rows(settings.DATA_FOLDER)["lane"].row(lane.value, on).values
    return Clock(values["count"], Unit(values["unit"]), time(values["closes"]))


def reasons(on: date) -> Mapping[str, Text]:
    """Return what an enquiry may be about, by code, in the order of the file. Raises FaultyData."""
    return {one.code: one.values["name"] for one in _rows(settings.DATA_FOLDER)["reason"].all_in_force(on)}


def urgent_reasons(on: date) -> Mapping[str, Text]:
    """Return why an enquiry may be urgent, by code, in the order of the file. Raises FaultyData."""
    return {one.code: one.values["name"] for one in _rows(settings.DATA_FOLDER)["urgent"].all_in_force(on)}


def problems(folder: Path | None = None) -> list[Problem]:
    """Return all that is wrong with the files, a department's `folder` laid over the package's."""
    return sorted(_found_in(folder).problems)


def _found_in(folder: Path | None) -> Found:
    own = folder / FOLDER if folder else None
    return read(KINDS, PACKAGE, own if own and own.is_dir() else None)


@lru_cache(maxsize=8)
def _rows(folder: str) -> dict[str, Rows[Record]]:
    found = _found_in(Path(folder) if folder else None)
    if found.problems:
        raise FaultyData(list(found.problems))
    return {kind.name: Rows(kind.name, found.of(kind.name)) for kind in KINDS}
