"""Estimates hold what they say: in their order, never below the wait so far, the same for any order of rows."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from guichet.processing_times.estimates import Histories, fitting, learn
from guichet.processing_times.estimates.ages import ages_for
from guichet.processing_times.estimates.fitting import awake
from guichet.processing_times.estimates.histories import cells_of, seen_by
from guichet.processing_times.estimates.load import load_of

AS_OF = 20_000.0


def made(seed: int = 1, count: int = 600, *, mean: float = 30.0, days: int = 200) -> Histories:
    """Return files whose waits are exponential with a known mean; those not decided by AS_OF are open."""
    chance = np.random.default_rng(seed)
    received = np.sort(AS_OF - chance.integers(1, days, count)).astype(float)
    decided = received + np.floor(chance.exponential(mean, count))
    decided[decided > AS_OF] = np.nan
    return Histories(["A" if one else "B" for one in chance.integers(0, 2, count)], ["X"] * count, received, decided)


def test_shares_rise_and_never_fall_below_the_wait_so_far() -> None:
    received = AS_OF - np.array([-30.0, 0.0, 1.0, 40.0, 300.0, 5000.0])
    found = learn(made(), AS_OF).estimate(["A", "B", "A", "NEW", "A", ""], ["X", "X", "Y", "X", "X", ""], received)
    assert np.all(np.diff(found, axis=1) >= 0)
    assert np.all(found >= np.maximum(AS_OF - received, 0)[:, None])
    assert np.all(np.isfinite(found))


@settings(max_examples=25, deadline=None)
@given(
    files=some.lists(
        some.tuples(some.sampled_from("AB"), some.sampled_from(["X", ""]), some.integers(0, 400),
                    some.one_of(some.none(), some.integers(0, 300))), min_size=1, max_size=30),
    waits=some.lists(some.integers(-60, 3000), min_size=1, max_size=8),
    part=some.sampled_from([0.0, 0.37]),
)  # fmt: skip
def test_whatever_the_history_an_answer_is_whole(
    files: list[tuple[str, str, int, int | None]], waits: list[int], part: float
) -> None:
    received = np.array([AS_OF - one[2] for one in files]) - part
    decided = np.array([np.nan if one[3] is None else at + one[3] for one, at in zip(files, received, strict=True)])
    history = Histories([one[0] for one in files], [one[1] for one in files], received, decided)
    asked = AS_OF - np.array(waits, dtype=float)
    if np.all(received > AS_OF):
        return
    found = learn(history, AS_OF).estimate(["A"] * len(asked), ["?"] * len(asked), asked)
    assert np.all(np.isfinite(found))
    assert np.all(np.diff(found, axis=1) >= 0)
    assert np.all(found >= np.maximum(AS_OF - asked, 0)[:, None])


def test_open_files_teach_so_the_median_is_right_where_decided_ones_alone_are_wrong() -> None:
    history = made(3, 6000, mean=40.0, days=60)
    median = learn(history, AS_OF).estimate(["A"], ["X"], np.array([AS_OF]))[0, 1]
    alone = float(np.nanmedian(history.decided - history.received))
    assert alone < 20
    assert median == pytest.approx(40 * np.log(2), rel=0.12)


def test_the_range_holds_what_it_says_where_the_truth_is_known() -> None:
    chance = np.random.default_rng(5)
    model = learn(made(5, 6000, mean=30.0, days=400), AS_OF)
    new = np.repeat(AS_OF + 1, 7)
    low, middle, high, highest = model.estimate(["A"] * 7, ["X"] * 7, new + np.arange(7)).mean(axis=0)
    truth = np.floor(chance.exponential(30.0, 20_000))
    assert np.mean((truth >= low) & (truth <= highest)) == pytest.approx(0.8, abs=0.03)
    assert np.mean(truth <= middle) == pytest.approx(0.5, abs=0.04)
    assert np.mean(truth <= high) == pytest.approx(0.8, abs=0.03)


def test_a_file_that_waited_is_estimated_among_those_that_waited_as_long() -> None:
    # Without memory: whoever waited 50 days has as long before them as anybody else.
    found = learn(made(6, 6000, mean=30.0, days=400), AS_OF).estimate(["A"], ["X"], np.array([AS_OF - 50]))[0]
    assert found[1] - 50 == pytest.approx(30 * np.log(2), rel=0.2)


def test_the_order_of_rows_is_nothing() -> None:
    history = made()
    mixed = np.random.default_rng(9).permutation(len(history))
    other = Histories(
        [history.category[i] for i in mixed], [history.office[i] for i in mixed],
        history.received[mixed], history.decided[mixed],
    )  # fmt: skip
    asked = (["A", "B"], ["X", "X"], np.array([AS_OF, AS_OF - 20]))
    # Sums of the same numbers in another order; and trials look at a sample, which follows the rows.
    np.testing.assert_allclose(learn(history, AS_OF).estimate(*asked), learn(other, AS_OF).estimate(*asked), rtol=0.02)


def test_the_same_histories_give_the_same_estimates() -> None:
    asked = (["A", "B"], ["X", "X"], np.array([AS_OF, AS_OF - 20]))
    np.testing.assert_array_equal(learn(made(), AS_OF).estimate(*asked), learn(made(), AS_OF).estimate(*asked))


def test_a_shift_by_whole_weeks_changes_nothing() -> None:
    history, by = made(), 7.0 * 50
    moved = Histories(history.category, history.office, history.received + by, history.decided + by)
    here = learn(history, AS_OF).estimate(["A"], ["X"], np.array([AS_OF]))
    there = learn(moved, AS_OF + by).estimate(["A"], ["X"], np.array([AS_OF + by]))
    np.testing.assert_allclose(here, there, rtol=1e-6)


def test_nothing_decided_after_the_moment_is_known() -> None:
    history = made(4, 800)
    at = AS_OF - 60
    later = np.where(history.decided > at, history.decided + 500, history.decided)
    other = Histories(history.category, history.office, history.received, later)
    asked = (["A", "B"], ["X", "X"], np.array([at, at - 10]))
    np.testing.assert_array_equal(learn(history, at).estimate(*asked), learn(other, at).estimate(*asked))


def test_a_category_never_seen_gets_a_wider_range_than_any_that_was() -> None:
    chance = np.random.default_rng(8)
    count = 3000
    kind = chance.integers(0, 3, count)
    received = np.sort(AS_OF - chance.integers(1, 400, count)).astype(float)
    decided = received + np.floor(np.array([5.0, 30.0, 90.0])[kind] * chance.gamma(8.0, 1 / 8, count))
    decided[decided > AS_OF] = np.nan
    model = learn(Histories(["ABC"[one] for one in kind], ["X"] * count, received, decided), AS_OF)
    widths = np.diff(model.estimate(["A", "B", "C", "Z"], ["X"] * 4, np.full(4, AS_OF))[:, [0, 3]], axis=1)[:, 0]
    assert widths[3] > widths[:3].max()


def test_nobody_is_told_of_a_sunday_where_nothing_is_decided_on_one() -> None:
    chance = np.random.default_rng(2)
    received = np.sort(AS_OF - chance.integers(1, 700, 9000)).astype(float)
    decided = received + 10
    weekday = (decided.astype(int) + 3) % 7
    # What would fall on a weekend is done on Monday.
    decided += np.where(weekday == 5, 2, np.where(weekday == 6, 1, 0))
    decided[decided > AS_OF] = np.nan
    model = learn(Histories(["A"] * 9000, ["X"] * 9000, received, decided), AS_OF)
    new = AS_OF + np.arange(7)
    middle = model.estimate(["A"] * 7, ["X"] * 7, new)[:, 1]
    on = (np.round(new + middle).astype(int) + 3) % 7
    assert set(on) <= {0, 1, 2, 3, 4}


def test_withdrawn_files_neither_count_as_decided_nor_as_waiting() -> None:
    history = made(7, 4000, mean=30.0, days=400)
    chance = np.random.default_rng(7)
    withdrawn = history.received + np.floor(chance.exponential(60.0, len(history)))
    gone = (withdrawn < np.where(np.isnan(history.decided), np.inf, history.decided)) & (withdrawn <= AS_OF)
    known = Histories(
        history.category, history.office, history.received,
        np.where(gone, np.nan, history.decided), np.where(gone, withdrawn, np.nan),
    )  # fmt: skip
    median = learn(known, AS_OF).estimate(["A"], ["X"], np.array([AS_OF]))[0, 1]
    assert median == pytest.approx(30 * np.log(2), rel=0.15)


def test_files_asleep_in_the_books_do_not_slow_the_others() -> None:
    history = made(11, 3000, mean=20.0, days=300)
    decided = history.decided.copy()
    decided[:300] = np.nan
    with_sleepers = Histories(history.category, history.office, history.received, decided)
    cells, cell = cells_of(with_sleepers)
    assert len(cells.pairs) == 2
    assert len(awake(seen_by(with_sleepers, cell, AS_OF))) < len(history) - 200
    median = learn(with_sleepers, AS_OF).estimate(["A"], ["X"], np.array([AS_OF]))[0, 1]
    assert median == pytest.approx(20 * np.log(2), rel=0.2)


def test_a_backlog_that_is_worked_on_is_not_taken_to_sleep() -> None:
    chance = np.random.default_rng(12)
    received = np.sort(AS_OF - chance.integers(1, 400, 4000)).astype(float)
    decided = received + np.floor(chance.lognormal(3.0, 1.2, 4000))
    decided[decided > AS_OF] = np.nan
    history = Histories(["A"] * 4000, ["X"] * 4000, received, decided)
    seen = seen_by(history, cells_of(history)[1], AS_OF)
    assert len(awake(seen)) == len(seen)


def queue(a_day: int, lately: int, capacity: int) -> Histories:
    """Return a year of files done in their order, so many a day; `lately` come in a day in the last four weeks."""
    received = np.repeat(AS_OF - 400 + np.arange(400.0), np.where(np.arange(400) < 372, a_day, lately))
    decided = np.maximum(received + 20, AS_OF - 380 + np.arange(len(received)) / capacity // 1)
    decided[decided > AS_OF] = np.nan
    return Histories(["A"] * len(received), ["X"] * len(received), received, decided)


def load_in(history: Histories) -> float:
    return load_of(seen_by(history, cells_of(history)[1], AS_OF), AS_OF, 200.0, 60.0)


def test_load_is_nought_where_nothing_changed_and_grows_with_what_comes_in() -> None:
    steady, more, fewer = (load_in(queue(5, lately, 5)) for lately in (5, 15, 1))
    assert steady == pytest.approx(0.0, abs=0.05)
    assert fewer < -0.2 < 0.2 < more <= 1.0


def test_load_counts_neither_withdrawn_files_nor_young_books() -> None:
    history = queue(5, 15, 5)
    late = history.received > AS_OF - 28
    gone = np.where(late & np.isnan(history.decided), AS_OF - 1, np.nan)
    withdrawn = Histories(history.category, history.office, history.received, history.decided, gone)
    assert load_in(withdrawn) < load_in(history) - 0.3
    young = history.received > AS_OF - 90
    some = Histories(
        ["A"] * int(young.sum()), ["X"] * int(young.sum()), history.received[young], history.decided[young]
    )
    assert load_in(some) == 0.0


def test_more_work_makes_those_who_come_now_wait_before_any_decision_shows_it() -> None:
    steady, more = (
        learn(queue(5, lately, 5), AS_OF).estimate(["A"], ["X"], np.array([AS_OF]))[0] for lately in (5, 15)
    )
    assert np.all(more[1:] > steady[1:])


def test_files_that_waited_through_a_standstill_catch_up(monkeypatch: pytest.MonkeyPatch) -> None:
    history = made(13, 6000, mean=30.0, days=400)
    still = np.where(history.decided > AS_OF - 30, np.nan, history.decided)
    stood = Histories(history.category, history.office, history.received, still)
    asked = (["A"], ["X"], np.array([AS_OF - 60]))
    left = learn(stood, AS_OF).estimate(*asked)[0, 1] - 60
    monkeypatch.setattr(fitting, "_CAUGHT_UP", 1.0)
    slow = learn(stood, AS_OF).estimate(*asked)[0, 1] - 60
    usual = 30 * np.log(2)
    assert usual * 0.8 < left < usual * 1.5
    assert slow > left * 1.2


@pytest.mark.parametrize(
    ("waits", "step", "centred"),
    [([1.0, 5.0, 40.0], 1.0, True), ([0.01, 0.5, 2.0], 1 / 288, False), ([3.5, 20.2, 60.1], 1 / 24, False),
     ([100.0, 9000.0, 9000.0], 14.0, False)],
)  # fmt: skip
def test_ages_suit_the_waits(waits: list[float], step: float, centred: bool) -> None:
    ages = ages_for(np.array(waits))
    assert (ages.step, ages.centred) == (pytest.approx(step), centred)
    assert np.all(np.diff(ages.edges) > 0)
    assert ages.edges[-1] > max(waits) * 0.99


def test_a_moment_before_all_files_is_refused() -> None:
    with pytest.raises(ValueError, match="no file"):
        learn(made(), 100.0)
