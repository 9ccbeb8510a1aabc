"""How right the forecasts would have been, rolling out of sample, beside plain methods; and how long they take.

On the public sets of the folder that GUICHET_DATA_SETS names; without it on made data, which its rows say. The floor of
each pinball loss is the plain method's on the same files: for new ones percentiles of what was decided in the last 180
days, for waiting ones Kaplan–Meier among those that outlived the same wait, for series the same time a season before
(calls a week, published times a year) with the range of its past errors; and a harder one: for calls the mean of the
last four same weekdays, for published times what they are now.
"""

import time
from collections.abc import Callable

import numpy as np

from bench.figures import Row
from bench.forecast_sets import Calls, Cases, calls, cases, published
from guichet.processing_times.estimates import LEVELS, Histories, learn
from guichet.processing_times.series import LEVELS as SERIES_LEVELS
from guichet.processing_times.series import Series, forecast

SMALL, LARGE = 10_000, 100_000
MONTH, TRAILING, ENOUGH = 30.5, 180.0, 10
YEAR = 52  # in weeks
Array = np.ndarray


def run(short: bool) -> list[Row]:
    """Measure, and return the figures. Takes seconds on made data; on the real sets some five minutes."""
    rows: list[Row] = []
    for one in cases():
        rows += _cases(one, short=short)
    for other in calls():
        rows += _calls(other, short=short)
    rows += _published(published(), short=short)
    return rows + _timed(SMALL) + ([] if short else _timed(LARGE))


def _cases(one: Cases, *, short: bool) -> list[Row]:
    history = one.histories
    category, office = np.array(history.category), np.array(history.office)
    received, decided = history.received, history.decided
    kinds: dict[str, tuple[list[Array], list[Array], list[Array]]] = {"new": ([], [], []), "waiting": ([], [], [])}
    for origin in one.origins[-3:] if short else one.origins:
        before = received < origin
        known = np.where(decided < origin, decided, np.nan)
        past = Histories(list(category[before]), list(office[before]), received[before], known[before])
        model = learn(past, origin)
        new = (received >= origin) & (received < origin + MONTH) & ~np.isnan(decided)
        waiting = before & ~np.isnan(decided) & ~(decided < origin)
        for name, some, plain in (("new", new, _trailing), ("waiting", waiting, _outlived)):
            if some.any():
                truth, told, floor = kinds[name]
                truth.append((decided - received)[some])
                told.append(model.estimate(list(category[some]), list(office[some]), received[some]))
                floor.append(plain(past, origin, category[some], office[some], received[some]))
    return [
        row for name, (truth, told, floor) in kinds.items() if truth
        for row in _figures(f"{one.name}: {name}", np.concatenate(truth), np.concatenate(told), np.concatenate(floor),
                            LEVELS, "days")
    ]  # fmt: skip


def _figures(name: str, truth: Array, told: Array, floor: Array, levels: tuple[float, ...], unit: str) -> list[Row]:
    loss, plain = _pinball(truth, told, levels), _pinball(truth, floor, levels)
    return [
        Row(f"{name}, {len(truth):,}: pinball", loss, unit, plain),
        Row(f"{name}: less loss", 100 * (1 - loss / plain), "%"),
        Row(f"{name}: range holds", 100 * _held(truth, told), "%", 100 * _held(truth, floor), "77–83 %"),
    ]


def _pinball(truth: Array, told: Array, levels: tuple[float, ...]) -> float:
    error = truth[:, None] - told
    return float(np.maximum(np.array(levels) * error, (np.array(levels) - 1) * error).mean())


def _held(truth: Array, told: Array) -> float:
    return float(np.mean((truth >= told[:, 0]) & (truth <= told[:, -1])))


def _trailing(past: Histories, origin: float, category: Array, office: Array, received: Array) -> Array:
    """Percentiles of what was decided in the last 180 days: of the cell, else of the category, else of all."""
    waits = past.decided - past.received
    lately = past.decided >= origin - TRAILING
    lately = lately if lately.sum() >= ENOUGH else ~np.isnan(past.decided)
    return _by_cell(
        past, category, office, np.zeros(len(received)),
        lambda some, _: np.quantile(waits[some & lately], LEVELS) if (some & lately).sum() >= ENOUGH else None,
    )  # fmt: skip


def _outlived(past: Histories, origin: float, category: Array, office: Array, received: Array) -> Array:
    """Kaplan–Meier among those that waited as long: of the cell, else of the category, else of all."""
    ended = ~np.isnan(past.decided)
    waits = np.where(ended, past.decided, origin) - past.received

    def shares(some: Array, wait: float) -> Array | None:
        outlived = some & (waits >= wait)
        if (outlived & ended).sum() < ENOUGH and not some.all():
            return None
        order = np.argsort(waits[outlived])
        at, done = waits[outlived][order], ended[outlived][order]
        left = np.cumprod(1 - done / (len(at) - np.arange(len(at))))
        return np.array([at[min(int(np.sum(left > 1 - level + 1e-12)), len(at) - 1)] for level in LEVELS])

    return _by_cell(past, category, office, origin - received, shares)


def _by_cell(
    past: Histories, category: Array, office: Array, wait: Array, shares: Callable[[Array, float], Array | None]
) -> Array:
    kinds, places = np.array(past.category), np.array(past.office)
    known: dict[tuple[str, str, float], Array] = {}
    for key in set(zip(category, office, wait, strict=True)):
        for some in ((kinds == key[0]) & (places == key[1]), kinds == key[0], np.ones(len(kinds), dtype=bool)):
            found = shares(some, key[2])
            if found is not None:
                known[key] = found
                break
        else:
            known[key] = np.full(len(LEVELS), key[2])
    return np.stack([known[key] for key in zip(category, office, wait, strict=True)])


def _calls(one: Calls, *, short: bool) -> list[Row]:
    series = one.series
    day = np.floor(series.times + 1e-7).astype(int)
    days = {int(each): np.flatnonzero(day == each) for each in np.unique(day)}
    truth, told, season, four = [], [], [], []
    for today in sorted(days)[-(5 if short else one.days) :]:
        here = days[today]
        past = Series(series.name, series.times[: here[0]], series.values[: here[0]])
        found = forecast([past], len(here) * 4)[0]
        place = np.searchsorted(found.times, series.times[here] - 1e-5)
        truth.append(series.values[here])
        told.append(found.shares[place])
        season.append(_as_before(series.values, days, today, 1))
        four.append(_as_before(series.values, days, today, 4))
    true, ours = np.concatenate(truth), np.concatenate(told)
    rows = _figures(f"{one.name}, against a week before", true, ours, np.concatenate(season), SERIES_LEVELS, "calls")
    return rows + _figures(f"{one.name}, against four weeks", true, ours, np.concatenate(four), SERIES_LEVELS, "calls")


def _as_before(values: Array, days: dict[int, Array], today: int, weeks: int) -> Array:
    """The mean of so many same weekdays before, with the range of what it missed on the forty days before."""
    size = len(days[today])

    def mean(of: int) -> Array | None:
        same = [values[days[of - 7 * back]] for back in range(1, 9) if len(days.get(of - 7 * back, ())) == size]
        return np.mean(same[:weeks], axis=0) if same else None

    missed = [
        (values[days[each]] - before) / np.sqrt(np.maximum(before, 1))
        for each in range(today - 40, today)
        if len(days.get(each, ())) == size and (before := mean(each)) is not None
    ]
    middle = mean(today)
    assert middle is not None
    spread = np.quantile(np.concatenate(missed), SERIES_LEVELS)
    return middle[:, None] + spread[None, :] * np.sqrt(np.maximum(middle, 1))[:, None]


def _published(many: list[Series], *, short: bool) -> list[Row]:
    if not many:
        return []
    weeks = max(len(one.times) for one in many)
    sums: dict[int, tuple[list[Array], ...]] = {ahead: ([], [], [], []) for ahead in (4, 13, 25)}
    for origin in (weeks - 26,) if short else range(weeks - 60, weeks - 4, 6):
        past = [Series(one.name, one.times[:origin], one.values[:origin]) for one in many]
        some = [place for place, one in enumerate(past) if (~np.isnan(one.values)).sum() > 30]
        found = forecast([past[place] for place in some], 25)
        for ahead, (truth, told, stays, season) in sums.items():
            for place, shares in zip(some, found, strict=True):
                values, at = many[place].values, origin - 1 + ahead
                if at < len(values) and not np.isnan(values[at]):
                    truth.append(values[[at]])
                    told.append(shares.shares[[ahead - 1]])
                    stays.append(_stays(past[place].values, ahead))
                    season.append(_year_before(past[place].values, ahead))
    return [
        row for ahead, (truth, told, *floors) in sums.items() if truth
        for name, floor in zip(("what it is now", "a year before"), floors, strict=True)
        for row in _figures(f"published times, {ahead} weeks ahead, against {name}", np.concatenate(truth),
                            np.concatenate(told), np.concatenate(floor), SERIES_LEVELS, "days")
    ]  # fmt: skip


def _stays(values: Array, ahead: int) -> Array:
    """What it is now, with the range of its own past changes over so many weeks."""
    return _with_past_changes(values, values[~np.isnan(values)][-1], ahead)


def _year_before(values: Array, ahead: int) -> Array:
    """What it was a year before, or is now where that is not known, with its own past changes over a year."""
    then = values[len(values) - 1 + ahead - YEAR] if len(values) - 1 + ahead >= YEAR else np.nan
    return _with_past_changes(values, values[~np.isnan(values)][-1] if np.isnan(then) else then, YEAR)


def _with_past_changes(values: Array, middle: float, weeks: int) -> Array:
    moved = values[weeks:] - values[:-weeks]
    moved = moved[~np.isnan(moved)]
    spread = np.quantile(moved, SERIES_LEVELS) if len(moved) > 3 else np.array([-0.3, 0.0, 0.3]) * middle
    return np.sort(middle + spread * np.array([1.0, 0.0, 1.0]))[None, :]


def _timed(count: int) -> list[Row]:
    """How long it takes to learn from four times as many files as are open, and to estimate these."""
    chance = np.random.default_rng(1)
    files, as_of = count * 4, 20_000.0
    received = as_of - np.round(chance.uniform(0, 1100, files))
    decided = received + np.floor(chance.gamma(2.0, 70.0, files))
    decided[decided > as_of] = np.nan
    category = [f"P{one:02}" for one in chance.integers(0, 60, files)]
    office = [f"O{one:02}" for one in chance.integers(0, 25, files)]
    began = time.perf_counter()
    model = learn(Histories(category, office, received, decided), as_of)
    learned = time.perf_counter() - began
    waiting = np.resize(np.flatnonzero(np.isnan(decided)), count)
    began = time.perf_counter()
    model.estimate([category[i] for i in waiting], [office[i] for i in waiting], received[waiting])
    return [
        Row(f"learn from {files:,} made files, 1,500 pairs", learned, "s"),
        Row(
            f"estimate {count:,} open files", time.perf_counter() - began, "s", None, "≤ 60 s" if count == LARGE else ""
        ),
    ]
