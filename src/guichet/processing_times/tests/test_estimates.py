"""Estimates hold what they say: in their order, never below the wait so far, the same for any order of rows."""

import numpy as np
import pytest

from guichet.processing_times.estimates import Histories, learn

AS_OF = 20_000.0


def made(seed: int = 1, count: int = 600, *, mean: float = 30.0) -> Histories:
    """Return files whose waits are exponential with a known mean; those not decided by AS_OF are open."""
    chance = np.random.default_rng(seed)
    received = np.sort(AS_OF - chance.integers(1, 200, count)).astype(float)
    decided = received + np.floor(chance.exponential(mean, count))
    decided[decided >= AS_OF] = np.nan
    return Histories(["A" if one else "B" for one in chance.integers(0, 2, count)], ["X"] * count, received, decided)


def test_shares_rise_and_never_fall_below_the_wait_so_far() -> None:
    received = AS_OF - np.array([-30.0, 0.0, 1.0, 40.0, 300.0, 5000.0])
    found = learn(made(), AS_OF).estimate(["A", "B", "A", "NEW", "A", ""], ["X", "X", "Y", "X", "X", ""], received)
    assert np.all(np.diff(found, axis=1) >= 0)
    assert np.all(found >= np.maximum(AS_OF - received, 0)[:, None])
    assert np.all(np.isfinite(found))


def test_open_files_teach_so_the_median_is_right_where_decided_ones_alone_are_wrong() -> None:
    chance = np.random.default_rng(3)
    received = np.sort(AS_OF - chance.integers(1, 60, 6000)).astype(float)
    decided = received + np.floor(chance.exponential(40.0, 6000))
    decided[decided >= AS_OF] = np.nan
    found = learn(Histories(["A"] * 6000, ["X"] * 6000, received, decided), AS_OF)
    median = found.estimate(["A"], ["X"], np.array([AS_OF]))[0, 1]
    alone = float(np.nanmedian(decided - received))
    assert alone < 20
    assert median == pytest.approx(40 * np.log(2), rel=0.12)


def test_the_order_of_rows_is_nothing() -> None:
    history = made()
    mixed = np.random.default_rng(9).permutation(len(history))
    other = Histories(
        [history.category[i] for i in mixed], [history.office[i] for i in mixed],
        history.received[mixed], history.decided[mixed],
    )  # fmt: skip
    asked = (["A", "B"], ["X", "X"], np.array([AS_OF, AS_OF - 20]))
    np.testing.assert_allclose(learn(history, AS_OF).estimate(*asked), learn(other, AS_OF).estimate(*asked), rtol=1e-6)
