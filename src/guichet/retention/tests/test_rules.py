"""From when on something goes, and times that the law does not allow."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from guichet.retention.policy import periods, problems
from guichet.retention.rules import Period, is_too_short, used_before
from guichet.retention.terms import Kept, Unit

ZONE = ZoneInfo("America/Toronto")


@pytest.mark.parametrize(
    ("count", "unit", "as_of", "before"),
    [
        (10, Unit.YEARS, date(2036, 6, 1), datetime(2026, 6, 1, tzinfo=ZONE)),
        (3, Unit.YEARS, date(2028, 2, 29), datetime(2025, 2, 28, tzinfo=ZONE)),
        (90, Unit.DAYS, date(2026, 4, 1), datetime(2026, 1, 1, tzinfo=ZONE)),
    ],
)
def test_the_last_use_lies_before_the_beginning_of_a_day(count: int, unit: Unit, as_of: date, before: datetime) -> None:
    assert used_before(Period("FILE", None, None, count, unit, ""), as_of, ZONE) == before


@pytest.mark.parametrize(
    ("kept", "count", "unit", "short"),
    [
        (Kept.FILE, 1, Unit.YEARS, True),
        (Kept.FILE, 2, Unit.YEARS, False),
        (Kept.CLIENT, 730, Unit.DAYS, True),
        (Kept.CLIENT, 731, Unit.DAYS, False),
        (Kept.SET_ASIDE, 1, Unit.DAYS, False),
        (Kept.SET_ASIDE, 0, Unit.DAYS, True),
    ],
)
def test_what_was_used_for_a_decision_is_kept_for_two_years(kept: Kept, count: int, unit: Unit, short: bool) -> None:
    assert is_too_short(kept, count, unit) is short


def test_the_rules_that_ship_are_whole_and_each_class_has_one() -> None:
    assert problems() == []
    assert set(periods(date(2026, 11, 22))) == set(Kept.values)


@pytest.mark.parametrize(
    "row",
    [
        "{code: FILE, valid_from: 2026-01-01, count: 1, unit: years}",
        "{code: FILE_TRV, valid_from: 2026-01-01, count: 300, unit: days}",
        "{code: FIEL, valid_from: 2026-01-01, count: 9, unit: years}",
        "{code: FILE, valid_from: 2026-01-01, count: 9, unit: weeks}",
        "{code: FILE, valid_from: 2026-01-01, count: -9, unit: years}",
        "{code: FILE, remove: true}",
    ],
)
def test_a_departments_row_that_cannot_be_is_a_problem(tmp_path: Path, row: str) -> None:
    (tmp_path / "retention").mkdir()
    (tmp_path / "retention/retention.yaml").write_text(f"- {row}\n")
    assert len(problems(tmp_path)) == 1
