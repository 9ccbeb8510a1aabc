"""The signs of a message and the words by which they are heard, from dated files; and the examples that teach them."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string

from guichet.enquiries.reading_terms import Mood, Urgency
from guichet.enquiries.rules.reading import Sign
from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import FaultyData, Problem
from guichet.foundation.dated.records import Found, Kind, Record, read
from guichet.foundation.dated.rows import Rows
from guichet.foundation.languages import Language, Text
from guichet.language.phrases import each_of
from guichet.language.signs import Example

FOLDER = "signs"
PACKAGE = Path(__file__).parent / "signs"

LEARNT = PACKAGE / "learnt.npz"
USUAL = "USUAL"
# All that is danger, learnt together: what is oblique in one way is often plain in another.
ANY_DANGER = "ANY_DANGER"

KINDS = [
    Kind(
        "sign",
        "signs.yaml",
        {
            "name": Field(fields.text),
            "urgency": Field(fields.whole),
            "vulnerable": Field(fields.whole),
            "mood": Field(fields.one_of(*Mood.values)),
            "heard": Field(fields.whole),
            "perhaps": Field(fields.whole),
            "en": Field(fields.phrases),
            "fr": Field(fields.phrases),
        },
        nom="signe d’un message",
    )
]


def signs(on: date) -> tuple[Sign, ...]:
    """Return the signs in force on a day. Raises FaultyData."""
    return _signs(settings.DATA_FOLDER, on)


def sign_name(code: str, on: date) -> Text:
    """Return what a sign is called. Raises FaultyData, and UnknownCode."""
    found: Text = _rows(settings.DATA_FOLDER)["sign"].row(code, on).values["name"]
    return found


def problems(folder: Path | None = None) -> list[Problem]:
    """Return all that is wrong with the file, a department's `folder` laid over the package's."""
    return sorted(_found_in(folder).problems)


def examples() -> list[Example]:
    """Return the examples that ship: each with its sign, those of danger with that too; variants share a line."""
    danger = {sign.code for sign in signs(date.max) if sign.urgency is Urgency.DANGER}
    found: list[Example] = []
    line = 0
    for language in Language:
        for code, said in sections((PACKAGE / f"{language}.txt").read_text()):
            line += 1
            borne = frozenset({code} - {USUAL} | ({ANY_DANGER} if code in danger else set()))
            found += [Example(one, borne, line) for one in each_of(said)]
    return found


def sections(text: str) -> list[tuple[str, str]]:
    """Return the lines of a file of examples, each with the code in brackets under which it stands."""
    code, found = "", []
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            code = line[1:-1]
        elif line and not line.startswith("#"):
            found.append((code, line))
    return found


def made_of() -> str:
    """Return what stands for the examples: another one where any of them changes."""
    texts = "".join((PACKAGE / f"{language}.txt").read_text() for language in Language)
    return sha256(texts.encode()).hexdigest()[:16]


@lru_cache(maxsize=8)
def _signs(folder: str, on: date) -> tuple[Sign, ...]:
    also: Callable[[date], Mapping[str, tuple[str, ...]]] = import_string(settings.DANGER_WORDS)
    shared = also(on)
    rows = _rows(folder)["sign"]
    return tuple(
        Sign(
            code=code,
            urgency=Urgency(min(values["urgency"], Urgency.DANGER)),
            is_vulnerable=bool(values["vulnerable"]),
            mood=Mood(values["mood"]),
            heard=values["heard"] / 100,
            perhaps=values["perhaps"] / 100,
            phrases=(*values["en"], *values["fr"], *shared.get(code, ())),
        )
        for code in dict.fromkeys(row.code for row in rows)
        for values in [rows.row(code, on).values]
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
