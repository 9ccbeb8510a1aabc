"""What is wrong with the files of standards and pauses, each fault with its file and line."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from guichet.foundation.dated.problems import Problem, problem
from guichet.foundation.dated.records import Found, Record, read
from guichet.standards.shapes import FOLDER, KINDS, PACKAGE
from guichet.standards.terms import Unit


def problems(folder: Path | None = None) -> list[Problem]:
    """Return all problems of our files with a department's `folder` laid over them, sorted by place."""
    return list(found_in(folder).problems)


def found_in(folder: Path | None) -> Found:
    """Return the records and problems, those of a department's folder laid over ours.

    The folder must be there; a subfolder for this room need not.
    """
    own = folder / FOLDER if folder else None
    if own and folder and folder.is_dir() and not own.is_dir():
        own = None
    found = read(KINDS, PACKAGE, own)
    more = [*_without_value(found.of("standard")), *_two_headlines(found.of("standard"))]
    return replace(found, problems=tuple(sorted([*found.problems, *more])))


def _without_value(standards: tuple[Record, ...]) -> list[Problem]:
    return [
        problem(record.file, record.line, "MISSING_KEY", record.code, key="value")
        for record in standards
        if record.values["unit"] != Unit.ACCESS and "value" not in record.said
    ]


def _two_headlines(standards: tuple[Record, ...]) -> list[Problem]:
    """A file is measured by one promise: two headlines for one program on one day are a fault of the later."""
    problems = []
    seen: dict[str, list[Record]] = {}
    for record in standards:
        if not record.values["headline"]:
            continue
        for program in record.values["programs"]:
            for other in seen.setdefault(program, []):
                if _overlap(record, other):
                    where = f"{other.file}:{other.line}"
                    problems.append(
                        problem(
                            record.file,
                            record.line,
                            "TWO_HEADLINES",
                            record.code,
                            program=program,
                            other=other.code,
                            where=where,
                        )
                    )
            seen[program].append(record)
    return problems


def _overlap(one: Record, other: Record) -> bool:
    begins = max(one.valid_from or date.min, other.valid_from or date.min)
    return begins <= min(one.valid_to or date.max, other.valid_to or date.max)
