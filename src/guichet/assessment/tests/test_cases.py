"""Worked cases: our own, which come with the package, and the department's handbook where it is beside the project."""

import csv
from pathlib import Path

import pytest

from guichet.assessment.cases import CASE_RULES
from guichet.foundation.worked import Rule, Unreadable, missing_columns, verify

HANDBOOK = Path(__file__).resolve().parents[5] / "shared/domain/cases"
FILES = [
    (rule, path)
    for rule in CASE_RULES
    for path in (rule.own_cases, HANDBOOK / f"{rule.name}.csv")
    if path and (path.exists() or path == rule.own_cases)
]


@pytest.mark.parametrize(("rule", "path"), FILES, ids=lambda value: getattr(value, "name", str(value)))
def test_every_case_agrees(rule: Rule, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    reader = csv.DictReader(text.splitlines())
    assert missing_columns(rule, reader.fieldnames or ()) == ()
    rows = list(enumerate(reader, 2))
    assert len({row["case"] for _, row in rows}) == len(rows) >= 6
    assert verify(rule, rows)[1] == []


@pytest.mark.parametrize("rule", CASE_RULES, ids=lambda rule: rule.name)
def test_every_own_case_can_be_explained(rule: Rule) -> None:
    assert rule.own_cases is not None
    for row in csv.DictReader(rule.own_cases.read_text(encoding="utf-8").splitlines()):
        explained = rule.explain(row)
        assert explained.fired.reason
        assert explained.result
        assert all(step.text and step.source for step in explained.steps)
        if rule.results[0] == "expected":
            assert explained.result == row["expected"]


@pytest.mark.parametrize("rule", CASE_RULES, ids=lambda rule: rule.name)
@pytest.mark.parametrize("nonsense", ["wizard", "2025-02-30", "-3", "2025-01-02/2025-01-01"])
def test_a_cell_that_says_nonsense_is_named(rule: Rule, nonsense: str) -> None:
    assert rule.own_cases is not None
    row = next(csv.DictReader(rule.own_cases.read_text(encoding="utf-8").splitlines()))
    for column in rule.columns:
        with pytest.raises(Unreadable) as fault:
            rule.decide({**row, column: nonsense})
        assert fault.value.column == column
