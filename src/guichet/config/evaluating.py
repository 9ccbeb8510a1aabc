"""What `guichet evaluate` reads and writes: corpora and questions of one's own, and the rows that cannot be read."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from guichet.foundation.languages import Language
from guichet.language.matching import Entry
from guichet.language.sorting import NONE

# A title stands for what is asked; without one, the beginning of the body does.
BEGINNING = 200
# Fields of this many characters and more are no text of a person; Python's own limit would stop the whole file.
csv.field_size_limit(10_000_000)


class Unusable(Exception):
    """A file cannot be read at all, or lacks a column."""


@dataclass(slots=True)
class SetAside:
    """The rows that could not be used: file, line and why."""

    rows: list[tuple[str, int, str]] = field(default_factory=list)

    def add(self, file: str, line: int, why: str) -> None:
        self.rows.append((Path(file).name, line, why))

    def write(self, path: Path) -> None:
        """Write them, one a line; without any, what an earlier run left is taken away."""
        if not self.rows:
            path.unlink(missing_ok=True)
            return
        with path.open("w", encoding="utf-8") as out:
            for file, line, why in self.rows:
                out.write(json.dumps({"file": file, "line": line, "why": why}, ensure_ascii=False) + "\n")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, with the language it is said to be in; None where nothing is said."""

    id: str
    language: Language | None
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two messages that may be the same question."""

    id: str
    text_a: str
    text_b: str


def articles(file: str, aside: SetAside) -> list[Entry]:
    """Return the articles of a file, the languages of one id together; a faulty line is set aside. Raises Unusable."""
    asked: dict[str, list[tuple[Language, str]]] = {}
    body: dict[str, list[tuple[Language, str]]] = {}
    for line, row in _objects(file, aside):
        name, title, text = (_said(row.get(key)) for key in ("id", "title", "body"))
        language = _language(row.get("language"))
        if not name or not (title or text):
            aside.add(file, line, _("no id, or neither a title nor a body"))
        elif language is None:
            aside.add(file, line, _("the language is neither en nor fr"))
        else:
            questions = [_said(one) for one in row.get("questions") or () if isinstance(one, str)]
            asked.setdefault(name, []).extend((language, one) for one in (title or text[:BEGINNING], *questions) if one)
            body.setdefault(name, []).append((language, text))
    return [Entry(name, tuple(said), tuple(body[name])) for name, said in asked.items()]


def questions(file: str, aside: SetAside) -> list[Question]:
    """Return the questions of a file, columns id, language, question. Raises Unusable."""
    found = []
    for line, row in _rows(file, ("id", "question"), aside):
        if not row["id"]:
            aside.add(file, line, _("no id"))
        else:
            found.append(Question(row["id"], _language(row.get("language")), row["question"]))
    return found


def examples(file: str, aside: SetAside) -> list[tuple[str, str]]:
    """Return the examples of a file, columns text, label; a label without a name is `none`. Raises Unusable."""
    found = []
    for line, row in _rows(file, ("text", "label"), aside):
        if not row["text"]:
            aside.add(file, line, _("no text"))
        else:
            found.append((row["text"], row["label"] or NONE))
    return found


def texts(file: str, aside: SetAside) -> list[tuple[str, str]]:
    """Return the ids and texts of a file, columns id, text. Raises Unusable."""
    found = []
    for line, row in _rows(file, ("id", "text"), aside):
        if not row["id"]:
            aside.add(file, line, _("no id"))
        else:
            found.append((row["id"], row["text"]))
    return found


def pairs(file: str, aside: SetAside) -> list[Pair]:
    """Return the pairs of a file, columns id, text_a, text_b. Raises Unusable."""
    found = []
    for line, row in _rows(file, ("id", "text_a", "text_b"), aside):
        if not row["id"]:
            aside.add(file, line, _("no id"))
        elif not (row["text_a"] and row["text_b"]):
            aside.add(file, line, _("no text"))
        else:
            found.append(Pair(row["id"], row["text_a"], row["text_b"]))
    return found


def _objects(file: str, aside: SetAside) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for line, text in enumerate(_lines(file), start=1):
        if not text.strip():
            continue
        try:
            row = json.loads(text)
        except ValueError:
            aside.add(file, line, _("not an object of JSON"))
            continue
        if isinstance(row, dict):
            yield line, row
        else:
            aside.add(file, line, _("not an object of JSON"))


def _rows(file: str, wanted: Sequence[str], aside: SetAside) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(_lines(file))
    names = [name.strip().lower() for name in reader.fieldnames or ()]
    reader.fieldnames = names
    if missing := [one for one in wanted if one not in names]:
        raise Unusable(_("%(file)s lacks these columns: %(names)s.") % {"file": file, "names": ", ".join(missing)})
    while True:
        try:
            row = next(reader, None)
        except csv.Error as fault:
            aside.add(file, reader.line_num, str(fault))
            continue
        if row is None:
            return
        if None in row or any(row[name] is None for name in wanted):
            aside.add(file, reader.line_num, _("too many or too few columns"))
            continue
        yield reader.line_num, {name: _said(value) for name, value in row.items()}


def _lines(file: str) -> list[str]:
    try:
        # What is no text is replaced where it stands: one bad letter does not lose a row.
        return (
            Path(file).read_text(encoding="utf-8-sig", errors="replace").replace("\x00", " ").splitlines(keepends=True)
        )
    except OSError as fault:
        raise Unusable(f"{file}: {fault.strerror or fault}") from fault


def _said(value: object) -> str:
    return str(value).strip() if isinstance(value, (str, int)) else ""


def _language(code: object) -> Language | None:
    said = _said(code).lower()[:2]
    return Language(said) if said in {"en", "fr"} else None
