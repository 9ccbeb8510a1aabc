"""Days as people write them in lists: in any usual order, with months in figures or words, in either language. Pure.

The order of day and month is never guessed: a text that could be two days is both, until somebody says which.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel.dates import get_month_names

from guichet.plans.rules.journal.words import Why

_TIME = re.compile(r"[T ]+[0-9]{1,2}[:h][0-9]{2}.*$", re.DOTALL)
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})")
_PACKED = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_TWO_DIGITS = re.compile(r"[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]{2}")
_DAY_WORD = re.compile(r"([0-9]{1,2})(?:er|st|nd|rd|th)?[-/. ]+([^\W\d_]+)\.?,?[-/. ]+([0-9]{4})")
_WORD_DAY = re.compile(r"([^\W\d_]+)\.?[-/. ]+([0-9]{1,2})(?:er|st|nd|rd|th)?,?[-/. ]+([0-9]{4})")
_LOCALES = ("en_CA", "fr_CA")
SHORTEST_MONTH = 3


@dataclass(frozen=True, slots=True)
class Written:
    """A day as it was written: if read with the day first, and if read with the month first."""

    text: str
    day_first: date | None
    month_first: date | None

    @property
    def is_open(self) -> bool:
        """Return whether both readings are days, and not the same."""
        return bool(self.day_first and self.month_first and self.day_first != self.month_first)

    @property
    def is_one(self) -> bool:
        """Return whether the text can be read in one way only because the other is no day."""
        return bool(self.day_first) != bool(self.month_first)

    def read(self, *, day_first: bool) -> date | None:
        """Return the day in one of the two orders."""
        return self.day_first if day_first else self.month_first


def written_day(text: str) -> Written | Why | None:
    """Return the day that was written; None for nothing; why not for what cannot be read."""
    plain = " ".join(_TIME.sub("", text.strip()).split())
    if not plain:
        return None if not text.strip() else Why.NOT_A_DATE
    if found := _YEAR_FIRST.fullmatch(plain) or _PACKED.fullmatch(plain):
        return _certain(plain, *found.groups())
    if found := _YEAR_LAST.fullmatch(plain):
        one, other, year = found.groups()
        first, second = _day(year, other, one), _day(year, one, other)
        return Written(plain, first, second) if first or second else Why.NOT_A_DATE
    if _TWO_DIGITS.fullmatch(plain):
        return Why.SHORT_YEAR
    if found := _DAY_WORD.fullmatch(plain):
        day, word, year = found.groups()
    elif found := _WORD_DAY.fullmatch(plain):
        word, day, year = found.groups()
    else:
        return Why.NOT_A_DATE
    month = month_named(word)
    return _certain(plain, year, str(month), day) if month else Why.NOT_A_DATE


def month_named(word: str) -> int | None:
    """Return 1 to 12 for the name of a month or its beginning, in either language; None where it is not one month."""
    wanted = folded(word)
    if len(wanted) < SHORTEST_MONTH:
        return None
    months = {month for name, month in _months() if name.startswith(wanted)}
    return months.pop() if len(months) == 1 else None


def folded(text: str) -> str:
    """Return a text in small letters, without accents and marks."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).strip().rstrip(".")


def _certain(text: str, year: str, month: str, day: str) -> "Written | Why":
    found = _day(year, month, day)
    return Written(text, found, found) if found else Why.NOT_A_DATE


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


@cache
def _months() -> tuple[tuple[str, int], ...]:
    found = set()
    for locale in _LOCALES:
        for width in ("wide", "abbreviated"):
            for month, name in get_month_names(width, locale=locale).items():
                found.add((folded(name), int(month)))
    return tuple(sorted(found))
