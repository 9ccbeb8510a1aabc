"""Who may be lent to a crisis, and what somebody who was lent may do there. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from guichet.crises.rules.triage import Limits
from guichet.crises.terms import CrisisRefusal
from guichet.foundation.languages import Text


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the training: what is read, and a question about it with its answers, of which one is right."""

    code: str
    text: Text
    question: Text
    options: tuple[tuple[str, Text], ...]
    right: str


def has_learnt(answers: Mapping[str, str], parts: Sequence[Part]) -> bool:
    """Return whether all questions of the training are answered rightly."""
    return all(answers.get(part.code) == part.right for part in parts)


def refusal_to_lend(*, until: datetime, now: datetime, limits: Limits, is_lent: bool) -> CrisisRefusal | None:
    """Return why somebody cannot be lent until a moment, or None where they can."""
    if is_lent:
        return CrisisRefusal.LENT_ALREADY
    if until <= now:
        return CrisisRefusal.IN_THE_PAST
    return CrisisRefusal.LENT_TOO_LONG if until > now + timedelta(days=limits.lent_days) else None


def refusal_to_work(
    *, works_here: bool, lent_until: datetime | None, trained: bool, now: datetime
) -> CrisisRefusal | None:
    """Return why somebody may not answer in a crisis, or None where they may.

    `works_here`: their own role covers it. Who was lent may until the moment agreed, once they had the training.
    """
    if works_here:
        return None
    if lent_until is None or lent_until <= now:
        return CrisisRefusal.NOT_YOURS
    return None if trained else CrisisRefusal.NOT_TRAINED
