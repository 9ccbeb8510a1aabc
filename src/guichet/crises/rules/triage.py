"""Who is most at risk, from what they say of themselves. Pure.

Each answer has a weight, which is data; one that means danger to life puts somebody first, whatever else they say. What
nobody answered weighs nothing: a question left out makes nobody wait longer than saying “none of these”.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from guichet.crises.terms import Band
from guichet.foundation.languages import Text

# An urgency read from somebody's words (0 usual … 3 danger) weighs as much as these points; three is danger itself.
URGENCY_WEIGHS = {0: 0, 1: 15, 2: 40, 3: 40}
MOST = 100


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question: its words, its weight, whether it means danger to life."""

    code: str
    text: Text
    weight: int
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question that is asked of everybody in a crisis; nobody must answer it."""

    code: str
    text: Text
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """From how many points risk is raised and high, and how long a crisis and a loan of staff may last, in days."""

    raised_from: int
    high_from: int
    longest_days: int
    lent_days: int


@dataclass(frozen=True, slots=True, order=True)
class Risk:
    """How much somebody is at risk: the band, and the points (0 to 100) that tell apart those of one band."""

    band: Band
    points: int


def risk_of(answers: Mapping[str, str], questions: Sequence[Question], limits: Limits, *, urgency: int = 0) -> Risk:
    """Return the risk that somebody's answers show; `urgency` is what their words showed, 0 to 3.

    Answers and questions that are not asked any more count for nothing.
    """
    chosen = [
        option for question in questions for option in question.options if answers.get(question.code) == option.code
    ]
    points = min(MOST, sum(option.weight for option in chosen) + URGENCY_WEIGHS.get(urgency, 0))
    if urgency >= Band.DANGER or any(option.danger for option in chosen):
        return Risk(Band.DANGER, points)
    if points >= limits.high_from:
        return Risk(Band.HIGH, points)
    return Risk(Band.RAISED if points >= limits.raised_from else Band.USUAL, points)


def highest(risks: Iterable[Risk]) -> Risk:
    """Return the risk of a family: that of whoever of them is most at risk; the lowest for none."""
    return max(risks, default=Risk(Band.USUAL, 0))
