"""When an account may be linked to a file. Pure."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from guichet.language.names import tokens


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
