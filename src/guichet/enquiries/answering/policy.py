"""What policy people set for answering, from dated files that a department lays its own over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guichet.enquiries.rules.composing import Block, Part
from guichet.enquiries.rules.likely import Window
from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import FaultyData, Problem
from guichet.foundation.dated.records import Found, Kind, Record, read
from guichet.foundation.dated.rows import Rows
from guichet.foundation.languages import Text
from guichet.knowledge.terms import Topic

FOLDER = "answering"
PACKAGE = Path(__file__).parent / "data"
_FIGURES = ("undo_seconds", "later_days", "news_days", "half_days", "new_days", "before_shown", "repeat_days")

KINDS = [
    Kind("answering", "answering.yaml", {name: Field(fields.whole) for name in _FIGURES}, nom="règles de réponse"),
    Kind(
        "likely reason",
        "likely.yaml",
        {"event": Field(fields.word), "points": Field(fields.whole)},
        nom="raison probable",
    ),
    Kind(
        "reason",
        "reasons.yaml",
        {
            "name": Field(fields.text),
            "topics": Field(fields.some_of(*Topic.__members__)),
            "failure": Field(fields.flag),
        },
        nom="motif",
    ),
    Kind(
        "cause",
        "causes.yaml",
        {"name": Field(fields.text), "names": Field(fields.one_of("PAGE", "LETTER", "NOTHING"))},
        nom="cause",
    ),
    Kind(
        "block",
        "blocks.yaml",
        {
            "part": Field(fields.one_of(*(one.value for one in Part if one is not Part.ANSWER))),
            "name": Field(fields.text),
            "text": Field(fields.text),
            "reasons": Field(fields.codes, required=False, default=[], refers_to="reason"),
        },
        nom="texte approuvé",
    ),
]


@dataclass(frozen=True, slots=True)
class Answering:
    """How questions are answered at the desk."""

    undo: timedelta
    later: timedelta
    news: Window
    before_shown: int
    repeat: timedelta


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
        repeat=timedelta(days=values["repeat_days"]),
    )


def weights_of_news(on: date) -> Mapping[str, int]:
    """Return how much each kind of event counts as a reason to get in touch. Raises FaultyData."""
    rows = _rows(settings.DATA_FOLDER)["likely reason"]
    return {row.values["event"]: row.values["points"] for row in rows.all_in_force(on)}


@dataclass(frozen=True, slots=True)
class Reason:
    """What people get in touch for: its name, the topics that point to it, whether it is mostly failure demand."""

    code: str
    name: Text
    topics: tuple[str, ...]
    is_failure: bool


def reasons(on: date) -> dict[str, Reason]:
    """Return what people get in touch for, by code, in the order of the file. Raises FaultyData."""
    return {
        row.code: Reason(
            row.code,
            row.values["name"],
            tuple(Topic[name].value for name in row.values["topics"]),
            row.values["failure"],
        )
        for row in _rows(settings.DATA_FOLDER)["reason"].all_in_force(on)
    }


def cause_names(on: date) -> dict[str, Text]:
    """Return what makes contacts needed, by code, in the order of the file. Raises FaultyData."""
    return {row.code: row.values["name"] for row in _rows(settings.DATA_FOLDER)["cause"].all_in_force(on)}


def reason_for(topic: str, on: date) -> str:
    """Return what a topic of guidance points to; empty where none does."""
    return next((one.code for one in reasons(on).values() if topic and topic in one.topics), "")


def blocks(on: date) -> tuple[Block, ...]:
    """Return the approved words in force on a day, in the order of the file. Raises FaultyData."""
    return tuple(
        Block(
            code=row.code,
            part=Part(row.values["part"]),
            name=row.values["name"],
            text=row.values["text"],
            reasons=tuple(row.values["reasons"]),
        )
        for row in _rows(settings.DATA_FOLDER)["block"].all_in_force(on)
    )


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
