"""By when a request is answered, and how it is called."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from guichet.foundation.working_days import FederalHolidays
from guichet.privacy.policy import COPY_KEPT_DAYS, CORRECTION_DAYS, NEEDED, _found_in, limit, problems
from guichet.privacy.rules import due_on, receipt_number, years_before


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-11-03", "2026-12-03"),  # a Tuesday: the day of receipt is not counted
        ("2026-11-05", "2026-12-05"),  # a Saturday is no holiday
        ("2026-11-06", "2026-12-07"),  # a Sunday becomes Monday
        ("2026-11-25", "2026-12-29"),  # Christmas, Boxing Day observed on Monday
        ("2026-12-02", "2027-01-02"),  # another Saturday
    ],
)
def test_thirty_days_and_no_sunday_or_holiday(asked: str, due: str) -> None:
    found = due_on(date.fromisoformat(asked), 30, FederalHolidays())
    assert found >= date.fromisoformat(asked) + timedelta(days=30)
    assert found == date.fromisoformat(due)


def test_a_receipt_is_easy_to_read_out() -> None:
    assert receipt_number(12) == "C-000012"


@pytest.mark.parametrize(("day", "before"), [("2026-11-03", "2024-11-03"), ("2028-02-29", "2026-02-28")])
def test_years_are_counted_back(day: str, before: str) -> None:
    assert years_before(date.fromisoformat(day), 2) == date.fromisoformat(before)


def test_a_department_sets_its_own_numbers(tmp_path: Path, settings) -> None:
    (tmp_path / "privacy").mkdir()
    (tmp_path / "privacy/limits.yaml").write_text(
        "- {code: COPY_KEPT_DAYS, valid_from: 2026-01-01, source: ours, status: V, number: 30}\n"
    )
    settings.DATA_FOLDER = str(tmp_path)
    now = datetime(2026, 11, 3, tzinfo=UTC)
    assert limit(COPY_KEPT_DAYS, now) == 30
    assert limit(CORRECTION_DAYS, now) == 30
    assert problems(tmp_path) == []


def test_a_number_that_nothing_asks_for_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "privacy").mkdir()
    (tmp_path / "privacy/limits.yaml").write_text(
        "- {code: COPIES_A_YEAR, valid_from: 2026-01-01, source: ours, status: V, number: 30}\n"
    )
    assert [one.code for one in problems(tmp_path)] == ["UNKNOWN_KEY"]
    assert set(NEEDED) == {record.code for record in _found_in(None).of("limits")}
