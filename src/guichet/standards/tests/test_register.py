"""The standards that ship, their results, and the faults their files may have."""

import csv
import os
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from guichet.foundation.dated.problems import FaultyData
from guichet.standards import queries
from guichet.standards.checks import problems
from guichet.standards.terms import Unit

TODAY = date(2026, 11, 21)


def test_the_files_that_ship_have_no_problems() -> None:
    assert [str(fault) for fault in problems()] == []


def test_the_standards_of_2023_2024_are_all_there_with_their_results() -> None:
    measured = [row for row in queries.standards(TODAY) if row.results]
    assert len(measured) == 42
    results = [result for row in measured for result in row.results]
    assert {result.fiscal_year for result in results} == {"2023-2024"}
    assert sum(result.volume for result in results) == 21_824_467
    assert sum(result.met for result in results) == 14_059_167
    assert Counter(row.was_met(row.results[0]) for row in measured) == {False: 21, True: 20, None: 1}
    assert Counter(row.unit for row in measured) == {
        Unit.MONTHS: 18,
        Unit.BUSINESS_DAYS: 17,
        Unit.CALENDAR_DAYS: 3,
        Unit.MINUTES: 2,
        Unit.HOURS: 1,
        Unit.ACCESS: 1,
    }


def test_two_standards_have_no_results_yet() -> None:
    assert {row.code for row in queries.standards(TODAY) if not row.results} == {"PPT-30", "GSS-14"}


@pytest.mark.parametrize(
    ("program", "on", "code"),
    [
        pytest.param("TRV", TODAY, "1712", id="visitor visa, 14 days"),
        pytest.param("CIT-GRANT", TODAY, "STAN00005618", id="the decision, not the invitation after it"),
        pytest.param("WP-IN", TODAY, "STAN00005616", id="online, as most apply"),
        pytest.param("PPT-NEW", TODAY, "STAN00005628", id="by mail, the longest of the passport's"),
        pytest.param("HC", TODAY, None, id="none published"),
        pytest.param("NO-SUCH", TODAY, None, id="no such program"),
        pytest.param("TRV", date(2023, 3, 31), None, id="before the inventory we know"),
    ],
)
def test_a_file_is_measured_by_the_headline_in_force_when_it_came_in(program: str, on: date, code: str | None) -> None:
    found = queries.standard_for(program, on)
    assert (found.code if found else None) == code


def test_the_passport_refund_holds_since_april_2026() -> None:
    refund = queries.standard("PPT-30")
    assert (refund.value, refund.unit, refund.target_pct) == (30, Unit.BUSINESS_DAYS, Decimal(100))
    assert refund not in queries.standards(date(2026, 3, 31))
    assert refund in queries.standards(date(2026, 4, 1))


def test_what_should_have_been_confirmed_again_is_said() -> None:
    assert queries.due_for_review(date(2025, 12, 31)) == ()
    assert len(queries.due_for_review(TODAY)) == 43


@pytest.mark.parametrize("row", queries.every_standard(), ids=lambda row: row.code)
def test_every_standard_is_said_in_both_languages(row: Any) -> None:
    for text in (row.what, row.owner):
        assert text.en
        assert text.fr
    assert row.is_timed or row.unit is Unit.ACCESS


def test_every_reason_for_a_pause_has_its_sentence() -> None:
    reasons = queries.pause_reasons(TODAY)
    assert len(reasons) == 8
    for reason in reasons:
        assert reason.sentence.en.startswith("Our clock stands still")
        assert reason.sentence.fr.startswith("Notre délai est suspendu")
        assert queries.has_pause_reason(reason.code)
    assert not queries.has_pause_reason("NO-SUCH")
    with pytest.raises(queries.UnknownCode):
        queries.pause_reason("NO-SUCH")


STANDARD = """\
- code: OWN
  what: {en: Own, fr: Propre}
  owner: {en: Us, fr: Nous}
  basis: decision
  channel: ONL
"""
FORTNIGHT = STANDARD + "  value: 14\n  unit: calendar_days\n  target_pct: 80\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (STANDARD + "  value: 14\n  unit: fortnights  # here\n  target_pct: 80\n", "WRONG_TYPE"),
        (STANDARD + "  value: -1  # here\n  unit: months\n  target_pct: 80\n", "NEGATIVE"),
        (STANDARD + "  value: 1\n  unit: months\n  target_pct: 101  # here\n", "WRONG_TYPE"),
        (STANDARD.replace("OWN", "OWN  # here") + "  unit: months\n  target_pct: 80\n", "MISSING_KEY"),
        (FORTNIGHT + "  results:\n    - {fiscal_year: 2023, volume: 1, met: 1}  # here\n", "WRONG_TYPE"),
        (FORTNIGHT + "  results:\n    - {fiscal_year: 2023-2025, volume: 1, met: 1}  # here\n", "WRONG_TYPE"),
        (FORTNIGHT + "  results:\n    - {fiscal_year: 2023-2024, volume: 1}  # here\n", "MISSING_KEY"),
        (FORTNIGHT + "  results: none  # here\n", "WRONG_TYPE"),
        (FORTNIGHT.replace("OWN", "OWN  # here") + "  programs: [TRV]\n  headline: true\n", "TWO_HEADLINES"),
    ],
)
def test_a_fault_is_found_at_its_line(tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "standards").mkdir()
    path = tmp_path / "standards/standards.yaml"
    path.write_text(text, encoding="utf-8")
    line = next(number for number, line in enumerate(text.splitlines(), 1) if "# here" in line)
    found = [(fault.code, fault.file, fault.line) for fault in problems(tmp_path)]
    assert found == [(code, str(path), line)]


def test_a_departments_standard_follows_ours_without_a_gap(tmp_path: Path, settings: Any) -> None:
    (tmp_path / "standards").mkdir()
    ours = next(row for row in queries.every_standard() if row.code == "1712")
    assert ours.valid_from == date(2023, 4, 1)
    closed = "".join(
        f"- code: '1712'\n  what: {{en: Visa, fr: Visa}}\n  owner: {{en: Us, fr: Nous}}\n  programs: [TRV]\n"
        f"  headline: true\n  basis: decision\n  channel: OTH\n  value: {value}\n  unit: calendar_days\n"
        f"  target_pct: 80\n  valid_from: {begins}\n{ends}"
        for value, begins, ends in ((14, "2023-04-01", "  valid_to: 2026-12-31\n"), (30, "2027-01-01", ""))
    )
    (tmp_path / "standards/standards.yaml").write_text(closed)
    settings.DATA_FOLDER = str(tmp_path)
    for on, value in ((date(2026, 12, 31), 14), (date(2027, 1, 1), 30)):
        found = queries.standard_for("TRV", on)
        assert found is not None
        assert found.value == value
    assert [row.value for row in queries.standards(date(2027, 1, 1)) if row.code == "1712"] == [30]


def test_a_faulty_folder_is_refused_whole(tmp_path: Path, settings: Any) -> None:
    (tmp_path / "standards").mkdir()
    (tmp_path / "standards/pauses.yaml").write_text("- {code: X, name: {en: X, fr: X}}\n")
    settings.DATA_FOLDER = str(tmp_path)
    with pytest.raises(FaultyData):
        queries.standards(TODAY)


def test_results_agree_with_the_handbook_where_it_is_at_hand() -> None:
    theirs = []
    if handbook := os.environ.get("GUICHET_HANDBOOK", ""):
        with Path(handbook, "service-standards.csv").open(encoding="utf-8") as file:
            theirs = list(csv.DictReader(file))
    for row in theirs:
        ours = queries.standard(row["standard_id"])
        [result] = ours.results
        assert str(ours.value if ours.value is not None else "") == row["value"]
        assert (ours.unit, ours.channel, ours.source) == (row["unit"], row["channel"], row["source"])
        assert ours.target_pct == Decimal(row["target_pct"])
        assert (result.fiscal_year, result.volume, result.met) == (
            row["fiscal_year"],
            int(row["total_volume"]),
            int(row["volume_meeting"]),
        )
        assert str("" if result.pct is None else result.pct) == row["result_pct"]
        assert {True: "Y", False: "N", None: "NA"}[ours.was_met(result)] == row["target_met"]
        assert set(ours.programs) == set(row["program_codes"].split(",")) - {"CSC", "PPT"}
