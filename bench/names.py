"""How often the right person is among the first ten of 5,000, where their name is looked for in another script.

Pairs of single names from Wikidata (Arabic, Russian), from `../shared/data` where it is there; otherwise the small
sample that the tests ship. Each name is the whole name of one person: nothing else helps to find them. Beside it the
floor: the same question put to a plain comparison of the two spellings letter by letter, without any index.
"""

import csv
import gzip
import os
import random
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psycopg
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from bench.figures import Row
from bench.scratch import scratch_database
from guichet.language.names import fold

PEOPLE = 5_000
ASKED = 1_000
WANTED = "≥ 80"
SHARED = Path(__file__).parents[2] / "shared/data/name-transliteration"
OWN = Path(__file__).parents[1] / "src/guichet/clients/tests/data/names.csv"
SCRIPTS = {"Arabic": "en-arabic.csv.gz", "Russian": "en-russian.csv.gz"}


def run(short: bool) -> list[Row]:
    """Measure, and return the figures. Takes half a minute where `short`; otherwise some three."""
    rows: list[Row] = []
    with scratch_database("guichet_bench_names") as address:
        os.environ |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "guichet.config.settings.development"}
        import django

        django.setup()
        for script in SCRIPTS:
            pairs = pairs_of(script)
            for what, known, typed in (
                (f"{script} typed, Latin on record", 0, 1),
                (f"Latin typed, {script} on record", 1, 0),
            ):
                fill(address, [pair[known] for pair in pairs])
                asked = random.Random(7).sample(range(len(pairs)), min(len(pairs), 200 if short else ASKED))
                rows += _measured(what, [(pairs[n][known], pairs[n][typed]) for n in asked], pairs, known)
    return rows


def pairs_of(script: str) -> list[tuple[str, str]]:
    """Return pairs of a Latin name and the same in another script, each Latin name and each native name once."""
    shared = SHARED / SCRIPTS[script]
    if shared.exists():
        with gzip.open(shared, "rt", encoding="utf-8") as file:
            return list(_once(csv.DictReader(file)))[:PEOPLE]
    with OWN.open(encoding="utf-8") as file:
        return list(_once(row for row in csv.DictReader(file) if row["script"] == script))


def _once(rows: Iterable[dict[str, str]]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for row in rows:
        pair = (row["latin"], row["native"])
        if not seen & set(pair):
            seen |= set(pair)
            yield pair


def fill(address: str, names: list[str]) -> None:
    """Make a country of people who have one name each, of one word or more as it is given."""
    now = datetime.now(UTC)
    with psycopg.connect(address, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute("TRUNCATE clients_client, clients_name, clients_nameword CASCADE")
        with cursor.copy(
            "COPY clients_client (id, uci, birth_date, country, language, channel, time_zone, known_as_of, known_event)"
            " FROM STDIN"
        ) as copy:
            for number, _ in enumerate(names, start=1):
                born = date(1950, 1, 1) + timedelta(days=number)
                copy.write_row((number, f"{1_000_000_000 + number}", born, "DZA", "fr", "email", "", now, "bench"))
        with cursor.copy("COPY clients_name (client_id, position, text, folded) FROM STDIN") as copy:
            for number, name in enumerate(names, start=1):
                copy.write_row((number, 0, name, fold(name)))
        cursor.execute(
            "INSERT INTO clients_nameword (word) SELECT DISTINCT word FROM ("
            "SELECT unnest(string_to_array(folded, ' ')) AS word FROM clients_name) AS words WHERE word <> ''"
        )
        for table in ("clients_client", "clients_name", "clients_nameword"):
            cursor.execute(f"VACUUM ANALYZE {table}".encode())


def _measured(what: str, asked: list[tuple[str, str]], pairs: list[tuple[str, str]], known: int) -> list[Row]:
    from django.db import connection

    from guichet.clients.queries import search
    from guichet.identity.rules import Viewer
    from guichet.identity.terms import Role

    agent = Viewer(user_id=1, staff_id=1, roles=frozenset({Role.AGENT}))
    right, taken = 0, []
    for name, typed in asked:
        began = time.perf_counter()
        found = search(typed, viewer=agent, limit=10).found
        taken.append((time.perf_counter() - began) * 1000)
        right += any(one.names[0].text == name for one in found)
    everybody = [fold(pair[known]) for pair in pairs]
    some = asked[:200]
    floor = sum(
        fold(name)
        in [hit[0] for hit in process.extract(fold(typed), everybody, scorer=JaroWinkler.similarity, limit=10)]
        for name, typed in some
    )
    connection.close()
    return [
        Row(
            f"{what}: among the first ten of {len(pairs):,}, in 100",
            100 * right / len(asked),
            "",
            100 * floor / len(some),
            WANTED,
        ),
        Row(f"{what}: p95", sorted(taken)[int(len(taken) * 0.95) - 1], "ms", None, "≤ 200"),
    ]
