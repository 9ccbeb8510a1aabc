"""Rows in force, and department's rows over the package's."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import FRENCH_APOSTROPHE, FRENCH_SPACE, Field
from guichet.foundation.dated.records import Kind, read
from guichet.foundation.dated.rows import Rows, UnknownCode

KINDS = (Kind("fee", "fees.yaml", {"amount": Field(fields.money)}, "les frais"),)


@dataclass(frozen=True)
class Row:
    code: str
    valid_from: date | None = None
    valid_to: date | None = None


OLD = Row("RPRF", date(2024, 4, 30), date(2026, 4, 29))
NEW = Row("RPRF", date(2026, 4, 30))
ROWS = Rows("fee", [NEW, OLD, Row("ETA"), Row("GONE", None, date(2020, 1, 1))])


@pytest.mark.parametrize(
    ("code", "on", "described", "in_force"),
    [
        pytest.param("RPRF", date(2026, 4, 29), OLD, OLD, id="last day of the old row"),
        pytest.param("RPRF", date(2026, 4, 30), NEW, NEW, id="first day of the new row"),
        pytest.param("RPRF", date(2020, 1, 1), OLD, None, id="before the first: its name, but not in force"),
        pytest.param("GONE", date(2026, 1, 1), Row("GONE", None, date(2020, 1, 1)), None, id="after the last"),
        pytest.param("ETA", date(1990, 1, 1), Row("ETA"), Row("ETA"), id="without dates, always"),
    ],
)
def test_a_code_is_described_as_it_was_on_the_day(code: str, on: date, described: Row, in_force: Row | None) -> None:
    assert ROWS.row(code, on) == described
    assert ROWS.in_force(code, on) == in_force


def test_without_a_day_the_newest_row_is_given() -> None:
    assert ROWS.row("RPRF") is NEW
    assert ROWS.history("RPRF") == (OLD, NEW)


def test_an_unknown_code_is_said_to_be_unknown() -> None:
    for ask in (ROWS.row, ROWS.history):
        with pytest.raises(UnknownCode) as unknown:
            ask("NO-SUCH")
        assert (unknown.value.kind, unknown.value.code) == ("fee", "NO-SUCH")
    assert "NO-SUCH" not in ROWS
    assert len(ROWS) == 3


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    package, department = tmp_path / "package", tmp_path / "department"
    package.mkdir()
    department.mkdir()
    (package / "fees.yaml").write_text(
        "- {code: ETA, amount: 7}\n"
        "- {code: RPRF, amount: 575, valid_from: 2024-04-30, valid_to: 2026-04-29}\n"
        "- {code: RPRF, amount: 600, valid_from: 2026-04-30}\n"
    )
    return package, department


def amounts(folders: tuple[Path, Path], own: str) -> tuple[list[tuple[str, str]], list[str]]:
    package, department = folders
    (department / "fees.yaml").write_text(own)
    found = read(KINDS, package, department)
    rows = [(row.code, str(row.values["amount"])) for row in found.of("fee")]
    return rows, [f"{Path(fault.file).parent.name}:{fault.line} {fault.code}" for fault in found.problems]


def test_a_row_with_the_same_code_and_first_day_replaces_ours(folders: tuple[Path, Path]) -> None:
    rows, faults = amounts(folders, "- {code: RPRF, amount: 601, valid_from: 2026-04-30}")
    assert rows == [("ETA", "7.00"), ("RPRF", "575.00"), ("RPRF", "601.00")]
    assert faults == []


def test_a_new_row_is_added(folders: tuple[Path, Path]) -> None:
    assert amounts(folders, "- {code: PARKING, amount: 3.5}")[0][-1] == ("PARKING", "3.50")


def test_a_row_that_would_share_days_with_ours_is_a_fault(folders: tuple[Path, Path]) -> None:
    assert amounts(folders, "- {code: RPRF, amount: 625, valid_from: 2027-04-30}")[1] == ["department:1 OVERLAP"]


def test_remove_with_a_day_takes_one_row_and_without_takes_all(folders: tuple[Path, Path]) -> None:
    assert amounts(folders, "- {code: RPRF, valid_from: 2026-04-30, remove: true}")[0] == [
        ("ETA", "7.00"),
        ("RPRF", "575.00"),
    ]
    assert amounts(folders, "- {code: RPRF, remove: true}")[0] == [("ETA", "7.00")]


def test_to_remove_what_is_not_there_is_a_fault(folders: tuple[Path, Path]) -> None:
    assert amounts(folders, "\n- {code: NO-SUCH, remove: true}")[1] == ["department:2 NOTHING_TO_REMOVE"]


def test_two_rows_of_one_file_never_replace_one_another(folders: tuple[Path, Path]) -> None:
    assert amounts(folders, "- {code: X, amount: 1}\n- {code: X, amount: 2}")[1] == ["department:2 OVERLAP"]


@pytest.mark.parametrize(
    ("french", "fault"),
    [
        ("Qui agit ?", True),
        ("Qui agit\u202f?", False),
        ("Suite : rien", True),
        ("Suite\u00a0: rien", False),
        ("« mot »", True),
        ("«\u00a0mot\u00a0»", False),
        ("1 095 jours", True),
        ("1\u00a0095 jours", False),
        ("en 2026 100 personnes", True),
        ("85 $", True),
        ("85\u00a0$", False),
        ("à 15:30", False),
        ("le 30 septembre", False),
    ],
)
def test_ordinary_spaces_that_french_forbids_are_seen(french: str, fault: bool) -> None:
    assert bool(FRENCH_SPACE.search(french)) is fault


def test_a_straight_apostrophe_is_seen() -> None:
    assert FRENCH_APOSTROPHE.search("l'étape")
    assert not FRENCH_APOSTROPHE.search("l’étape")
