"""What others may ask of the catalogue."""

from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from django.conf import settings

from guichet.foundation.dated.problems import FaultyData
from guichet.foundation.dated.records import Found
from guichet.foundation.dated.rows import Rows
from guichet.programs import checks
from guichet.programs.catalogue import (
    Aftercare,
    Catalogue,
    Decision,
    Document,
    Entry,
    Fee,
    Office,
    Program,
    Reason,
    Review,
    Section,
    Stage,
)
from guichet.programs.terms import Certainty, FeePer, Line, Overall, WhoActs

Kind = TypeVar("Kind", bound=Entry)


def catalogue() -> Catalogue:
    """Return the catalogue, read from the files once per process, the department's own laid over ours.

    Raises FaultyData if any file has a fault: half a sentence is never shown.
    """
    return _catalogue(settings.DATA_FOLDER)


@lru_cache(maxsize=8)
def _catalogue(folder: str) -> Catalogue:
    own = Path(folder) if folder else None
    found = checks.found_in(own)
    if found.problems:
        raise FaultyData(list(found.problems))
    return Catalogue(
        program_rows=Rows("program", sorted(_made(Program, "program", found), key=_usual_place)),
        stage_rows=_rows(Stage, "stage", found),
        section_rows=_rows(Section, "section", found),
        document_rows=_rows(Document, "document", found),
        reason_rows=_rows(Reason, "reason", found),
        review_rows=_rows(Review, "review", found),
        fee_rows=_rows(Fee, "fee", found),
        decision_rows=_rows(Decision, "decision", found),
        aftercare_rows=_rows(Aftercare, "aftercare", found),
        office_rows=_rows(Office, "office", found),
    )


TERMS = {"status": Certainty, "who_acts": WhoActs, "overall": Overall, "per": FeePer, "line": Line}


def _usual_place(program: Program) -> int:
    """Return the place of a program's line among the lines; within it, the files keep their order."""
    return list(Line).index(program.line)


def _rows(entry: type[Kind], kind: str, found: Found) -> Rows[Kind]:
    return Rows(kind, _made(entry, kind, found))


def _made(entry: type[Kind], kind: str, found: Found) -> list[Kind]:
    return [entry(**_values(record.values)) for record in found.of(kind)]


def _values(values: dict[str, Any]) -> dict[str, Any]:
    made = {key: TERMS[key](value) if key in TERMS else value for key, value in values.items()}
    if "statuses" in made:
        made["statuses"] = MappingProxyType(made["statuses"])
    return made
