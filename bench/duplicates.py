"""How long a look through all records for those of one person takes, how much memory, and how many it finds.

The people are those of the search's measurement; one in a hundred is there twice, written otherwise. The floor is the
same look that compares nobody: all rows read by the same cursor, and laid aside.
"""

import os
import random
import time
import tracemalloc
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime

from bench.figures import Row
from bench.scratch import scratch_database
from bench.search import _fill, _mistyped, _people, _without_vowels

TINY, SMALL, MIDDLE, LARGE = 1_000, 10_000, 100_000, 1_000_000
# Beyond the department's largest day of new files: as many at a time as one job of a reaction gets.
NEW = 500


def run(short: bool) -> list[Row]:
    """Measure, and return the figures. Takes some seconds where `short`; otherwise some five minutes."""
    rows: list[Row] = []
    with scratch_database("guichet_bench_duplicates") as address:
        os.environ |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "guichet.config.settings.development"}
        import django

        django.setup()
        for clients in (TINY,) if short else (SMALL, MIDDLE, LARGE):
            people = list(_people(clients))
            twice = _twice(people)
            _fill(address, people + [double for _, double in twice])
            rows += _measured(clients, {(one, double[0]) for one, double in twice})
    return rows


def _measured(clients: int, planted: set[tuple[int, int]]) -> list[Row]:
    from django.db import connection

    from guichet.clients.duplicates.finding import _BY_BIRTH, _stream, all_pairs, pairs_with
    from guichet.clients.duplicates.policy import duplicate_weights

    weights = duplicate_weights(datetime.now(UTC).date())
    began = time.perf_counter()
    rows_read = sum(1 for _ in _stream(_BY_BIRTH, []))
    floor = time.perf_counter() - began
    began = time.perf_counter()
    found = {(pair.one, pair.other) for pair in all_pairs(weights)}
    taken = time.perf_counter() - began
    began = time.perf_counter()
    pairs_with([number for number, _ in sorted(planted)[:NEW]], weights)
    new = time.perf_counter() - began
    # Watching every piece of memory takes many times as long as the look itself: seen at two sizes, not at the third.
    peak = _peak(lambda: all_pairs(weights)) if clients < LARGE else None
    connection.close()
    size = f"{rows_read:,} records"
    return [
        Row(f"look through {size}", taken, "s", floor),
        *([Row(f"memory of it at its peak, {size}", peak, "MB", wanted="the records born on one day")] if peak else []),
        Row(f"compare {min(NEW, len(planted))} new records with {size}", new, "s"),
        Row(f"of {len(planted):,} people who are there twice, found", 100 * len(found & planted) / len(planted), "%"),
        Row(f"of {len(found):,} pairs suggested, people there twice", 100 * len(found & planted) / len(found), "%"),
    ]


def _peak(look: Callable[[], Iterable[object]]) -> float:
    """Return how much memory a look takes at its peak, in megabytes."""
    tracemalloc.start()
    for _ in look():
        pass
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return peak


Person = tuple[int, str, date, list[str]]


def _twice(people: list[Person]) -> list[tuple[int, Person]]:
    """Return one in a hundred a second time: names turned round, mistyped, in another script; sometimes another day."""
    draw = random.Random(11)
    doubles: list[tuple[int, Person]] = []
    for place, (number, uci, born, names) in enumerate(people[::100]):
        again = len(people) + 1 + place
        match place % 4:
            case 0:
                known = (f"{9_000_000_000 + again}", born, [" ".join(reversed(names[0].split()))])
            case 1:
                known = (f"{9_000_000_000 + again}", born, [_mistyped(names[0], draw)])
            case 2:
                known = (f"{9_000_000_000 + again}", born, [names[0], _without_vowels(names[0])])
            case _:
                swapped = uci[:-2] + uci[-1] + uci[-2]
                known = (swapped if swapped != uci else uci[:-1] + "x", born, [names[0]])
        doubles.append((number, (again, *known)))
    # Identifiers are unique in the tables: a swapped one that somebody has goes.
    taken = {uci for _, uci, _, _ in people}
    kept: list[tuple[int, Person]] = []
    for number, double in doubles:
        if double[1] not in taken and double[1].isdigit():
            taken.add(double[1])
            kept.append((number, double))
    return kept
