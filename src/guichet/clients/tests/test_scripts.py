"""The right person is found by a name typed in another script than it is kept in."""

import csv
import gzip
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from guichet.clients.actions import index_names
from guichet.clients.models import Client, Name, NameWord
from guichet.clients.queries import search
from guichet.clients.tests.factories import NOON
from guichet.identity.rules import Viewer
from guichet.identity.terms import Role
from guichet.language.likeness import sound
from guichet.language.names import fold

pytestmark = pytest.mark.django_db
AGENT = Viewer(user_id=1, staff_id=1, roles=frozenset({Role.AGENT}))
OWN = Path(__file__).parent / "data/names.csv"
# Names from Wikidata, where the folder beside the project is there.
WIKIDATA = Path(__file__).parents[5] / "shared/data/name-transliteration"
PEOPLE = 5_000


def own_pairs() -> list[tuple[str, str, str]]:
    with OWN.open(encoding="utf-8") as file:
        return [(row["script"], row["latin"], row["native"]) for row in csv.DictReader(file)]


def people(names: list[str]) -> None:
    """Make clients who have one name each, as a whole: a single name is a name."""
    made = Client.objects.bulk_create(
        Client(uci=f"{2_000_000_000 + n}", birth_date=date(1980, 1, 1), language="en", known_as_of=NOON)
        for n in range(len(names))
    )
    Name.objects.bulk_create(
        Name(client=one, position=0, text=text, folded=fold(text)) for one, text in zip(made, names, strict=True)
    )
    index_names(client_ids=[one.pk for one in made])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE clients_name, clients_nameword")


def crowd(size: int) -> Iterator[str]:
    """Yield invented names, each once and always the same."""
    draw = random.Random(11)
    consonants, vowels = [*"bdfghjklmnprstvzy", "ch", "sh", "kh", "th", "ph"], ["a", "e", "i", "o", "u", "ai", "ou"]
    seen: set[str] = set()
    while len(seen) < size:
        name = "".join(draw.choice(consonants) + draw.choice(vowels) for _ in range(draw.randint(1, 4)))
        name += draw.choice(["", "n", "r", "s", "d", "k"])
        if name not in seen:
            seen.add(name)
            yield name.capitalize()


def share_found(asked: list[tuple[str, str]]) -> float:
    """Return of how many in a hundred the person named is among the first ten when the other name is typed."""
    found = [
        name in [one.names[0].text for one in search(typed, viewer=AGENT, limit=10).found] for name, typed in asked
    ]
    return 100 * sum(found) / len(asked)


@pytest.mark.slow
@pytest.mark.parametrize("typed_native", [True, False])
def test_names_of_many_scripts_are_found_among_five_thousand(typed_native: bool) -> None:
    pairs = [(latin, native) if typed_native else (native, latin) for _, latin, native in own_pairs()]
    people([name for name, _ in pairs] + list(crowd(PEOPLE - len(pairs))))
    by_script: dict[str, list[tuple[str, str]]] = {}
    for (script, *_), pair in zip(own_pairs(), pairs, strict=True):
        by_script.setdefault(script, []).append(pair)
    assert {s: share_found(by_script[s]) >= 80 for s in ("Arabic", "Russian")} == {"Arabic": True, "Russian": True}


def pairs_in(file: str) -> list[tuple[str, str]]:
    """Return Latin and own form of 5,000 names of a file of Wikidata; of those of ours, as many as there are."""
    if file == OWN.name:
        return [(latin, native) for _, latin, native in own_pairs()]
    seen: set[str] = set()
    pairs = []
    with gzip.open(WIKIDATA / file, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if not seen & {row["latin"], row["native"]}:
                seen |= {row["latin"], row["native"]}
                pairs.append((row["latin"], row["native"]))
    return pairs[:PEOPLE]


@pytest.mark.slow
@pytest.mark.parametrize("typed_native", [True, False])
@pytest.mark.parametrize("file", [OWN.name, *(file.name for file in sorted(WIKIDATA.glob("en-*.csv.gz")))])
def test_real_names_are_found_among_five_thousand(file: str, typed_native: bool) -> None:
    pairs = [pair if typed_native else pair[::-1] for pair in pairs_in(file)]
    people([*(name for name, _ in pairs), *crowd(PEOPLE - len(pairs))])
    assert share_found(random.Random(7).sample(pairs, min(150, len(pairs)))) >= 80


def test_the_database_hears_a_word_as_we_do() -> None:
    words = sorted({word for _, latin, native in own_pairs() for word in [*fold(latin).split(), *fold(native).split()]})
    words += [fold(name) for name in crowd(300)] + ["czarq", "aeiou", "schtschukh", "xx", "kkh", "dzhdz"]
    NameWord.objects.bulk_create(NameWord(word=word) for word in dict.fromkeys(words))
    assert {row.word: row.sound for row in NameWord.objects.all()} == {word: sound(word) for word in words}


@pytest.mark.parametrize("name", ["Suharto", "محمد", "王", "Ng", "O", "Ñ", "D’"])
def test_a_single_name_is_a_whole_name(name: str) -> None:
    people([name, "Leduc"])
    assert [one.names[0].text for one in search(name, viewer=AGENT).found] == [name]
