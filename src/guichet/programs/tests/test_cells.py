"""Cells are written as people write them; what is not known is never decided, and a broken one is never passed over."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from guichet.programs.checks import found_in
from guichet.programs.queries import finder_cases, finder_tables, programs_without_table
from guichet.programs.rules import BrokenCell, cell_of, matches


@pytest.mark.parametrize(
    ("said", "cell"),
    [
        ("CANADA", '"CANADA"'),
        (["WORKER", "STUDENT"], '"WORKER", "STUDENT"'),
        (">= 18", ">= 18"),
        ("[18..54]", "[18..54]"),
        ("NO", '"NO"'),
    ],
)
def test_a_cell_is_written_in_plain_words(said: str | list[str], cell: str) -> None:
    assert cell_of(said) == cell


@pytest.mark.parametrize("said", ["", " ", [], "<= <=", ["18", "19"], [">= 18", "< 3"], "((", ">=", "lower case"])
def test_a_broken_cell_is_refused_where_it_is_read(said: str | list[str]) -> None:
    with pytest.raises(BrokenCell) as broken:
        cell_of(said)
    assert "backtrace" not in str(broken.value)


@pytest.mark.parametrize(
    ("cell", "value", "fits"),
    [
        ('"CANADA"', "CANADA", True),
        ('"CANADA"', "ABROAD", False),
        ('"A", "B"', "B", True),
        (">= 18", 18, True),
        (">= 18", 17, False),
        ("[18..54]", 54, True),
        ("[18..54]", 55, False),
        (">= 18", "CANADA", False),
        (">= 18", None, None),
        ('"CANADA"', None, None),
    ],
)
def test_a_value_fits_or_not_and_what_is_not_known_does_neither(
    cell: str, value: str | int | None, fits: bool | None
) -> None:
    assert matches(cell, value) is fits


def test_every_program_of_the_catalogue_has_its_table_and_none_is_of_nothing() -> None:
    on = date(2026, 11, 22)
    assert programs_without_table(on) == ()
    assert {record.code for record in found_in(None).of("finder_program")} == set(finder_tables(on).programs)


def test_a_program_that_a_department_takes_away_leaves_the_finder_too(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "programs/programs").mkdir(parents=True)
    (tmp_path / "programs/programs/own.yaml").write_text("- {code: TRP, remove: true}\n")
    settings.DATA_FOLDER = str(tmp_path)
    assert "TRP" not in finder_tables(date(2026, 11, 22)).programs
    assert all(case.about != "TRP" for case in finder_cases())


def test_a_department_changes_a_condition_from_a_day_on(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "programs/finder").mkdir(parents=True)
    (tmp_path / "programs/finder/conditions.yaml").write_text(
        "- code: LOST_LATELY\n  valid_from: 2026-01-01\n  valid_to: 2026-12-31\n"
        "  needs: {en: Within 90 days., fr: Dans les 90 jours.}\n  rows: [{STANDING: LOST, LOST_DAYS: '<= 90'}]\n"
        "- code: LOST_LATELY\n  valid_from: 2027-01-01\n"
        "  needs: {en: Within 120 days., fr: Dans les 120 jours.}\n  rows: [{STANDING: LOST, LOST_DAYS: '<= 120'}]\n"
    )
    settings.DATA_FOLDER = str(tmp_path)
    before, after = finder_tables(date(2026, 12, 31)), finder_tables(date(2027, 1, 1))
    facts = {"STANDING": "LOST", "LOST_DAYS": 100}
    assert "LOST_LATELY" not in before.met(facts)
    assert "LOST_LATELY" in after.met(facts)
    assert before.digest != after.digest
