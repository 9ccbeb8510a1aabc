"""The synthetic country: invented clients and files, told as the case system's feed, one client after another.

Each client depends on the seed and on its own place alone (members of a household on the place of its first), so a
country may be of any size: a larger one begins with the smaller, and no more than one household is held in memory.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from guichet.programs.queries import catalogue
from guichet.rehearsal.behaviours import behaviours
from guichet.rehearsal.dice import even_share
from guichet.rehearsal.files import Ground, Happening
from guichet.rehearsal.lives import SIZES, Country, Life, Lives, Member, household, lives
from guichet.rehearsal.moments import day_of, moment, written
from guichet.rehearsal.persons import world
from guichet.rehearsal.plans import plans

Event = dict[str, Any]

SOURCE = "synthetic-country"
DATA = Path(__file__).parent / "data"
# A block of the country: how many households of each size stand in it, and how many clients that makes.
HOUSEHOLDS = {"single": 12, "pair": 2, "family": 1}
BLOCK = sum(SIZES[size] * count for size, count in HOUSEHOLDS.items())


def events(clients: int, seed: int, as_of: date) -> Iterator[Event]:
    """Yield the country's events, told on the morning of `as_of`: nothing happens on that day or later.

    Clients come one after another, each with its registration first and then all its events in the order of their
    time. The same arguments yield the same events, byte for byte when written; fewer clients yield the beginning of
    what more would, as far as whole clients go.

    :raises ValueError: where `clients` is below nothing.
    """
    if clients < 0:
        raise ValueError(f"a country can't have {clients} clients")
    drawn_at = moment(as_of)
    for member in _members(clients, drawn_from(seed, as_of)):
        yield from _told(member, seed=seed, until=drawn_at)


def _members(clients: int, country: Country) -> Iterator[Member]:
    first = 0
    while first < clients:
        life = life_at(first, seed=country.seed)
        for member in household(life, country, first=first):
            if member.index < clients:
                yield member
        first += len(life.members)


def life_at(first: int, *, seed: int) -> Life:
    """Return the life of the household that begins with this client."""
    block, place = divmod(first, BLOCK)
    for size, count in HOUSEHOLDS.items():
        if place < SIZES[size] * count:
            rank = block * count + place // SIZES[size]
            return _life(size, rank, seed)
        place -= SIZES[size] * count
    raise AssertionError("a block holds every place")


def _life(size: str, rank: int, seed: int) -> Life:
    known = known_lives()
    if size == "single" and rank < len(known.shown):
        return known.shown[rank]
    # Evenly spread instead of drawn: rare lives are led in small countries too, and proportions hold sooner.
    return known.by_size[size].at(even_share(rank, seed, "lives", size))


def _told(member: Member, *, seed: int, until: int) -> Iterator[Event]:
    yield _event(f"syn-{seed}-{member.index}-0", "client.registered", member.registered, None, _registration(member))
    happened: list[tuple[int, str, Happening]] = [
        (happening.at, number, happening)
        for number, made in member.courses
        for happening in made.happenings
        if happening.at < until and made.received < until
    ]
    happened.sort(key=_time_of)
    for place, (at, number, happening) in enumerate(happened, start=1):
        yield _event(f"syn-{seed}-{member.index}-{place}", happening.kind, at, number, happening.data)


def _time_of(entry: tuple[int, str, Happening]) -> int:
    return entry[0]


def _event(name: str, kind: str, at: int, number: str | None, data: Event) -> Event:
    event: Event = {"specversion": "1.0", "source": SOURCE, "id": name, "type": kind, "time": written(at)}
    if number:
        event["subject"] = number
    event["data"] = data
    return event


def _registration(member: Member) -> Event:
    person = member.person
    data: Event = {
        "uci": member.uci,
        "names": [{"text": text, "script": script} for text, script in person.names],
        "birth_date": day_of(person.born * 86_400).isoformat(),
        "country": person.country.code,
        "language": person.language,
    }
    if person.email:
        data["email"] = person.email
    if person.phone:
        data["phone"] = person.phone
    data["channel"] = person.channel
    return data


@cache
def drawn_from(seed: int, as_of: date) -> Country:
    """Return all that the country of this seed is drawn from."""
    known, raw, notes = catalogue(), content("behaviours"), content("notes")
    return Country(
        seed=seed,
        world=world(content("names"), content("countries"), content("phones")),
        plans=plans(known, as_of),
        ground=Ground(
            behaviours=behaviours(raw),
            amount=cache(lambda fee, day: known.fee_rows.row(fee, day).amount),
            refused_notes=notes["refused"],
            progress_notes=notes["under_way"],
            moves_abroad=raw["moves"]["abroad"],
            moves_inside=raw["moves"]["inside"],
            drawn_at=moment(as_of),
        ),
        letters=raw["letters"],
    )


@cache
def known_lives() -> Lives:
    """Return the lives that are led."""
    return lives(content("lives"))


@cache
def content(name: str) -> Mapping[str, Any]:
    """Return what a data file of this room holds."""
    found: Mapping[str, Any] = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return found
