"""What a search may mean. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from guichet.clients.rules.numbers import NOT_DIGITS, uci_of
from guichet.language.names import tokens

EARLIEST_BIRTH_YEAR = 1880
_DAY = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<![\w-])(1[89]\d\d|20\d\d)(?![\w-])")
_APPLICATION_NUMBER = re.compile(r"[A-Za-z]{1,3}\d{6,12}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody who typed into the one search box may have meant; several may be so at once."""

    uci: str = ""
    email: str = ""
    # Digits with or without the country’s, as typed; which number it is depends on the country.
    phone: str = ""
    number: str = ""
    words: tuple[str, ...] = ()
    born_from: date | None = None
    born_to: date | None = None

    def __bool__(self) -> bool:
        return bool(self.uci or self.email or self.phone or self.number or self.words or self.born_from)


def read_search(text: str) -> Asked:
    """Return what a search may mean: numbers, an address, or a name, with a day or year of birth beside it."""
    text = " ".join(text.split())[:200]
    if "@" in text:
        return Asked(email=text.lower().replace(" ", ""))
    if number := _as_number(text):
        return number
    text, born_from, born_to = _without_birth(text)
    if number := _as_number(text):
        return Asked(number.uci, phone=number.phone, number=number.number, born_from=born_from, born_to=born_to)
    words = tuple(word for word in tokens(text) if not word.isdigit())[:6]
    return Asked(words=words, born_from=born_from, born_to=born_to)


def _as_number(text: str) -> Asked | None:
    """Return what a text of digits may be, or None where it is not one."""
    plain = NOT_DIGITS.sub("", text)
    if _APPLICATION_NUMBER.fullmatch(plain):
        return Asked(number=plain.upper())
    digits = plain.removeprefix("+")
    if not (digits.isascii() and digits.isdigit() and len(digits) >= 7) or _DAY.fullmatch(text):
        return None
    return Asked(uci=(uci_of(text) or "") if not plain.startswith("+") else "", phone=plain[:20], number=plain)


def _without_birth(text: str) -> tuple[str, date | None, date | None]:
    """Return the text without a day or year of birth, and the first and last day that it allows."""
    if found := _DAY.search(text):
        try:
            day = date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return _cut(text, found), None, None
        return _cut(text, found), day, day
    if found := _YEAR.search(text):
        year = int(found[1])
        if year >= EARLIEST_BIRTH_YEAR:
            return _cut(text, found), date(year, 1, 1), date(year, 12, 31)
    return text, None, None


def _cut(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"
