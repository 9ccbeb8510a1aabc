"""Whether a range moved so far that its client is told, and why: from facts, never guessed. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from guichet.processing_times.rules.ranges import Days
from guichet.processing_times.terms import Why

# Of reasons that are as true as others, so many are told: the first say most about this one file.
REASONS_TOLD = 2


@dataclass(frozen=True, slots=True)
class Statement:
    """What we told of a file and when, and what was so then."""

    first: date
    middle: date
    last: date
    said_on: date
    waited: int
    program: str
    office: str


@dataclass(frozen=True, slots=True)
class Trend:
    """What a program was like over the last thirteen weeks up to a day."""

    received: int
    decided: int
    open: int


@dataclass(frozen=True, slots=True)
class Limits:
    """From when on a range has moved, and a change is a reason; see data/times.yaml."""

    moved_days: int
    moved_percent: int
    quiet_days: int
    trend_percent: int
    trend_least: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a range moved, with its figure: a percentage, or days; 0 where there is none."""

    why: Why
    figure: int = 0


def shift(said: Statement, now: Days) -> int:
    """Return by how many days the range moved: the greater of how its middle and its end did; below 0 is sooner."""
    moves = ((now.p50 - said.middle).days, (now.p90 - said.last).days)
    return max(moves, key=abs)


def has_moved(said: Statement, now: Days, on: date, limits: Limits) -> bool:
    """Return whether the client is to be told of the range anew."""
    if on - said.said_on < timedelta(days=limits.quiet_days):
        return False
    left = max((said.last - said.said_on).days, 0)
    return abs(shift(said, now)) >= max(limits.moved_days, limits.moved_percent * left / 100, 1)


def reasons(
    said: Statement,
    now: Days,
    *,
    on: date,
    waited: int,
    program: str,
    office: str,
    then: Trend | None,
    today: Trend | None,
    limits: Limits,
) -> tuple[Reason, ...]:
    """Return why the range moved, what is most the file's own first; UNKNOWN alone where no fact explains it.

    `then` and `today` are the trends of the file's program when it was last told and now; None where not known.
    """
    later = shift(said, now) > 0
    found = [*_of_the_file(said, now, waited, program, office, later=later)]
    if then and today and program == said.program:
        found += _of_the_program(then, today, limits, later=later)
    if later and on >= said.middle:
        found.append(Reason(Why.LONG_WAIT))
    return tuple(found[:REASONS_TOLD]) or (Reason(Why.UNKNOWN),)


def _of_the_file(
    said: Statement, now: Days, waited: int, program: str, office: str, *, later: bool
) -> Iterator[Reason]:
    if program != said.program:
        yield Reason(Why.PROGRAM_CHANGED)
    if office != said.office and said.office and office:
        yield Reason(Why.OFFICE_CHANGED)
    more = waited - said.waited
    # Days that waited for the client move the range by as many: less than a quarter of the way is not why it moved.
    if later and 4 * more >= shift(said, now):
        yield Reason(Why.WAITED_FOR_YOU, more)


def _of_the_program(then: Trend, today: Trend, limits: Limits, *, later: bool) -> Iterator[Reason]:
    facts = (
        (then.received, today.received, Why.MORE_PEOPLE if later else Why.FEWER_PEOPLE, later),
        (then.decided, today.decided, Why.FEWER_DECISIONS if later else Why.MORE_DECISIONS, not later),
        (then.open, today.open, Why.MORE_WAITING if later else Why.FEWER_WAITING, later),
    )
    for before, after, why, explains_rise in facts:
        change = percent(before, after)
        if before >= limits.trend_least and abs(change) >= limits.trend_percent and (change > 0) is explains_rise:
            yield Reason(why, abs(change))


def percent(before: int, after: int) -> int:
    """Return by how many hundredths a number changed; 0 where there was nothing before."""
    return round(100 * (after - before) / before) if before else 0
