"""Where a file stands after its events, and how requests and documents find one another."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.applications.feed.state import NEVER, Asked, Came, Stamp, apart, overall_of, papers
from guichet.applications.terms import Overall

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def day(number: int) -> datetime:
    return BEGIN + timedelta(days=number)


def stamp(number: int) -> Stamp:
    return (day(number), "e")


@pytest.mark.parametrize(
    ("decision", "stage", "stage_overall", "overall"),
    [
        (NEVER, NEVER, None, Overall.RECEIVED),
        (NEVER, stamp(1), Overall.RECEIVED, Overall.RECEIVED),
        (NEVER, stamp(1), Overall.IN_PROGRESS, Overall.IN_PROGRESS),
        (NEVER, stamp(1), Overall.CLOSED, Overall.CLOSED),
        (NEVER, stamp(1), None, Overall.IN_PROGRESS),
        (stamp(1), NEVER, None, Overall.CLOSED),
        (stamp(2), stamp(1), Overall.IN_PROGRESS, Overall.CLOSED),
        (stamp(2), stamp(2), Overall.IN_PROGRESS, Overall.CLOSED),
        pytest.param(stamp(2), stamp(3), Overall.IN_PROGRESS, Overall.IN_PROGRESS, id="the oath after an approval"),
        pytest.param(stamp(2), stamp(3), Overall.RECEIVED, Overall.RECEIVED, id="a package sent again"),
    ],
)
def test_the_later_of_stage_and_decision_says_where_a_file_stands(
    decision: Stamp, stage: Stamp, stage_overall: Overall | None, overall: Overall
) -> None:
    assert overall_of(decision, stage, stage_overall) is overall


FIRST, AGAIN = Asked(day(1), date(2026, 2, 1)), Asked(day(5), date(2026, 3, 1))
EARLY, MIDDLE, LATE = Came(day(0), "a"), Came(day(3), "b"), Came(day(7), "c")


@pytest.mark.parametrize(
    ("asked", "came", "rows"),
    [
        ([FIRST], [], [(FIRST, None)]),
        ([], [EARLY], [(None, EARLY)]),
        ([FIRST], [MIDDLE], [(FIRST, MIDDLE)]),
        pytest.param([FIRST], [EARLY], [(FIRST, None), (None, EARLY)], id="what came before answers nothing"),
        pytest.param([FIRST, AGAIN], [LATE], [(FIRST, LATE), (AGAIN, LATE)], id="a reminder is answered along with it"),
        pytest.param([FIRST, AGAIN], [MIDDLE], [(FIRST, MIDDLE), (AGAIN, None)], id="asked once more, still open"),
        pytest.param([FIRST, AGAIN], [MIDDLE, LATE], [(FIRST, MIDDLE), (AGAIN, LATE)], id="each its own"),
        pytest.param([FIRST], [MIDDLE, LATE], [(FIRST, MIDDLE), (None, LATE)], id="more than was asked for"),
        pytest.param([FIRST], [Came(day(1), "x")], [(FIRST, Came(day(1), "x"))], id="at the same moment"),
        pytest.param([FIRST, FIRST], [MIDDLE, MIDDLE], [(FIRST, MIDDLE)], id="told twice"),
    ],
)
def test_requests_and_documents_find_one_another(asked, came, rows) -> None:
    for one_order in permutations(asked):
        for other_order in permutations(came):
            assert papers(one_order, other_order) == rows


asked_ones = st.builds(Asked, st.integers(0, 5).map(day), st.none() | st.integers(1, 9).map(lambda n: day(n).date()))
came_ones = st.builds(Came, st.integers(0, 5).map(day), st.sampled_from(["", "a", "b"]))


@given(st.lists(asked_ones, max_size=5), st.lists(came_ones, max_size=5))
def test_rows_of_documents_can_be_taken_apart_again(asked: list[Asked], came: list[Came]) -> None:
    rows = papers(asked, came)
    assert apart(rows) == (set(asked), set(came))
    assert len(set(rows)) == len(rows)
    assert papers(*apart(rows)) == rows
