"""How long a member of staff waits for a search, at two sizes of the country.

The people are invented: names of a few syllables, with a vocabulary as large as that of a real million (some 300,000
words) and as uneven (one name in forty is the commonest). The floor is one client fetched by primary key, through the
same layers, in the same run.
"""

import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from math import ceil

import psycopg

from bench.figures import Row
from bench.scratch import scratch_database
from guichet.language.names import fold

TINY, SMALL, LARGE = 1_000, 10_000, 1_000_000
WANTED_MS = 200
SEARCHES = 150
CONSONANTS = [*"bdfghjklmnprstvzwy", "ch", "sh", "th", "kh", "br", "tr", "dj"]
VOWELS = ["a", "a", "e", "i", "i", "o", "u", "ai", "ou", "ee"]
ENDINGS = ["", "", "", "n", "r", "l", "m", "s", "d", "h", "ng", "tt", "k"]
COMMON_GIVEN = ["mohamed", "maria", "amina", "jean", "wei", "li", "ahmed", "fatima", "singh"]
COMMON_FAMILY = ["singh", "nguyen", "wang", "kaur", "patel", "khan", "leduc", "elamine", "garcia", "kim"]


def run(short: bool) -> list[Row]:
    """Measure, and return the figures. Takes some seconds where `short`; otherwise some four minutes."""
    rows: list[Row] = []
    with scratch_database("guichet_bench_search") as address:
        os.environ |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "guichet.config.settings.development"}
        import django

        django.setup()
        for clients in (TINY,) if short else (SMALL, LARGE):
            people = list(_people(clients))
            _fill(address, people)
            rows += _measured(clients, people)
    return rows


def _measured(clients: int, people: list[tuple[int, str, date, list[str]]]) -> list[Row]:
    from django.db import connection

    from guichet.clients.models import Client
    from guichet.clients.queries import search
    from guichet.identity.rules import Viewer
    from guichet.identity.terms import Role

    agent = Viewer(user_id=1, staff_id=1, roles=frozenset({Role.AGENT}))
    draw = random.Random(5)
    some = [draw.choice(people) for _ in range(SEARCHES)]
    floor = _p95([lambda pk=pk: Client.objects.get(pk=pk) for pk, *_ in some])
    kinds: dict[str, list[str]] = {
        "identifier": [f"{uci[:2]}-{uci[2:6]}-{uci[6:]}" for _, uci, _, _ in some],
        "e-mail": [f"P{pk}@example.org" for pk, *_ in some],
        "telephone": [_telephone(pk).replace("+1613", "(613) ") for pk, *_ in some],
        "name as written": [names[0] for *_, names in some],
        "name turned round, two letters changed places": [_mistyped(names[0], draw) for *_, names in some],
        "name without vowels": [_without_vowels(names[0]) for *_, names in some],
        "name and year of birth": [f"{names[0].split()[0]} {born.year}" for _, _, born, names in some],
        "the commonest name alone": ["Mohamed"] * SEARCHES,
        "nobody": [f"zq{n}xj wq{n}" for n in range(SEARCHES)],
    }
    rows = []
    everything: list[float] = []
    for kind, texts in kinds.items():
        times = _times([lambda text=text: search(text, viewer=agent) for text in texts])
        everything += times
        rows.append(Row(f"{kind}, p95 of {clients:,} clients", _at_95(times), "ms", floor, f"≤ {WANTED_MS}"))
    found = sum(
        bool([one for one in search(text, viewer=agent).found if one.client_id == pk])
        for (pk, _, born, _), text in zip(some, kinds["name turned round, two letters changed places"], strict=True)
        for text in [f"{text} {born.isoformat()}"]
    )
    rows.append(Row(f"all of these, p95 of {clients:,} clients", _at_95(everything), "ms", floor, f"≤ {WANTED_MS}"))
    rows.append(Row(f"mistyped name with day of birth found, of {SEARCHES}", found, "", float(SEARCHES)))
    connection.close()
    return rows


def _times(calls: list[Callable[[], object]]) -> list[float]:
    """Return how long each call took, in milliseconds; the first, which warms up, is not counted."""
    calls[0]()
    taken = []
    for call in calls:
        began = time.perf_counter()
        call()
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def _p95(calls: list[Callable[[], object]]) -> float:
    return _at_95(_times(calls))


def _at_95(times: list[float]) -> float:
    return sorted(times)[ceil(len(times) * 0.95) - 1] if len(times) > 1 else statistics.fmean(times)


def _mistyped(name: str, draw: random.Random) -> str:
    """Return a name with its words turned round and two neighbouring letters of the longest changed places."""
    words = name.split()
    longest = max(words, key=len)
    place = draw.randrange(1, max(2, len(longest) - 1))
    wrong = longest[:place] + longest[place : place + 2][::-1] + longest[place + 2 :]
    return " ".join(wrong if word == longest else word for word in reversed(words))


def _without_vowels(name: str) -> str:
    """Return a name as a script of consonants would give it: the first and commonest are enough here."""
    return " ".join("".join(letter for letter in word if letter not in "aeiou") or word for word in name.split())


def _people(clients: int) -> Iterator[tuple[int, str, date, list[str]]]:
    """Yield invented people: number, identifier, day of birth, one or two names. Always the same."""
    draw = random.Random(3)
    given = _vocabulary(1, min(20_000, 2 * clients), 3, COMMON_GIVEN)
    family = _vocabulary(2, min(300_000, 30 * clients), 4, COMMON_FAMILY)
    for number in range(1, clients + 1):
        first, last = _drawn(draw, given, 4), _drawn(draw, family, 5)
        middle = f" {_drawn(draw, given, 4)}" if draw.random() < 0.25 else ""
        names = [f"{first}{middle} {last}"]
        kind = draw.random()
        if kind < 0.3:
            names.append(_without_vowels(names[0]))
        elif kind < 0.6:
            names.append(f"{last} {_drawn(draw, given, 4)}")
        yield number, f"{1_000_000_000 + number * 7}", date(1930, 1, 1) + timedelta(days=draw.randrange(31_000)), names


def _telephone(number: int) -> str:
    return f"+1613{5_550_000 + number}"


def _vocabulary(seed: int, size: int, longest: int, common: list[str]) -> list[str]:
    draw = random.Random(seed)
    words = dict.fromkeys(common)
    while len(words) < size:
        syllables = (draw.choice(CONSONANTS) + draw.choice(VOWELS) for _ in range(draw.randint(1, longest)))
        words["".join(syllables) + draw.choice(ENDINGS)] = None
    return list(words)


def _drawn(draw: random.Random, words: list[str], unevenness: int) -> str:
    return words[int(len(words) * draw.random() ** unevenness)]


def _fill(address: str, people: list[tuple[int, str, date, list[str]]]) -> None:
    """Put people into the tables of clients, and let the database learn what is in them."""
    now = datetime.now(UTC)
    with psycopg.connect(address, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute("TRUNCATE clients_client, clients_name, clients_nameword, clients_contactpoint CASCADE")
        with cursor.copy(
            "COPY clients_client (id, uci, birth_date, country, language, channel, time_zone, known_as_of, known_event)"
            " FROM STDIN"
        ) as copy:
            for number, uci, born, _ in people:
                copy.write_row((number, uci, born, "DZA", "fr", "email", "", now, "bench"))
        with cursor.copy("COPY clients_name (client_id, position, text, folded) FROM STDIN") as copy:
            for number, _, _, names in people:
                for position, name in enumerate(names):
                    copy.write_row((number, position, name, fold(name)))
        with cursor.copy("COPY clients_contactpoint (client_id, kind, value) FROM STDIN") as copy:
            for number, *_ in people:
                copy.write_row((number, "email", f"p{number}@example.org"))
                copy.write_row((number, "phone", _telephone(number)))
        cursor.execute(
            "INSERT INTO clients_nameword (word) SELECT DISTINCT unnest(string_to_array(folded, ' ')) FROM clients_name"
        )
        for table in ("clients_client", "clients_name", "clients_nameword", "clients_contactpoint"):
            cursor.execute(f"VACUUM ANALYZE {table}".encode())
