"""What a number means, what a search asks for, and when an account may be linked to a file. Pure."""

import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from guichet.language.names import tokens

EARLIEST_BIRTH_YEAR = 1880
_NOT_DIGITS = re.compile(r"[\s\-.()/\u00a0\u202f–]+")
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


def uci_of(text: str) -> str | None:
    """Return the digits of a unique client identifier, however it is spaced; None where it is none.

    It has eight digits (older ones) or ten. Source: the department’s form of the number.
    """
    digits = _NOT_DIGITS.sub("", text)
    return digits if digits.isascii() and digits.isdigit() and len(digits) in {8, 10} else None


def shown_uci(uci: str) -> str:
    """Return an identifier in the groups in which it is printed: 11-1222-3334, or 1112-2233 for the older ones."""
    return "-".join(part for part in (uci[:-8], uci[-8:-4], uci[-4:]) if part)


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


def masked_email(address: str) -> str:
    """Return an address that its owner knows again and a stranger does not learn: a•••@example.org."""
    name, at, domain = address.partition("@")
    return f"{name[:1]}•••{at}{domain}"


def masked_phone(number: str) -> str:
    """Return the last two digits of a telephone number, the rest hidden."""
    return f"•••{number[-2:]}" if len(number) > 4 else "•••"


# --- Linking an account to a file ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Limit:
    """How many failed tries are allowed within how long."""

    tries: int
    within: timedelta


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says of a file that they want to link: its number apart."""

    birth_date: date
    family_name: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the record says of the same; all empty where there is no such file."""

    birth_date: date | None = None
    names: tuple[str, ...] = ()
    country: str = ""
    # Accounts to which the file is linked already.
    linked_to: frozenset[int] = frozenset()


def claim_agrees(claim: Claim, known: Known, *, user_id: int) -> bool:
    """Return whether a claim proves the file: the day of birth, and the family name or the country, all as known.

    A file that another account holds is proved by nothing. Every comparison is made whatever the others say, so
    that the time taken tells nothing.
    """
    exists = known.birth_date is not None
    born = secrets.compare_digest(str(claim.birth_date), str(known.birth_date))
    named = _bears(claim.family_name, known.names)
    country = _letters(claim.country)
    from_there = secrets.compare_digest(country, _letters(known.country)) and bool(country)
    free = known.linked_to <= {user_id}
    # A fact that was given must be right: one right out of two would allow guessing the other.
    facts = (
        (named or not claim.family_name) & (from_there or not claim.country) & bool(claim.family_name or claim.country)
    )
    return exists & born & facts & free


def may_try_again_at(failed: Iterable[datetime], limits: Sequence[Limit], *, now: datetime) -> datetime | None:
    """Return the moment at which another try is allowed, or None where it is allowed now."""
    tries = sorted(failed, reverse=True)
    again = [
        tries[limit.tries - 1] + limit.within
        for limit in limits
        if len(tries) >= limit.tries and tries[limit.tries - 1] + limit.within > now
    ]
    return max(again, default=None)


def network_of(address: str) -> str:
    """Return what counts as one network: an IPv4 address, or the 64 bits that one household has of IPv6."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or IPv6Network((found, 64), strict=False))
    return str(found)


def _bears(family_name: str, names: tuple[str, ...]) -> bool:
    """Return whether every word of a family name is in one of a person’s names, in whatever script."""
    words = set(tokens(family_name))
    found = [bool(words) and words <= set(tokens(name)) for name in names]
    return any(found)


def _letters(code: str) -> str:
    return code.strip().upper() if code.isascii() else ""


def _as_number(text: str) -> Asked | None:
    """Return what a text of digits may be, or None where it is not one."""
    plain = _NOT_DIGITS.sub("", text)
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
