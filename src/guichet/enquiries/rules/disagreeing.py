"""What in a draft differs from the file and from what is approved: days, amounts, lengths of time, numbers. Pure.

What is approved is read by the same reader as the draft: the sentences of the file as its client reads them, the
approved answer with today’s figures, fees and standards in force. What the draft says and none of them does is marked
for whoever writes: they mend it, or say why it stays. A mark is a question, not a fault.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from guichet.foundation.languages import Language
from guichet.language.personal import Fact, personal_in


class Sort(StrEnum):
    """What kind of fact is marked. PRIVATE: a number of a kind that stands in no answer."""

    DAY = "DAY"
    AMOUNT = "AMOUNT"
    LENGTH = "LENGTH"
    NUMBER = "NUMBER"
    PRIVATE = "PRIVATE"


@dataclass(frozen=True, slots=True)
class Said:
    """A fact that a text says: as it is written, and as it can be compared; where it begins."""

    sort: Sort
    words: str
    value: str
    at: int


@dataclass(frozen=True, slots=True)
class Known:
    """What the file and the approved texts say, as it can be compared."""

    values: frozenset[tuple[Sort, str]] = field(default_factory=frozenset)

    def has(self, one: Said) -> bool:
        """Return whether a fact is known; a day without its year, where any year has it."""
        if one.sort is Sort.DAY and one.value.startswith("----"):
            return any(sort is Sort.DAY and value[4:] == one.value[4:] for sort, value in self.values)
        return (one.sort, one.value) in self.values


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact in a draft that nothing approved says: of what kind, as it is written, where it begins."""

    sort: Sort
    words: str
    at: int


_MONTHS = {
    Language.EN: [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
    Language.FR: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
}
_SHORT = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10,
          "nov": 11, "dec": 12, "janv": 1, "févr": 2, "avr": 4, "juill": 7, "déc": 12}  # fmt: skip
_MONTH_OF = {name: place for names in _MONTHS.values() for place, name in enumerate(names, 1)} | _SHORT
_NAMES = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_S = r"[\s\u00a0\u202f]"
_YEAR = rf"(?:,?{_S}+(?P<year>\d{{4}}))?"
_DAY = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?"
_DAYS = (
    re.compile(rf"\b(?P<month>{_NAMES})\b\.?{_S}+{_DAY}\b{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_DAY}{_S}+(?P<month>{_NAMES})\b\.?{_YEAR}", re.IGNORECASE),
    re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])"),
)
_FIGURE = rf"\d{{1,3}}(?:(?:,|{_S})\d{{3}})+(?:[.,]\d{{2}})?|\d+(?:[.,]\d{{2}})?"
_AMOUNTS = (
    re.compile(rf"\$\s?(?P<figure>{_FIGURE})"),
    re.compile(rf"(?<![\d.,])(?P<figure>{_FIGURE}){_S}?(?:\$|dollars?\b|CAD\b)", re.I),
)
_UNITS = {
    "minute": "minute", "minutes": "minute", "hour": "hour", "hours": "hour", "heure": "hour", "heures": "hour",
    "day": "day", "days": "day", "jour": "day", "jours": "day", "week": "week", "weeks": "week", "semaine": "week",
    "semaines": "week", "month": "month", "months": "month", "mois": "month", "year": "year", "years": "year",
    "an": "year", "ans": "year", "année": "year", "années": "year",
}  # fmt: skip
_WORDED = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8,
    "neuf": 9, "dix": 10, "onze": 11, "douze": 12,
}  # fmt: skip
_COUNTS = "|".join(sorted(_WORDED, key=len, reverse=True))
_LOW = rf"(?:(?P<low>\d{{1,4}}){_S}*(?:to|or|à|ou|-|–){_S}*)?"
_LENGTH = re.compile(
    rf"(?<![\w.,-]){_LOW}(?P<count>\d{{1,4}}|{_COUNTS})[\s\u00a0\u202f-]+(?P<business>business{_S}+|working{_S}+)?"
    rf"(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})\b(?P<ouvrable>{_S}+ouvrables?)?",
    re.IGNORECASE,
)
_NUMBERS = {Fact.APPLICATION, Fact.UCI}
_PRIVATE = {Fact.SIN, Fact.PASSPORT, Fact.CARD}


def facts_said(text: str) -> tuple[Said, ...]:
    """Return the facts that a text says, in either language, in their order."""
    found = [*_numbers(text), *_days(text), *_amounts(text), *_lengths(text)]
    return tuple(sorted(found, key=lambda one: (one.at, one.sort)))


def known_from(
    texts: Iterable[str],
    *,
    days: Collection[date] = (),
    numbers: Collection[str] = (),
    amounts: Collection[Decimal] = (),
) -> Known:
    """Return what approved texts say, with days, numbers and amounts that the file has."""
    values = {(one.sort, one.value) for text in texts for one in facts_said(text)}
    values |= {(Sort.DAY, day.isoformat()) for day in days}
    values |= {(Sort.NUMBER, _bare(number)) for number in numbers}
    values |= {(Sort.AMOUNT, _cents(amount)) for amount in amounts}
    return Known(frozenset(values))


def marks(draft: str, known: Known) -> tuple[Mark, ...]:
    """Return what in a draft nothing approved says, each once, in its order."""
    found: dict[tuple[Sort, str], Mark] = {}
    for one in facts_said(draft):
        if one.sort is Sort.PRIVATE or not known.has(one):
            found.setdefault((one.sort, one.value), Mark(one.sort, one.words, one.at))
    return tuple(found.values())


def _numbers(text: str) -> Iterator[Said]:
    for span in personal_in(text):
        words = text[span.start : span.end].strip()
        if span.fact in _NUMBERS:
            yield Said(Sort.NUMBER, words, _bare(words), span.start)
        elif span.fact in _PRIVATE:
            yield Said(Sort.PRIVATE, words, _bare(words), span.start)


def _days(text: str) -> Iterator[Said]:
    taken: set[int] = set()
    for pattern in _DAYS:
        for found in pattern.finditer(text):
            # “may” in small letters is the verb.
            if found.start("day") in taken or found["month"] == "may":
                continue
            written = found["month"].lower()
            month = int(written) if written.isdigit() else _MONTH_OF[written]
            year = int(found["year"]) if found["year"] else None
            try:
                day = date(year or 2024, month, int(found["day"]))
            except ValueError:
                continue
            taken.add(found.start("day"))
            value = day.isoformat() if year else f"----{day.isoformat()[4:]}"
            yield Said(Sort.DAY, found[0], value, found.start())


def _amounts(text: str) -> Iterator[Said]:
    taken: set[int] = set()
    for pattern in _AMOUNTS:
        for found in pattern.finditer(text):
            if found.start("figure") in taken:
                continue
            taken.add(found.start("figure"))
            yield Said(Sort.AMOUNT, found[0], _cents(_amount(found["figure"])), found.start())


def _lengths(text: str) -> Iterator[Said]:
    for found in _LENGTH.finditer(text):
        written = found["count"].lower()
        count = int(written) if written.isdigit() else _WORDED[written]
        unit = ("business " if found["business"] or found["ouvrable"] else "") + _UNITS[found["unit"].lower()]
        if found["low"]:
            yield Said(Sort.LENGTH, found[0], f"{int(found['low'])} {unit}", found.start("low"))
        yield Said(Sort.LENGTH, found[0], f"{count} {unit}", found.start("count"))


def _amount(figure: str) -> Decimal:
    """Return `1,155.00`, `1 155,00` or `85` as an amount: the last mark before two digits parts the cents."""
    cents = re.search(r"[.,](\d{2})$", figure)
    whole = re.sub(r"\D", "", figure[: cents.start()] if cents else figure)
    return Decimal(f"{whole}.{cents[1] if cents else '00'}")


def _cents(amount: Decimal) -> str:
    return str(amount.quantize(Decimal("0.01")))


def _bare(number: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", number.upper())
