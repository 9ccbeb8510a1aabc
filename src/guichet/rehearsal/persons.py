"""Invented people: names in their own script and in Latin letters, language, and addresses that reach nobody. Pure."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guichet.rehearsal.dice import Dice, Weighted

LATIN = "Latn"
MAILBOXES = ("example.org", "example.com", "example.net")  # set apart by RFC 2606
KINDS = ("temporary", "permanent", "refugee", "citizen")


@dataclass(frozen=True, slots=True)
class Word:
    """A part of a name, in its own script and in Latin letters, for a man and for a woman."""

    own: tuple[str, str]
    latin: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Culture:
    """How names are made where a person comes from."""

    script: str
    women: tuple[Word, ...]
    men: tuple[Word, ...]
    middles: tuple[Word, ...]
    families: tuple[Word, ...]
    forms: Weighted[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Country:
    """What is usual for people of one country."""

    code: str
    entry: str
    french: float
    office: str
    phones: tuple[str, ...]
    cultures: Weighted[str]


@dataclass(frozen=True, slots=True)
class World:
    """The cultures, the countries, and which country people of each kind come from."""

    cultures: Mapping[str, Culture]
    countries: Mapping[str, Country]
    origins: Mapping[str, Weighted[str]]


@dataclass(frozen=True, slots=True)
class Told:
    """What is fixed about a household; None where it is drawn. `script`: a name in its own script for sure."""

    country: str | None = None
    french: bool | None = None
    woman: bool | None = None
    script: bool = False


@dataclass(frozen=True, slots=True)
class Kin:
    """What the members of a household share."""

    country: Country
    culture: Culture
    family: Word
    father: Word
    french: bool


@dataclass(frozen=True, slots=True)
class Person:
    """One invented client. `born` is a day counted from 1970-01-01."""

    names: tuple[tuple[str, str], ...]
    given: Word
    woman: bool
    born: int
    country: Country
    language: str
    email: str | None
    phone: str | None
    channel: str


def kin(dice: Dice, world: World, *, kind: str, as_told: Told) -> Kin:
    """Return what a household of this kind shares."""
    home = world.countries[as_told.country or dice.draw(world.origins[kind])]
    culture = world.cultures[dice.draw(home.cultures)]
    speaks_french = dice.chance(home.french)
    return Kin(
        country=home,
        culture=culture,
        family=dice.pick(culture.families),
        father=dice.pick(culture.men),
        french=speaks_french if as_told.french is None else as_told.french,
    )


def person(dice: Dice, of: Kin, *, index: int, born: int, adult: bool, as_told: Told, father: Word | None) -> Person:
    """Return one member of a household. `index` keeps addresses apart; `father` is a child's, where he is known."""
    drawn, shown = dice.chance(0.5), as_told.country is not None
    female = drawn if as_told.woman is None else as_told.woman
    culture = of.culture
    givens = culture.women if female else culture.men
    given = dice.pick(givens)
    parts = {
        "given": given,
        "second": _another(dice, givens, than=given),
        "middle": dice.pick(culture.middles) if culture.middles else given,
        "family": of.family,
        "other": _another(dice, culture.families, than=of.family),
        "father": father or _another(dice, culture.men, than=given),
    }
    own_form, latin_form = dice.draw(culture.forms)
    latin = latin_form.format(**{part: word.latin[_side(part, woman=female)] for part, word in parts.items()})
    own = own_form.format(**{part: word.own[_side(part, woman=female)] for part, word in parts.items()})
    only_latin = culture.script == LATIN or (dice.chance(0.12) and not as_told.script)
    email = f"{_plain(latin)}.{index}@{dice.pick(MAILBOXES)}" if (dice.chance(0.9) or shown) and adult else None
    phone = _phone(dice, of.country) if dice.chance(0.85) and adult else None
    return Person(
        names=((latin, LATIN),) if only_latin else ((own, culture.script), (latin, LATIN)),
        given=given,
        woman=female,
        born=born,
        country=of.country,
        language="fr" if of.french != (dice.chance(0.02) and as_told.french is None) else "en",
        email=email,
        phone=phone,
        channel=dice.pick([way for way, given_to in _WAYS if given_to(email, phone)]),
    )


_WAYS = (
    ("email", lambda email, _: email),
    ("email", lambda email, _: email),
    ("email", lambda email, _: email),
    ("text", lambda _, phone: phone),
    ("account", lambda *_: True),
)


def _another(dice: Dice, words: tuple[Word, ...], *, than: Word) -> Word:
    others = [word for word in words if word != than]
    return dice.pick(others or words)


def _side(part: str, *, woman: bool) -> int:
    return int(woman and part != "father")


def _plain(name: str) -> str:
    """Return a name in the letters an e-mail address may have."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = ["".join(filter(str.isalnum, word)) for word in bare.split()]
    return ".".join([word for word in words if word][:2]) or "client"


def _phone(dice: Dice, country: Country) -> str:
    return "".join(str(dice.whole(0, 9)) if sign == "#" else sign for sign in dice.pick(country.phones))


def world(names: Mapping[str, Any], countries: Mapping[str, Any], phones: Mapping[str, Any]) -> World:
    """Return the world from the content of its three data files."""
    return World(
        cultures={code: _culture(row) for code, row in names.items()},
        countries={code: _country(code, row, phones) for code, row in countries.items()},
        origins={
            **{kind: Weighted({code: row.get(kind, 0) for code, row in countries.items()}) for kind in KINDS},
            **{entry: _visitors(countries, entry) for entry in ("visa", "eta")},
        },
    )


def _visitors(countries: Mapping[str, Any], entry: str) -> Weighted[str]:
    return Weighted({code: row.get("temporary", 0) for code, row in countries.items() if row["entry"] == entry})


def _country(code: str, row: Mapping[str, Any], phones: Mapping[str, Any]) -> Country:
    return Country(
        code=code,
        entry=row["entry"],
        french=row["french"] / 100,
        office=row["office"],
        phones=tuple(phones[row.get("phone", "CAN")]),
        cultures=Weighted(row["names"]),
    )


def _culture(row: Mapping[str, Any]) -> Culture:
    return Culture(
        script=row["script"],
        women=_words(row["women"]),
        men=_words(row["men"]),
        middles=_words(row.get("middles", [])),
        families=_words(row["families"]),
        forms=Weighted({_two(form, "|"): weight for form, weight in row["forms"].items()}),
    )


def _words(rows: list[str]) -> tuple[Word, ...]:
    return tuple(Word(own=_two(own, "/"), latin=_two(latin, "/")) for own, latin in (_two(row, "|") for row in rows))


def _two(text: str, mark: str) -> tuple[str, str]:
    """Return both halves of a text; twice the whole where it isn't divided."""
    first, divided, second = text.partition(mark)
    return (first, second) if divided else (text, text)
