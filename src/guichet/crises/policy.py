"""What policy people set for crises, from dated files that a department lays its own over."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guichet.crises.rules.roster import Part
from guichet.crises.rules.triage import Limits, Option, Question
from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import FaultyData, Problem
from guichet.foundation.dated.records import Found, Kind, Record, read
from guichet.foundation.dated.rows import Rows

FOLDER = "crises"
PACKAGE = Path(__file__).parent / "data"
_OPTION = {
    "code": Field(fields.code),
    "text": Field(fields.text),
    "weight": Field(fields.whole),
    "danger": Field(fields.flag, required=False, default=False),
}
_LIMITS = ("raised_from", "high_from", "longest_days", "lent_days")
KINDS = [
    Kind(
        "triage",
        "triage.yaml",
        {"order": Field(fields.whole), "text": Field(fields.text), "options": Field(fields.rows_of(**_OPTION))},
        nom="question de triage",
    ),
    Kind(
        "lesson",
        "training.yaml",
        {
            "order": Field(fields.whole),
            "text": Field(fields.text),
            "question": Field(fields.text),
            "options": Field(fields.rows_of(code=Field(fields.code), text=Field(fields.text))),
            "right": Field(fields.code),
        },
        nom="partie de la formation",
    ),
    Kind("limits", "limits.yaml", {name: Field(fields.whole) for name in _LIMITS}, nom="limites des crises"),
]


def limits(on: date) -> Limits:
    """Return the limits in force on a day. Raises FaultyData."""
    values = _rows(settings.DATA_FOLDER)["limits"].row("LIMITS", on).values
    return Limits(**{name: values[name] for name in _LIMITS})


def triage(on: date) -> tuple[Question, ...]:
    """Return what everybody is asked in a crisis, in order. Raises FaultyData."""
    return tuple(Question(one.code, one.values["text"], _options(one)) for one in _in_order("triage", on))


def training(on: date) -> tuple[Part, ...]:
    """Return the parts of the training of who is lent to a crisis, in order. Raises FaultyData."""
    return tuple(
        Part(
            one.code,
            one.values["text"],
            one.values["question"],
            tuple((row["code"], row["text"]) for row in one.values["options"]),
            one.values["right"],
        )
        for one in _in_order("lesson", on)
    )


def _in_order(kind: str, on: date) -> list[Record]:
    found = _rows(settings.DATA_FOLDER)[kind].all_in_force(on)
    return sorted(found, key=lambda one: int(one.values["order"]))


def _options(one: Record) -> tuple[Option, ...]:
    return tuple(Option(row["code"], row["text"], row["weight"], bool(row["danger"])) for row in one.values["options"])


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
