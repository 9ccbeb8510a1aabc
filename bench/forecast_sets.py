"""The histories and series that forecasts are measured on: real ones from a folder, or made ones that say so.

The folder (environment GUICHET_DATA_SETS) holds a folder for each public set, as its publisher's SOURCE.md describes.
"""

import csv
import gzip
import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

from guichet.processing_times.estimates import Histories
from guichet.processing_times.series import Series

LONGEST = 730.0
ZERO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Cases:
    """A set of histories, and the first days of the months on which it is looked at."""

    name: str
    histories: Histories
    origins: list[float]


@dataclass(frozen=True)
class Calls:
    """A series by the day or parts of it, foretold a day ahead for the last so many days."""

    name: str
    series: Series
    days: int


def cases() -> Iterator[Cases]:
    """Yield the sets of histories: the real ones that are there, else made ones."""
    folder = _folder()
    if folder is None:
        yield _made_cases()
        return
    visa = "visa-checks-caselevel/us-visa-administrative-checks-2009-2016.csv.gz"
    yield _read(folder, visa, "visa checks", ("VisaType", "City", "CheckDate", "CompleteDate"), (2015, 1), 19)
    toronto = "foi-request-logs/ca_on_toronto-2011-to-2013.csv.gz"
    words = ("classification", "applicant_type", "date_accepted", "date")
    yield _read(folder, toronto, "access requests, Toronto 2013", words, (2013, 1), 6)
    yield _read(folder, toronto, "access requests, Toronto 2012", words, (2011, 8), 17)
    yield _read(
        folder, "foi-request-logs/ca_on_greater_sudbury.csv.gz", "access requests, Sudbury", words, (2015, 7), 10
    )
    helpdesk = "caselogs-process-mining/helpdesk-tickets-cases.csv.gz"
    yield _read(folder, helpdesk, "tickets", ("product", "workgroup", "first_event", "last_event"), (2012, 1), 21)
    permits = "caselogs-process-mining/receipt-permits-cases.csv.gz"
    yield _read(folder, permits, "permits", ("channel", "department", "startdate", "enddate"), (2011, 3), 8)
    yield _read(
        folder, permits, "permits, receipt", ("channel", "department", "first_event", "last_event"), (2011, 3), 8
    )


def calls() -> Iterator[Calls]:
    """Yield the series of calls."""
    folder = _folder()
    if folder is None:
        yield _made_calls()
        return
    large = _counted(folder / "callcentre-bank-5min/bank_calls-to-2003-09-25.csv.gz", lambda row: row["datetime"])
    small = _counted(
        folder / "callcentre-anonymous-bank/arrivals-6min-1999-01-to-10.csv.gz",
        lambda row: f"{row['date']} {row['start']}",
    )
    for name, rows in (("large bank", large), ("small bank", small)):
        yield Calls(f"{name}, half hours", _added(rows, 48), 30)
        # Thirty days of one figure each would be thirty throws of a coin.
        yield Calls(f"{name}, days", _added(rows, 1), 90)
    yield Calls("large bank, five minutes", _added(large, 288), 30)


def published() -> list[Series]:
    """Return published times by category and country, a value a week; none where there are no real ones."""
    folder = _folder()
    if folder is None:
        return []
    wanted = {"visitor-outside-canada", "study", "work", "supervisa"}
    in_days = {"day": 1.0, "week": 7.0, "month": 30.4, "year": 365.0}
    begin = _day("2021-11-01")
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for row in _rows(folder / "ircc-processing-times/by-country-to-2024-06.csv.gz"):
        at = _day(row["snapshot_utc"])
        if row["category"] in wanted and row["value"] and at >= begin:
            unit = in_days.get(row["unit"].rstrip("s"), 1.0)
            found[f"{row['category']} {row['key']}"][int((at - begin) // 7)] = float(row["value"]) * unit
    return [
        Series(name, begin + 7.0 * np.arange(max(weeks) + 1),
               np.array([weeks.get(week, np.nan) for week in range(max(weeks) + 1)]))
        for name, weeks in sorted(found.items()) if len(weeks) > 60
    ]  # fmt: skip


def _folder() -> Path | None:
    named = os.environ.get("GUICHET_DATA_SETS", "")
    return Path(named) if named and Path(named).is_dir() else None


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with gzip.open(file, "rt", encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def _day(text: str) -> float:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return np.nan
    return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - ZERO).total_seconds() / 86_400


def _read(
    folder: Path, file: str, name: str, columns: tuple[str, str, str, str], first: tuple[int, int], months: int
) -> Cases:
    category, office, received, decided = columns
    rows = list(_rows(folder / file))
    begins = np.array([_day(row[received]) for row in rows])
    ends = np.array([_day(row[decided]) for row in rows])
    sound = ~np.isnan(begins) & ~((ends < begins) | (ends - begins > LONGEST))
    kept = np.flatnonzero(sound)
    histories = Histories([rows[i][category] for i in kept], [rows[i][office] for i in kept], begins[kept], ends[kept])
    return Cases(name, histories, _months(first, months))


def _months(first: tuple[int, int], count: int) -> list[float]:
    year, month = first
    every = [divmod(year * 12 + month - 1 + number, 12) for number in range(count)]
    return [float((date(at, of + 1, 1) - ZERO.date()).days) for at, of in every]


def _counted(file: Path, moment: Callable[[dict[str, str]], str]) -> list[tuple[float, float]]:
    return [(_day(moment(row)), float(row["calls"])) for row in _rows(file)]


def _added(rows: list[tuple[float, float]], a_day: int) -> Series:
    sums: dict[int, float] = defaultdict(float)
    for time, value in rows:
        sums[int(np.floor(time * a_day + 1e-4))] += value
    steps = sorted(sums)
    return Series("calls", np.array(steps) / a_day, np.array([sums[step] for step in steps]))


def _made_cases() -> Cases:
    chance = np.random.default_rng(7)
    count, last = 5000, 20_000.0
    received = np.sort(last - chance.integers(0, 900, count)).astype(float)
    # The service slows by half over the last year.
    mean = np.where(chance.random(count) < 0.5, 30.0, 60.0) * (1 + np.clip((received - last + 365) / 730, 0, 0.5))
    decided = received + np.floor(chance.gamma(2.0, mean / 2))
    decided[decided > last] = np.nan
    category = ["A" if one < 0.5 else "B" for one in chance.random(count)]
    return Cases("made", Histories(category, ["X"] * count, received, decided), [last - 200, last - 150, last - 100])


def _made_calls() -> Calls:
    chance = np.random.default_rng(8)
    times, values = [], []
    for day in range(17_003, 17_003 + 140):
        if (day + 3) % 7 < 5:
            level = 60 * (1.2 if (day + 3) % 7 == 0 else 1.0) * float(np.exp(chance.normal(0, 0.05)))
            for half in range(20):
                times.append(day + (18 + half) / 48)
                values.append(chance.poisson(level * (1 + 0.5 * np.sin(half / 6))))
    return Calls("made, half hours", Series("made", np.array(times), np.array(values, dtype=float)), 20)
