"""What is wrong with the files of numbers and tables, each fault with its file and line."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from guichet.assessment.rules.levels import Ability
from guichet.assessment.rules.points import Band, faults
from guichet.assessment.shapes import FOLDER, KINDS, NEEDED, PACKAGE, RANKING
from guichet.foundation.dated.problems import Problem, problem
from guichet.foundation.dated.records import Found, Record, read


def problems(folder: Path | None = None) -> list[Problem]:
    """Return all that is wrong with the files, a department's `folder` laid over the package's."""
    return list(found_in(folder).problems)


def found_in(folder: Path | None) -> Found:
    """Return the records and problems, those of a department's folder laid over ours."""
    own = folder / FOLDER if folder else None
    found = read(KINDS, PACKAGE, own if own and own.is_dir() else None)
    more = [*_missing(found), *_disorder(found), *_mixed_grids(found)]
    return replace(found, problems=tuple(sorted([*found.problems, *more])))


def _missing(found: Found) -> Iterator[Problem]:
    """Give the codes that a rule asks for and no file has, and those that no rule asks for."""
    for kind in KINDS:
        if kind.name not in NEEDED:
            continue
        needed, there = NEEDED[kind.name], {record.code for record in found.of(kind.name)}
        for code in needed:
            if code not in there:
                yield problem(str(PACKAGE / kind.files.replace("*", "")), 1, "NEEDED", code, needed=code)
        for record in found.of(kind.name):
            if record.code not in needed:
                known = ", ".join(needed)
                yield problem(record.file, record.line, "UNKNOWN_KEY", record.code, key=record.code, known=known)


def _disorder(found: Found) -> Iterator[Problem]:
    """Give tables whose bands do not rise, so that a level would be in two or in none."""
    for record in (*found.of("ranking"), *found.of("skilled")):
        bands = tuple(
            Band(row["at_least"] or 0, row.get("alone") or 0, row.get("couple") or 0, row["beside"] or 0)
            for row in record.values["bands"] or ()
        )
        for fault in faults(bands):
            yield problem(record.file, record.line, "NOT_RISING", record.code, key="bands", found=fault)
    for record in found.of("amounts"):
        rows = record.values["sizes"] or ()
        sizes, amounts = [row.get("size") for row in rows], [row.get("amount") or 0 for row in rows]
        if sizes != list(range(1, len(rows) + 1)) or amounts != sorted(set(amounts)) or not rows:
            yield problem(record.file, record.line, "NOT_RISING", record.code, key="sizes", found=str(sizes))
    for record in found.of("test"):
        rows = record.values["levels"] or ()
        for name in ("level", *Ability):
            values = [row[name] for row in rows if row.get(name) is not None]
            if values != sorted(set(values)):
                yield problem(record.file, record.line, "NOT_RISING", record.code, key=name, found=str(values[:3]))


def _mixed_grids(found: Found) -> Iterator[Problem]:
    """Give grids that are not whole on their last day, and new factors on days whose grid is not known."""
    for grid in found.of("grid"):
        day = grid.valid_to or date.max
        if grid.values["known"]:
            there = {record.code for record in found.of("ranking") if _holds(record, day)}
            for code in RANKING:
                if code not in there:
                    yield problem(grid.file, grid.line, "NEEDED", grid.code, needed=f"{code} ({day})")
        else:
            for record in found.of("ranking"):
                if _holds(record, day):
                    other = f"{grid.file}:{grid.line}"
                    days = {"day": grid.valid_from, "jour": grid.valid_from}
                    yield problem(record.file, record.line, "OVERLAP", record.code, other=other, **days)


def _holds(record: Record, day: date) -> bool:
    return (record.valid_from or date.min) <= day <= (record.valid_to or date.max)
