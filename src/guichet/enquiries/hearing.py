"""Hearing the signs of messages, by what was learnt from examples: beside the intake and never in it."""

from collections.abc import Mapping, Sequence
from functools import cache

from guichet.enquiries.reading_policy import LEARNT
from guichet.language.meaning import encoder
from guichet.language.signs import Signs, take_up_signs


def learnt(texts: Sequence[str]) -> list[dict[str, float]]:
    """Return of each text how probable each sign is."""
    return _kept().heard(texts, encoder())


def by_words_only(texts: Sequence[str]) -> Sequence[Mapping[str, float]]:
    """Return nothing of any text: signs are then heard by the words of the data alone."""
    return [{} for _ in texts]


@cache
def _kept() -> Signs:
    return take_up_signs(LEARNT)
