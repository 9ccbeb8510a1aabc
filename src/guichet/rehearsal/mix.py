"""The mix of programs: what was published, what a country has, and the weights of lives that bring the two together.

To fit the lives again after new volumes or changed lives, print `fitted(as_of=…)` in `guichet shell` and write the
weights into data/lives.yaml.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from math import exp

from guichet.rehearsal.country import HOUSEHOLDS, Event, content, drawn_from, known_lives
from guichet.rehearsal.lives import Country, Life, household
from guichet.rehearsal.moments import DAY, YEAR, moment, read

LATEST_YEARS = 5
_LEAST = 0.001  # no life is given up for the sake of the fit
_ROUNDS = 4000


def published() -> dict[str, float]:
    """Return each program's share (0 to 1) of a year's applications. Source: data/volumes.yaml."""
    return _shares(_volumes())


def _volumes() -> dict[str, float]:
    return {code: row["applications"] for code, row in content("volumes")["programs"].items()}


def mix(events: Iterable[Event], *, as_of: date) -> dict[str, float]:
    """Return each program's share (0 to 1) of five years of applications; those without published volume left out."""
    since = moment(as_of) - LATEST_YEARS * YEAR * DAY
    count: Counter[str] = Counter()
    for event in events:
        if event["type"] == "application.received" and read(event["time"]) >= since:
            count[event["data"]["program"]] += 1
    return _shares({code: count[code] for code in published()})


def fitted(*, as_of: date, seed: int = 1, trials: int = 1000) -> dict[str, dict[str, float]]:
    """Return, by size of household, the weights of lives under which the mix comes nearest to the published one."""
    country = drawn_from(seed, as_of)
    wanted = _shares({**_volumes(), **content("volumes")["unpublished"]})
    rows = [
        (size, life, count, _files_of(life, country, trials=trials))
        for size, count in HOUSEHOLDS.items()
        for life in known_lives().by_size[size].things
    ]
    weights = [1.0] * len(rows)
    for _ in range(_ROUNDS):
        _even_out(rows, weights)
        weights = [
            weight * exp(-min(max(slope, -3.0), 3.0) * 0.05)
            for weight, slope in zip(weights, _slopes(rows, weights, wanted), strict=True)
        ]
    _even_out(rows, weights)
    found: dict[str, dict[str, float]] = {size: {} for size in HOUSEHOLDS}
    for (size, life, _, _), weight in zip(rows, weights, strict=True):
        found[size][life.name] = round(weight * 1000, 1)
    return found


_Row = tuple[str, Life, int, Mapping[str, float]]


def _files_of(life: Life, country: Country, *, trials: int) -> Mapping[str, float]:
    """Return how many applications of each program such a household makes in the latest years, on average."""
    drawn_at = country.ground.drawn_at
    since = drawn_at - LATEST_YEARS * YEAR * DAY
    count: Counter[str] = Counter()
    for trial in range(trials):
        for member in household(life, country, first=trial * 10):
            for _, made in member.courses:
                if since <= made.received < drawn_at:
                    count[made.program] += 1
    return {code: made / trials for code, made in count.items()}


def _even_out(rows: list[_Row], weights: list[float]) -> None:
    """Make the weights of each size of household sum to one."""
    for size in HOUSEHOLDS:
        places = [place for place, row in enumerate(rows) if row[0] == size]
        whole = sum(weights[place] for place in places)
        for place in places:
            weights[place] = max(weights[place] / whole, _LEAST)


def _slopes(rows: list[_Row], weights: list[float], wanted: Mapping[str, float]) -> list[float]:
    """Return how the distance from the wanted mix changes with the logarithm of each weight."""
    made = {
        code: sum(
            weight * count * files.get(code, 0) for (_, _, count, files), weight in zip(rows, weights, strict=True)
        )
        for code in wanted
    }
    whole = sum(made.values())
    off = {code: (made[code] / whole - share) / (share + 0.001) for code, share in wanted.items()}
    pull = sum(off[code] * made[code] for code in wanted) / whole
    return [
        weight * count * sum(files.get(code, 0) * (off[code] - pull) for code in wanted) / whole * len(rows)
        for (_, _, count, files), weight in zip(rows, weights, strict=True)
    ]


def _shares(counts: Mapping[str, float]) -> dict[str, float]:
    whole = sum(counts.values()) or 1
    return {code: count / whole for code, count in counts.items()}
