"""How right we were: what we said in a month, and what became of those who applied in it. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from guichet.processing_times.rules.ranges import Wait
from guichet.processing_times.terms import Standing

# What we promise of a range, and how far below we still call it about as often.
SAID_SHARE, ALLOWED_BELOW = 80, 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the files received in a month: decided before, in and after the range, or open and still able to.

    A file still open after the end of the range counts as late, whenever it will be decided.
    """

    sooner: int
    inside: int
    later: int
    waiting: int
    # Withdrawn, sent back or closed without an answer: no decision to be right about.
    ended_otherwise: int = 0

    @property
    def files(self) -> int:
        """Return how many files there is something to be right about."""
        return self.sooner + self.inside + self.later + self.waiting


@dataclass(frozen=True, slots=True)
class Rightness:
    """How many of a hundred ended inside the range: at least and at most, as long as some still wait."""

    least: int
    most: int
    # Nothing can change it any more.
    is_final: bool


def outcome_of(wait: Wait, waited: int, *, decided: bool, otherwise: bool) -> str:
    """Return which of the counts of an `Outcome` a file belongs to, `waited` being the days it was with us so far."""
    if otherwise:
        return "ended_otherwise"
    if waited > wait.p90:
        return "later"
    if not decided:
        return "waiting"
    return "sooner" if waited < wait.p10 else "inside"


def rightness(outcome: Outcome) -> Rightness | None:
    """Return how often the range held, or None where there is no file to say it of."""
    if not outcome.files:
        return None
    least, most = outcome.inside, outcome.inside + outcome.waiting
    return Rightness(
        round(100 * least / outcome.files), round(100 * most / outcome.files), is_final=not outcome.waiting
    )


def standing(outcome: Outcome, *, least: int) -> Standing:
    """Return what can be said of a month, for groups of `least` files or more."""
    found = rightness(outcome)
    if found is None or outcome.files < least:
        return Standing.FEW
    if found.least >= SAID_SHARE - ALLOWED_BELOW:
        return Standing.RIGHT
    return Standing.OFF if found.most < SAID_SHARE - ALLOWED_BELOW else Standing.EARLY


def month_of(day: date) -> date:
    """Return the first day of a month."""
    return day.replace(day=1)


def week_of(day: date) -> date:
    """Return the Monday of a week."""
    return day - timedelta(days=day.weekday())
