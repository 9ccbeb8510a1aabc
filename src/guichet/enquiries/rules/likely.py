"""Why somebody is likely to get in touch now: what changed for them lately, the likeliest first. Pure.

A guess for whoever answers, never told to the person. How much each kind of news counts is dated data; it counts half
as much after some days, more where the message about it did not arrive, and more where it is about the same program or
the very file that they name.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

NOT_REACHED = 1.5
SAME_PROGRAM = 1.5
NAMED = 2.0


class Why(StrEnum):
    """What makes news likelier to be the reason."""

    NEW = "NEW"
    NOT_REACHED = "NOT_REACHED"
    SAME_PROGRAM = "SAME_PROGRAM"
    NAMED = "NAMED"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something that changed for somebody. `reached`: whether they were told of it; None where nobody was to be."""

    entry: int
    kind: str
    at: datetime
    number: str = ""
    program: str = ""
    reached: bool | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """How far back news counts, and after how many days it counts half as much; how long after it counts as new."""

    back: timedelta
    half: timedelta
    new: timedelta


@dataclass(frozen=True, slots=True)
class Likely:
    """News that may be why somebody asks, how much it counts, and why."""

    entry: int
    points: float
    whys: tuple[Why, ...]


def likely_reasons(
    news: Sequence[News],
    *,
    weights: Mapping[str, int],
    asked_at: datetime,
    window: Window,
    program: str = "",
    named: Collection[str] = (),
) -> tuple[Likely, ...]:
    """Return what of the news may be why somebody asks, the likeliest first; news after they asked is no reason.

    `named` are the numbers of files in what they wrote, `program` what it is about. Of several about one file of the
    same kind only the latest counts.
    """
    found: dict[tuple[str, str], Likely] = {}
    for one in sorted(news, key=lambda each: (each.at, each.entry), reverse=True):
        age = asked_at - one.at
        points: float = weights.get(one.kind, 0)
        if points <= 0 or age < timedelta() or age > window.back or (one.kind, one.number) in found:
            continue
        points *= 0.5 ** (age / window.half)
        whys = [Why.NEW] if age <= window.new else []
        if one.reached is False:
            points, whys = points * NOT_REACHED, [*whys, Why.NOT_REACHED]
        if one.number and one.number in named:
            points, whys = points * NAMED, [*whys, Why.NAMED]
        elif program and one.program == program:
            points, whys = points * SAME_PROGRAM, [*whys, Why.SAME_PROGRAM]
        found[one.kind, one.number] = Likely(one.entry, points, tuple(whys))
    return tuple(sorted(found.values(), key=lambda each: (-each.points, -each.entry)))
