"""What policy people set for enquiries, from dated files that a department lays its own over."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guichet.enquiries.rules.clock import Promise
from guichet.enquiries.rules.files import FileLimits
from guichet.enquiries.terms import Channel
from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import FaultyData, Problem
from guichet.foundation.dated.records import Found, Kind, Record, read
from guichet.foundation.dated.rows import Rows
from guichet.foundation.languages import Text
from guichet.standards.queries import standard

FOLDER = "enquiries"
PACKAGE = Path(__file__).parent / "data"
_FIGURES = ("reopen_days", "receipts_per_day", "forms_per_day", "network_forms_per_day", "place_up_to", "keep_days",
            "partner_per_day",
    "partner_asked_days")  # fmt: skip
_OF_FILES = ("largest_mb", "inside_mb", "times_smaller", "most_inside", "tries")

KINDS = [
    Kind(
        "channel",
        "channels.yaml",
        {"standard": Field(fields.word), "closes": Field(fields.whole)},
        nom="délai de réponse par voie",
    ),
    Kind("limits", "limits.yaml", {name: Field(fields.whole) for name in _FIGURES}, nom="limites des questions"),
    Kind("files", "files.yaml", {name: Field(fields.whole) for name in _OF_FILES}, nom="limites des fichiers"),
    Kind("pause", "pauses.yaml", {"name": Field(fields.text), "sentence": Field(fields.text)}, nom="suspension"),
]


@dataclass(frozen=True, slots=True)
class Limits:
    """How questions are taken and kept."""

    reopen_within: timedelta
    receipts_per_day: int
    forms_per_day: int
    network_forms_per_day: int
    place_up_to: int
    keep: timedelta
    partner_per_day: int
    partner_asked_within: timedelta


@dataclass(frozen=True, slots=True)
class Waiting:
    """Why a clock stands still: what it is called, and what the person who asked reads."""

    name: Text
    sentence: Text


def limits(on: date) -> Limits:
    """Return the limits in force on a day. Raises FaultyData."""
    values = _rows(settings.DATA_FOLDER)["limits"].row("LIMITS", on).values
    return Limits(
        reopen_within=timedelta(days=values["reopen_days"]),
        receipts_per_day=values["receipts_per_day"],
        forms_per_day=values["forms_per_day"],
        network_forms_per_day=values["network_forms_per_day"],
        place_up_to=values["place_up_to"],
        keep=timedelta(days=values["keep_days"]),
        partner_per_day=values["partner_per_day"],
        partner_asked_within=timedelta(days=values["partner_asked_days"]),
    )


def file_limits(on: date) -> tuple[FileLimits, int]:
    """Return what files are handed to the scanner on a day, and how often one is tried. Raises FaultyData."""
    values = _rows(settings.DATA_FOLDER)["files"].row("FILES", on).values
    return FileLimits(
        largest=values["largest_mb"] * 1_000_000,
        inside=values["inside_mb"] * 1_000_000,
        times_smaller=values["times_smaller"],
        most_inside=values["most_inside"],
    ), values["tries"]


def promise(channel: Channel, on: date) -> Promise:
    """Return what is promised to whoever asks by a channel on a day. Raises FaultyData, and UnknownCode."""
    values = _rows(settings.DATA_FOLDER)["channel"].row(channel.name, on).values
    return Promise(standard(values["standard"], on), time(values["closes"]))


def pause(code: str, on: date) -> Waiting:
    """Return why a clock stands still. Raises FaultyData, and UnknownCode."""
    values = _rows(settings.DATA_FOLDER)["pause"].row(code, on).values
    return Waiting(values["name"], values["sentence"])


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
