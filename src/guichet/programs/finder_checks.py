"""What is wrong with the tables of the finder beyond the shape of records: unknown names, what is left out."""

from collections.abc import Iterator
from pathlib import Path

from guichet.foundation.dated.problems import Problem, problem
from guichet.foundation.dated.records import Found, Record
from guichet.programs.terms import DerivedFact

GOAL = "GOAL"
FILES = Path(__file__).parent / "data"


def finder_problems(found: Found) -> Iterator[Problem]:
    """Yield the faults: facts and goals that nobody asks, programs without a table, cases that name what is not."""
    questions = {record.code: record for record in found.of("finder_question")}
    if not questions:
        return
    known = {*questions, *DerivedFact.values}
    for record in found.of("finder_condition"):
        for row in record.values.get("rows") or ():
            yield from (_unknown(record, "rows", fact) for fact in row if fact not in known)
    goals = _options(questions.get(GOAL))
    codes = {program.code for program in found.of("program")}
    for record in found.of("finder_program"):
        if record.code not in codes and not _is_ours(record):
            yield _unknown(record, "code", record.code)
        yield from (_unknown(record, "goals", goal) for goal in record.values.get("goals") or () if goal not in goals)
    for case in found.of("finder_case"):
        about = case.values.get("about") or ""
        if about not in codes and not _is_ours(case):
            yield _unknown(case, "about", about)
        for code, word in (case.values.get("said") or {}).items():
            allowed = _options(questions.get(code))
            if code not in questions or (word and allowed and word not in allowed):
                yield _unknown(case, f"said.{code}", word)


def _is_ours(record: Record) -> bool:
    """Return whether a record came with the service: a department may take a program away and leave its table."""
    return Path(record.file).is_relative_to(FILES)


def _options(question: Record | None) -> set[str]:
    return {option["code"] for option in question.values.get("options") or ()} if question else set()


def _unknown(record: Record, key: str, found: str) -> Problem:
    return problem(record.file, record.line, "UNKNOWN_CODE", record.code, key=key, kind="", nom="", found=found)
