"""What policy people set for the assistant, from dated files that a department lays its own over."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from guichet.assistant.rules.phrases import Phrases, plain
from guichet.assistant.terms import Meant
from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import Faults, FaultyData, Problem
from guichet.foundation.dated.records import Found, Kind, Record, read
from guichet.foundation.dated.rows import Rows
from guichet.foundation.languages import Text

FOLDER = "assistant"
PACKAGE = Path(__file__).parent / "data"
_FIGURES = ("per_hour", "network_per_hour", "rest_minutes", "offer_from", "keep_days", "keep_handed_days",
            "contained_days")  # fmt: skip


def _lines(node: yaml.Node, key: str, faults: Faults) -> Any:
    """Read a list of phrases, each with a word in it."""
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        faults.at(
            node, "WRONG_TYPE", key=key, expected="a list of phrases", attendu="une liste de tournures", found="–"
        )
        return fields.UNREADABLE
    return tuple(str(item.value) for item in node.value if isinstance(item, yaml.ScalarNode) and plain(str(item.value)))


KINDS = [
    Kind("limits", "limits.yaml", {name: Field(fields.whole) for name in _FIGURES}, nom="limites de l’assistant"),
    Kind("help", "help.yaml", {"says": Field(fields.text)}, nom="secours"),
    Kind("language", "languages.yaml", {"says": Field(fields.word)}, nom="langue"),
    Kind("phrases", "phrases.yaml", {"en": Field(_lines), "fr": Field(_lines)}, nom="tournures"),
]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be asked, and how long what was said is kept."""

    per_hour: int
    network_per_hour: int
    rest: timedelta
    offer_from: float
    keep: timedelta
    keep_handed: timedelta
    contained: timedelta


def limits(on: date) -> Limits:
    """Return the limits in force on a day. Raises FaultyData."""
    values = _rows(settings.DATA_FOLDER)["limits"].row("LIMITS", on).values
    return Limits(
        per_hour=values["per_hour"],
        network_per_hour=values["network_per_hour"],
        rest=timedelta(minutes=values["rest_minutes"]),
        offer_from=values["offer_from"] / 100,
        keep=timedelta(days=values["keep_days"]),
        keep_handed=timedelta(days=values["keep_handed_days"]),
        contained=timedelta(days=values["contained_days"]),
    )


def help_for(code: str, on: date) -> Text:
    """Return where somebody in danger finds help: `EMERGENCY`, `CRISIS`. Raises FaultyData."""
    found: Text = _rows(settings.DATA_FOLDER)["help"].row(code, on).values["says"]
    return found


def said_in(language: str, on: date) -> str:
    """Return what we say in a language that we do not speak, by its code; empty where nobody wrote it down."""
    rows = _rows(settings.DATA_FOLDER)["language"]
    code = language.upper()
    return str(rows.row(code, on).values["says"]) if code in rows else ""


def phrases(on: date) -> Phrases:
    """Return how people say what is no question, in both languages at once. Raises FaultyData."""
    return _phrases(settings.DATA_FOLDER, on)


def problems(folder: Path | None = None) -> list[Problem]:
    """Return all that is wrong with the files, a department's `folder` laid over the package's."""
    return sorted(_found_in(folder).problems)


@lru_cache(maxsize=8)
def _phrases(folder: str, on: date) -> Phrases:
    rows = _rows(folder)["phrases"]

    def lines(code: str) -> tuple[str, ...]:
        values = rows.row(code, on).values
        # The longer first: "thank you very much" is one phrase, not "thank you" and three words more.
        return tuple(sorted({*values["en"], *values["fr"]}, key=lambda one: (-len(one), one)))

    return Phrases(
        of={meant: lines(meant.value) for meant in Meant if meant.value in rows},
        openers=lines("OPENERS"),
        pointers=lines("POINTERS"),
        askers=lines("ASKERS"),
        timing=lines("TIMING"),
    )


def _found_in(folder: Path | None) -> Found:
    own = folder / FOLDER if folder else None
    return read(KINDS, PACKAGE, own if own and own.is_dir() else None)


@lru_cache(maxsize=8)
def _rows(folder: str) -> dict[str, Rows[Record]]:
    found = _found_in(Path(folder) if folder else None)
    if found.problems:
        raise FaultyData(list(found.problems))
    return {kind.name: Rows(kind.name, found.of(kind.name)) for kind in KINDS}
