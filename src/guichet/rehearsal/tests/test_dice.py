from collections import Counter

import pytest

from guichet.rehearsal.dice import Dice, Weighted, deviate, even_share, number_from


def test_the_same_words_begin_the_same_stream_everywhere() -> None:
    dice = Dice("seed", 7)
    assert [dice.whole(0, 999) for _ in range(6)] == [252, 354, 643, 491, 394, 125]
    assert number_from("seed", 7) == 439715107499113147


def test_neighbouring_words_begin_streams_that_have_nothing_in_common() -> None:
    first, second = Dice(1, 11), Dice(11, 1)
    assert [first.whole(0, 999) for _ in range(5)] != [second.whole(0, 999) for _ in range(5)]


def test_a_run_of_ranks_covers_the_whole_evenly() -> None:
    tenths = Counter(int(even_share(rank, "any") * 10) for rank in range(1000, 1100))
    assert set(tenths) == set(range(10))
    assert all(8 <= count <= 12 for count in tenths.values())


@pytest.mark.parametrize(("share", "thing"), [(0.0, "a"), (0.24, "a"), (0.26, "b"), (0.999999, "b"), (1.0, "b")])
def test_a_thing_is_drawn_by_its_weight_and_what_has_none_never(share: float, thing: str) -> None:
    assert Weighted({"a": 1, "none": 0, "b": 3}).at(share) == thing


def test_nothing_can_be_drawn_where_nothing_has_weight() -> None:
    with pytest.raises(ValueError, match="nothing can be drawn"):
        Weighted({"a": 0})


@pytest.mark.parametrize("count", [0, 1, 3, 5, 9])
def test_some_things_are_different_ones_in_their_own_order(count: int) -> None:
    things = ["a", "b", "c", "d", "e"]
    chosen = Dice("some", count).some(things, count)
    assert len(chosen) == min(count, 5)
    assert chosen == sorted(set(chosen))


@pytest.mark.parametrize(("share", "expected"), [(0.5, 0.0), (0.8413447, 1.0), (0.0227501, -2.0)])
def test_a_share_lies_where_the_table_of_the_bell_curve_says(share: float, expected: float) -> None:
    assert deviate(share) == pytest.approx(expected, abs=1e-5)
