"""Nobody is told apart: no shown count is small, and no small group can be reckoned from what is shown."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guichet.foundation.small_groups import LEAST, guarded, guarded_total


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({}, {}),
        ({"a": 0, "b": 7}, {"a": 0, "b": 7}),
        ({"a": 3, "b": 7, "c": 90}, {"a": None, "b": None, "c": 90}),  # the next smallest goes with it
        ({"a": 3, "b": 4, "c": 90}, {"a": None, "b": None, "c": 90}),  # two together are enough
        ({"a": 1, "b": 1, "c": 9, "d": 90}, {"a": None, "b": None, "c": None, "d": 90}),  # two are told apart by two
        ({"a": 4}, {"a": None}),
        ({"a": 5, "b": 5}, {"a": 5, "b": 5}),
    ],
)
def test_small_groups_are_left_out_and_what_would_tell_them(counts: dict[str, int], shown: dict[str, int]) -> None:
    assert guarded(counts) == shown


@pytest.mark.parametrize(("counts", "total"), [({}, 0), ({"a": 2, "b": 2}, None), ({"a": 2, "b": 3}, 5)])
def test_a_small_total_is_a_small_group(counts: dict[str, int], total: int | None) -> None:
    assert guarded_total(counts) == total


# Many people's tests share a machine: slowness is no fault here.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
COUNTS = st.dictionaries(st.integers(0, 9), st.integers(0, 30), max_size=8)


@UNHURRIED
@given(COUNTS)
def test_no_small_group_is_shown_and_nought_always_is(counts: dict[int, int]) -> None:
    shown = guarded(counts)
    assert shown.keys() == counts.keys()
    for group, count in shown.items():
        assert count in {None, counts[group]}
        assert count is None or count == 0 or count >= LEAST
        assert (count is None) <= (counts[group] > 0)


@UNHURRIED
@given(COUNTS)
def test_what_is_left_out_cannot_be_reckoned_from_the_total(counts: dict[int, int]) -> None:
    hidden = [counts[group] for group, count in guarded(counts).items() if count is None]
    if hidden:
        everything = sum(count > 0 for count in counts.values()) == len(hidden)
        assert everything or (len(hidden) >= 2 and sum(hidden) >= LEAST)
