"""What others may ask of the catalogue."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from django.conf import settings

from guichet.foundation.dated.problems import FaultyData
from guichet.foundation.dated.records import Found, Record
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
from guichet.programs.rules.cases import FinderCase
from guichet.programs.rules.tables import Condition, Option, ProgramTable, Question, Tables
from guichet.programs.terms import Certainty, FeePer, Line, Overall, QuestionType, WhoActs

Kind = TypeVar("Kind", bound=Entry)


def catalogue() -> Catalogue:
    """Return the catalogue, read from the files once per process, the department's own laid over ours.

    Raises FaultyData if any file has a fault: half a sentence is never shown.
    """
    return _catalogue(settings.DATA_FOLDER)


@lru_cache(maxsize=8)
def _catalogue(folder: str) -> Catalogue:
    found = _records(folder)
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


@lru_cache(maxsize=8)
def _records(folder: str) -> Found:
    found = checks.found_in(Path(folder) if folder else None)
    if found.problems:
        raise FaultyData(list(found.problems))
    return found


TERMS = {"status": Certainty, "who_acts": WhoActs, "overall": Overall, "per": FeePer, "line": Line}


def finder_tables(on: date) -> Tables:
    """Return the tables of the finder in force on a day, compiled once per process. Raises FaultyData."""
    return _finder_tables(settings.DATA_FOLDER, on)


def programs_without_table(on: date) -> tuple[str, ...]:
    """Return the listed programs of a day that the finder cannot speak of: no table says for whom they are."""
    tables = finder_tables(on).programs
    return tuple(program.code for program in catalogue().programs(on=on) if program.code not in tables)


def finder_cases() -> tuple[FinderCase, ...]:
    """Return the worked cases of the finder, those of the department’s folder among them. Raises FaultyData."""
    cases = (FinderCase(**record.values) for record in _records(settings.DATA_FOLDER).of("finder_case"))
    return tuple(case for case in cases if catalogue().has_program(case.about))


# So many days are kept compiled: today and yesterday in service, more only while tests run through the calendar.
@lru_cache(maxsize=8)
def _finder_tables(folder: str, on: date) -> Tables:
    found, known = _records(folder), _catalogue(folder)
    questions = Rows("finder_question", (_question(record) for record in found.of("finder_question")))
    conditions = Rows("finder_condition", (_condition(record) for record in found.of("finder_condition")))
    programs = Rows("finder_program", (_program_table(record) for record in found.of("finder_program")))
    return Tables(
        questions={one.code: one for one in questions.all_in_force(on)},
        conditions={one.code: one for one in conditions.all_in_force(on)},
        programs={
            one.code: _asked(one, conditions, on)
            for one in programs.all_in_force(on)
            if known.has_program(one.code) and known.program_rows.in_force(one.code, on)
        },
    )


def _asked(table: ProgramTable, conditions: Rows[Condition], on: date) -> ProgramTable:
    """Return a program’s table with the conditions that are in force: one that ended is asked of nobody."""
    return replace(table, conditions=tuple(code for code in table.conditions if conditions.in_force(code, on)))


def _question(record: Record) -> Question:
    values = dict(record.values)
    options = tuple(Option(**one) for one in values.pop("options"))
    del values["source"], values["status"]
    return Question(**values | {"type": QuestionType(values["type"]), "options": options})


def _condition(record: Record) -> Condition:
    return Condition(**record.values | {"status": Certainty(record.values["status"])})


def _program_table(record: Record) -> ProgramTable:
    return ProgramTable(**record.values | {"status": Certainty(record.values["status"])})


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
