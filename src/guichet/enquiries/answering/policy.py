"""What policy people set for answering, from dated files that a department lays its own over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guichet.enquiries.rules.likely import Window
from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import FaultyData, Problem
from guichet.foundation.dated.records import Found, Kind, Record, read
from guichet.foundation.dated.rows import Rows

FOLDER = "answering"
PACKAGE = Path(__file__).parent / "data"
_FIGURES = ("undo_seconds", "later_days", "news_days", "half_days", "new_days", "before_shown", "remind_days")

KINDS = [
    Kind("answering", "answering.yaml", {name: Field(fields.whole) for name in _FIGURES}, nom="règles de réponse"),
    Kind(
        "likely reason",
        "likely.yaml",
        {"event": Field(fields.word), "points": Field(fields.whole)},
        nom="raison probable",
    ),
]


@dataclass(frozen=True, slots=True)
class Answering:
    """How questions are answered at the desk."""

    undo: timedelta
    later: timedelta
    news: Window
    before_shown: int
    remind_days: int


def answering(on: date) -> Answering:
    """Return the rules of answering in force on a day. Raises FaultyData."""
    values = _rows(settings.DATA_FOLDER)["answering"].row("ANSWERING", on).values
    return Answering(
        undo=timedelta(seconds=values["undo_seconds"]),
        later=timedelta(days=values["later_days"]),
        news=Window(
            back=timedelta(days=values["news_days"]),
            half=timedelta(days=values["half_days"]),
            new=timedelta(days=values["new_days"]),
        ),
        before_shown=values["before_shown"],
        remind_days=values["remind_days"],
    )


def weights_of_news(on: date) -> Mapping[str, int]:
    """Return how much each kind of event counts as a reason to get in touch. Raises FaultyData."""
    rows = _rows(settings.DATA_FOLDER)["likely reason"]
    return {row.values["event"]: row.values["points"] for row in rows.all_in_force(on)}


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
