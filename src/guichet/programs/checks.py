"""What is wrong with the catalogue's files, each fault with its file and line."""

from dataclasses import replace
from pathlib import Path

from guichet.foundation.dated.problems import Problem, problem
from guichet.foundation.dated.records import Found, Record, read
from guichet.programs.catalogue import CLOSED_FILE
from guichet.programs.finder_checks import finder_problems
from guichet.programs.shapes import FOLDER, KINDS, PACKAGE


def problems(folder: Path | None = None) -> list[Problem]:
    """Return all problems of our files with a department's `folder` laid over them, sorted by place."""
    return list(found_in(folder).problems)


def found_in(folder: Path | None) -> Found:
    """Return the catalogue's records and problems, those of a department's folder laid over ours.

    The folder must be there; a subfolder for this room need not.
    """
    own = folder / FOLDER if folder else None
    if own and folder and folder.is_dir() and not own.is_dir():
        own = None
    found = read(KINDS, PACKAGE, own)
    twice = [fault for record in found.of("program") for fault in _stages_named_twice(record)]
    return replace(
        found, problems=tuple(sorted([*found.problems, *twice, *_no_aftercare(found), *finder_problems(found)]))
    )


def _stages_named_twice(program: Record) -> list[Problem]:
    usual = {at.code for at in program.references if at.key == "stages"}
    return [
        problem(program.file, at.line, "LISTED_TWICE", program.code, found=at.code)
        for at in program.references
        if at.key == "optional_stages" and at.code in usual
    ]


def _no_aftercare(found: Found) -> list[Problem]:
    """Every closed file rests on this one record: without it no page of such a file could be written."""
    rows = found.of("aftercare")
    if found.problems or any(record.code == CLOSED_FILE for record in rows):
        return []
    return [problem(str(PACKAGE / "aftercare.yaml"), 1, "NEEDED", "", needed=CLOSED_FILE)]
