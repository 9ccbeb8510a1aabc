"""The ways to reach us, from dated files that a department lays its own over. Shared by the doors that show them."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from guichet.design import parts
from guichet.foundation.dated import fields
from guichet.foundation.dated.fields import Field
from guichet.foundation.dated.problems import FaultyData, Problem
from guichet.foundation.dated.records import Found, Kind, read
from guichet.foundation.dated.rows import Rows
from guichet.foundation.dates import number
from guichet.foundation.languages import Language, Text
from guichet.standards.queries import standard, time_in_words

PACKAGE = Path(__file__).parent / "data"
FOLDER = "contact"
TEXT = Field(fields.text)
WORD = Field(fields.word, required=False, default="")
KIND = Kind(
    "way",
    "ways.yaml",
    {
        "way": Field(fields.one_of(*(str(way) for way in parts.Way))),
        "name": TEXT,
        "detail": TEXT,
        "hours": TEXT,
        "address": WORD,
        "link": WORD,
        "standard": WORD,
    },
    "le moyen de communication",
)
# Where a way leads to a page of ours, its link in the file is one of these words.
PAGES = {"account": "account:home", "chat": "public:chat", "form": "public:ask"}
# Not gettext: what all doors share belongs to no door’s catalogue.
WAITED = Text(
    en="{what}: {time}. In {year} this was kept for {share}% of people; our aim is {target}%.",
    fr="{what} : {time}. En {year}, il a été respecté pour {share} % des gens ; notre objectif est de {target} %.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WayToReachUs:
    """One way to reach us: `address` is the number or address itself, `standard` the promise it is held to."""

    code: str
    way: str
    name: Text
    detail: Text
    hours: Text
    address: str = ""
    link: str = ""
    standard: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    status: str = "C"


def ways(on: date) -> tuple[WayToReachUs, ...]:
    """Return the ways that are open on a day, in the order of the file. Raises FaultyData where it has a fault."""
    return _ways(settings.DATA_FOLDER).all_in_force(on)


def own_addresses(on: date) -> tuple[str, ...]:
    """Return the department’s own telephone numbers and e-mail addresses: they are nobody’s personal information."""
    found = (word for way in ways(on) for word in (way.address, way.link.partition(":")[2]))
    return tuple(dict.fromkeys(word for word in found if word))


def contact_ways(on: date, language: Language) -> parts.ContactWays:
    """Return all ways to reach us as a part of a page: when, and how long people waited.

    The same part for all who ask on a day, so that it is shown once.
    """
    return _contact_ways(
        on, language, settings.DATA_FOLDER, tuple((word, reverse(page)) for word, page in PAGES.items())
    )


@lru_cache(maxsize=8)
def _contact_ways(on: date, language: Language, folder: str, pages: tuple[tuple[str, str], ...]) -> parts.ContactWays:
    ours = dict(pages)
    return parts.ContactWays(
        ways=[
            parts.ContactWay(
                way=each.way,
                title=" – ".join(filter(None, (each.name.say(language), each.address))),
                href=ours.get(each.link, each.link),
                detail=f"{each.detail.say(language)} {each.hours.say(language)}",
                wait=waiting_time(each, language),
            )
            for each in _ways(folder).all_in_force(on)
        ]
    )


def waiting_time(way: WayToReachUs, language: Language) -> str:
    """Return how often the standard of a way was met in the last year it was measured; empty where none was."""
    if not way.standard:
        return ""
    promise = standard(way.standard)
    last = promise.results[-1] if promise.results else None
    if last is None or last.pct is None:
        return ""
    return WAITED.say(language).format(
        what=promise.what.say(language),
        time=time_in_words(promise, language),
        share=number(round(last.pct), language),
        target=number(promise.target_pct, language),
        year=last.fiscal_year,
    )


def problems(folder: Path | None = None) -> list[Problem]:
    """Return all that is wrong with the file of ways, a department's `folder` laid over the package's."""
    return sorted(_found_in(folder).problems)


def _found_in(folder: Path | None) -> Found:
    own = folder / FOLDER if folder else None
    return read([KIND], PACKAGE, own if own and own.is_dir() else None)


@lru_cache(maxsize=8)
def _ways(folder: str) -> Rows[WayToReachUs]:
    found = _found_in(Path(folder) if folder else None)
    if found.problems:
        raise FaultyData(list(found.problems))
    return Rows("way", (WayToReachUs(**record.values) for record in found.of("way")))
