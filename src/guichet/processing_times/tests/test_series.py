"""Forecasts of series: they know weekdays, hours and gaps, stay in order, and hold what they say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from guichet.processing_times.series import Series, forecast
from guichet.processing_times.series.days import spread
from guichet.processing_times.series.shapes import times_ahead

MONDAY = 19_999.0 - (19_999 + 3) % 7


def calls(seed: int, weeks: int, *, per_half_hour: float = 40.0) -> Series:
    """Return calls on weekdays from 9 to 17 o'clock, more on Mondays and at eleven; by chance alone."""
    chance = np.random.default_rng(seed)
    times, values = [], []
    for day in range(weeks * 7):
        if day % 7 > 4:
            continue
        for half in range(16):
            times.append(MONDAY + day + (18 + half) / 48)
            values.append(chance.poisson(expected(day, half, per_half_hour)))
    return Series("calls", np.array(times), np.array(values, dtype=float))


def expected(day: int, half: int, per_half_hour: float) -> float:
    return per_half_hour * (1.3 if day % 7 == 0 else 1.0) * (1 + 0.5 * np.exp(-(((half - 4) / 3) ** 2)))


def test_the_next_times_are_those_of_the_service() -> None:
    history = calls(1, 6)
    ahead = times_ahead(history.times, 17)
    assert ahead[0] == pytest.approx(MONDAY + 42 + 18 / 48)
    assert ahead[16] == pytest.approx(MONDAY + 43 + 18 / 48)


def test_calls_follow_weekday_and_hour_and_the_range_holds() -> None:
    held = []
    for seed in range(4):
        history = calls(seed, 16)
        found = forecast([history], 80)[0]
        truth = np.array([expected(day, half, 40.0) for day in range(5) for half in range(16)])
        assert np.mean(np.abs(found.shares[:, 1] - truth) / truth) < 0.06
        drawn = np.random.default_rng(100 + seed).poisson(truth)
        held.append(np.mean((drawn >= found.shares[:, 0]) & (drawn <= found.shares[:, 2])))
    assert np.mean(held) == pytest.approx(0.8, abs=0.06)


def test_a_holiday_and_a_gap_do_not_bend_what_follows() -> None:
    history = calls(3, 16)
    values = history.values.copy()
    values[-16 * 3 : -16 * 2] = 0
    values[-16 * 7 : -16 * 6] = np.nan
    plain, bent = forecast([history], 16)[0], forecast([Series("calls", history.times, values)], 16)[0]
    assert np.all(np.abs(bent.shares[:, 1] / plain.shares[:, 1] - 1) < 0.12)


def test_the_range_holds_after_few_days_too() -> None:
    chance, held = np.random.default_rng(20), []
    told, days = np.full(20, 400.0), np.zeros(20)
    for _ in range(1000):
        drawn = chance.poisson(400, 21).astype(float)
        low, _, high = spread(told[:1], told, drawn[:20], days, np.ones(1, dtype=np.int64))[0]
        held.append(low <= drawn[20] <= high)
    assert np.mean(held) == pytest.approx(0.8, abs=0.025)


def test_a_new_level_is_followed_within_two_weeks() -> None:
    history = calls(4, 16)
    values = np.where(history.times > history.times[-1] - 14, history.values * 2, history.values)
    plain, doubled = forecast([history], 16)[0], forecast([Series("calls", history.times, values)], 16)[0]
    assert np.mean(doubled.shares[:, 1] / plain.shares[:, 1]) == pytest.approx(2.0, abs=0.25)


def test_many_short_series_learn_from_one_another() -> None:
    chance = np.random.default_rng(6)
    walks = np.exp(np.cumsum(chance.normal(0, 0.05, (60, 100)), axis=1) + 4)
    times = MONDAY + 7.0 * np.arange(80)
    found = forecast([Series(f"{n:02}", times, walk[:80]) for n, walk in enumerate(walks)], 20)
    truth = walks[:, 80:]
    low, high = (np.stack([one.shares[:, place] for one in found]) for place in (0, 2))
    assert np.mean((truth >= low) & (truth <= high)) == pytest.approx(0.8, abs=0.08)


def test_a_series_of_one_figure_gets_a_wide_answer() -> None:
    shares = forecast([Series("one", np.array([MONDAY]), np.array([50.0]))], 3)[0].shares
    assert np.all(shares[:, 0] < 50)
    assert np.all(shares[:, 2] > 50)


def test_months_are_followed_by_months() -> None:
    times = np.array([np.datetime64(f"2023-{month:02}-01").astype("datetime64[D]").astype(float)
                      for month in range(1, 13)])  # fmt: skip
    ahead = forecast([Series("m", times, np.arange(12.0) + 5)], 3)[0].times
    assert [str(np.datetime64(int(one), "D")) for one in ahead] == ["2024-01-01", "2024-02-01", "2024-03-01"]


@settings(max_examples=30, deadline=None)
@given(
    values=some.lists(some.one_of(some.just(float("nan")), some.floats(-1e6, 1e6)), min_size=1, max_size=60),
    step=some.sampled_from([1 / 48, 1.0, 7.0]), horizon=some.integers(1, 12),
)  # fmt: skip
def test_whatever_the_figures_an_answer_is_whole(values: list[float], step: float, horizon: int) -> None:
    series = Series("any", MONDAY + step * np.arange(len(values)), np.array(values))
    if np.all(np.isnan(series.values)):
        with pytest.raises(ValueError, match="any"):
            forecast([series], horizon)
        return
    (found,) = forecast([series], horizon)
    assert found.shares.shape == (horizon, 3)
    assert np.all(np.isfinite(found.shares))
    assert np.all(np.diff(found.shares, axis=1) >= 0)
    assert np.all(np.diff([series.times[-1], *found.times]) > 0)


def test_the_order_of_series_is_nothing() -> None:
    chance = np.random.default_rng(6)
    many = [Series(str(n), MONDAY + 7.0 * np.arange(40), chance.uniform(5, 9, 40)) for n in range(5)]
    here, there = forecast(many, 4), forecast(many[::-1], 4)[::-1]
    for one, other in zip(here, there, strict=True):
        np.testing.assert_allclose(one.shares, other.shares, rtol=1e-6)
