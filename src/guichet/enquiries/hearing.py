"""Hearing the signs of messages, by what was learnt from examples: beside the intake and never in it."""

import logging
from collections.abc import Mapping, Sequence
from functools import cache

from guichet.enquiries.reading_policy import LEARNT
from guichet.language.meaning import encoder
from guichet.language.signs import Signs, Unlike, take_up_signs

logger = logging.getLogger(__name__)


def learnt(texts: Sequence[str]) -> Sequence[Mapping[str, float]]:
    """Return of each text how probable each sign is. Where what was learnt cannot be read, words alone must do."""
    try:
        return _kept().heard(texts, encoder())
    except (OSError, ValueError, KeyError, Unlike):
        # Nobody must wait for their receipt because a file is missing; a person who looks after the service mends it.
        logger.exception("what examples taught cannot be read: signs are heard by words alone")
        return by_words_only(texts)


def by_words_only(texts: Sequence[str]) -> Sequence[Mapping[str, float]]:
    """Return nothing of any text: signs are then heard by the words of the data alone."""
    return [{} for _ in texts]


@cache
def _kept() -> Signs:
    return take_up_signs(LEARNT)
