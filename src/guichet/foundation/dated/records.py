"""Reading the files of a folder into records, and laying a department's own folder over the package's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import Faults, Problem, problem

CSafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

ALWAYS = {
    "code": Field(fields.code),
    "valid_from": Field(fields.day, required=False),
    "valid_to": Field(fields.day, required=False),
    "source": Field(fields.word, required=False, default=""),
    "status": Field(fields.one_of("C", "C2", "V"), required=False, default="C"),
}
REMOVAL = {
    "code": ALWAYS["code"],
    "valid_from": ALWAYS["valid_from"],
    "remove": Field(fields.flag),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: its name, its name in a sentence of either language, its files and its fields."""

    name: str
    files: str  # a pattern inside the folder, such as stages*.yaml
    shape: dict[str, Field]
    nom: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A code that a record names: where it stands, and which kind it should be."""

    key: str
    kind: str
    code: str
    line: int


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it was read, with the place it was read from."""

    kind: str
    file: str
    line: int
    values: dict[str, Any]
    said: frozenset[str]  # the keys that are there, readable or not
    references: tuple[Reference, ...]

    @property
    def code(self) -> str:
        return str(self.values["code"])

    @property
    def valid_from(self) -> date | None:
        found: date | None = self.values.get("valid_from")
        return found

    @property
    def valid_to(self) -> date | None:
        found: date | None = self.values.get("valid_to")
        return found

    @property
    def is_removal(self) -> bool:
        return bool(self.values.get("remove"))


@dataclass(frozen=True, slots=True)
class Found:
    """What a folder, or several laid over one another, hold: the records, and all that is wrong with them."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]

    def of(self, kind: str) -> tuple[Record, ...]:
        """Return the records of one kind, in the order of the files."""
        return tuple(record for record in self.records if record.kind == kind)


def read(kinds: Sequence[Kind], package: Path, department: Path | None = None) -> Found:
    """Return the package's records with the department's laid over them, and every problem found on the way.

    A department's record with the code and valid_from of a package's replaces it; any other is added; one
    that says `remove: true` takes away the row with its valid_from, or without one every row of its code.
    """
    below = _read_folder(kinds, package)
    above = _read_folder(kinds, department) if department else Found((), ())
    records, nothing_there = _laid_over(below.records, above.records)
    problems = [*below.problems, *above.problems, *nothing_there, *_wrong_dates(records)]
    problems += _unknown_references(kinds, records)
    return Found(tuple(records), tuple(sorted(problems)))


def _read_folder(kinds: Sequence[Kind], folder: Path) -> Found:
    if not folder.is_dir():
        return Found((), (problem(str(folder), 1, "NO_FOLDER", ""),))
    records: list[Record] = []
    problems: list[Problem] = []
    read_files = set()
    for kind in kinds:
        for file in sorted(folder.glob(kind.files)):
            read_files.add(file)
            faults = Faults(str(file))
            records += _read_file(kind, file, faults)
            problems += faults.problems
    names = ", ".join(kind.files for kind in kinds)
    for file in sorted({*folder.rglob("*.yaml"), *folder.rglob("*.yml")} - read_files):
        problems.append(problem(str(file), 1, "UNKNOWN_FILE", "", names=names))
    return Found(tuple(records), tuple(problems))


def _read_file(kind: Kind, file: Path, faults: Faults) -> list[Record]:
    try:
        root = yaml.compose(file.read_text(encoding="utf-8"), Loader=CSafeLoader)
    except yaml.MarkedYAMLError as error:
        faults.at((error.problem_mark.line + 1) if error.problem_mark else 1, "BROKEN_FILE", why=error.problem)
        return []
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        faults.at(1, "BROKEN_FILE", why=str(error).partition("\n")[0])
        return []
    if root is None:
        return []
    if not isinstance(root, yaml.SequenceNode):
        faults.at(root, "NOT_A_LIST")
        return []
    found = (_read_record(kind, node, faults) for node in root.value)
    return [record for record in found if record]


def _read_record(kind: Kind, node: yaml.Node, faults: Faults) -> Record | None:
    said = {key.value: value for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}
    named = said.get("code")
    faults.record = str(named.value) if isinstance(named, yaml.ScalarNode) else ""
    if not faults.record:
        faults.at(node, "NO_CODE")
        return None
    shape = REMOVAL if "remove" in said else {**ALWAYS, **kind.shape}
    values = fields.fields(node, shape, "", faults)
    if not values.get("code"):
        return None
    references = [
        Reference(key, part.refers_to, item.value, item.start_mark.line + 1)
        for key, part in shape.items()
        if part.refers_to and key in said
        for item in (said[key].value if isinstance(said[key], yaml.SequenceNode) else [said[key]])
        if isinstance(item, yaml.ScalarNode) and item.tag != "tag:yaml.org,2002:null"
    ]
    return Record(kind.name, faults.file, node.start_mark.line + 1, values, frozenset(said), tuple(references))


def _laid_over(below: Sequence[Record], above: Sequence[Record]) -> tuple[list[Record], list[Problem]]:
    """Return the rows that remain, and a problem for each removal that meets nothing.

    Two rows of one folder never replace one another: they are both kept, and found to overlap.
    """
    problems = []
    replaced: set[int] = set()
    for record in above:
        met = [row for row in below if _is_about(record, row)]
        replaced.update(id(row) for row in met)
        if record.is_removal and not met:
            problems.append(problem(record.file, record.line, "NOTHING_TO_REMOVE", record.code))
    added = [record for record in above if not record.is_removal]
    return [row for row in below if id(row) not in replaced and not row.is_removal] + added, problems


def _is_about(record: Record, row: Record) -> bool:
    if (record.kind, record.code) != (row.kind, row.code):
        return False
    return record.valid_from == row.valid_from or (record.is_removal and record.valid_from is None)


def _wrong_dates(records: Sequence[Record]) -> list[Problem]:
    problems = []
    rows_of: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        rows_of.setdefault((record.kind, record.code), []).append(record)
        if (record.valid_to or date.max) < (record.valid_from or date.min):
            dates = {"valid_from": record.valid_from, "valid_to": record.valid_to}
            problems.append(problem(record.file, record.line, "BACKWARDS", record.code, **dates))
    for rows in rows_of.values():
        rows.sort(key=lambda row: row.valid_from or date.min)
        for earlier, later in pairwise(rows):
            begins = later.valid_from or date.min
            if (earlier.valid_to or date.max) >= begins:
                other = f"{earlier.file}:{earlier.line}"
                days = {
                    "day": later.valid_from or "any day",
                    "jour": later.valid_from or "n’importe quel jour",
                }
                problems.append(problem(later.file, later.line, "OVERLAP", later.code, other=other, **days))
    return problems


def _unknown_references(kinds: Sequence[Kind], records: Sequence[Record]) -> list[Problem]:
    known = {(record.kind, record.code) for record in records}
    noms = {kind.name: kind.nom for kind in kinds}
    return [
        problem(
            record.file,
            at.line,
            "UNKNOWN_CODE",
            record.code,
            key=at.key,
            kind=at.kind,
            nom=noms[at.kind],
            found=at.code,
        )
        for record in records
        for at in record.references
        if (at.kind, at.code) not in known
    ]
