"""How often somebody may try to sign in. Pure.

Nobody is ever locked out: one waits, first a little, then longer. What strangers try is counted apart from what comes
from a device that signed in to the account before, so that strangers cannot keep its owner out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

MONTH, DAY, HOUR = timedelta(days=30), timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Waits:
    """How many failures are free, and how the waits grow after that."""

    free: int
    first: timedelta
    longest: timedelta
    count_for: timedelta


@dataclass(frozen=True, slots=True)
class Try:
    """One try, and whether it was right."""

    at: datetime
    succeeded: bool


def may_try_from(tries: Iterable[Try], waits: Waits, *, now: datetime) -> datetime | None:
    """Return from when another try is allowed, or None where it is now. A success forgives what came before it."""
    failed: list[datetime] = []
    for one in sorted(tries, key=lambda each: each.at):
        if one.succeeded:
            failed.clear()
        elif one.at > now - waits.count_for:
            failed.append(one.at)
    if len(failed) < waits.free:
        return None
    doublings = min(len(failed) - waits.free, 20)
    until = failed[-1] + min(waits.first * (1 << doublings), waits.longest)
    return until if until > now else None


def spent(tries: Iterable[datetime], allowed: int, *, within: timedelta, now: datetime) -> datetime | None:
    """Return from when there is another try within what is allowed in so long; None where there is one now."""
    counted = sorted(at for at in tries if at > now - within)
    if allowed <= 0:
        return now + within
    return counted[-allowed] + within if len(counted) >= allowed else None


def chance_to_guess(tries: int, right: int, of: int) -> Fraction:
    """Return how likely so many different guesses meet one of the right codes among all there are: at most this."""
    return Fraction(min(tries * right, of), of)
